"""The window's system libraries in a complete bundle: apt fetches them here, and installs them where no network is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from distributions import Machine
from fake_host import FakeHost, prepare

from bootstrap import system_packages
from bootstrap.host import Stop
from bootstrap.layout import Layout
from bootstrap.setup import bundled_libraries, complete_bundle
from bootstrap.setup.bundle import Item
from bootstrap.setup.context import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS = "deb.example_dists_bookworm"
SITE = "http://deb.example"


class Debian(Machine):
    """One whose archive has every package that is asked for, with the C library that all of them need."""

    asked: Sequence[str] = ()

    def _apt(self, words: list[str], folder: Path) -> tuple[int, str]:
        if "--print-uris" in words:
            self.asked = [
                word for word in words[words.index("install") + 1 :] if re.fullmatch(r"lib[a-z0-9.+-]+", word)
            ]
            lines = [
                f"'{SITE}/pool/{one}_1_amd64.deb' {one}_1%3a1_amd64.deb 9 SHA256:0" for one in (*self.asked, "libc6")
            ]
            return 0, "\n".join(lines)
        if "download" in words:
            for word in words[words.index("download") + 1 :]:
                if found := re.fullmatch(r"([a-z0-9.+-]+)=1:1", word):
                    (folder / f"{found[1]}_1%3a1_amd64.deb").write_text("package")
            return 0, ""
        return super()._apt(words, folder)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    machine, folder = Debian(), tmp_path / "lib raries"
    context = Context(Layout(tmp_path / "prefix"), facts=machine)
    context.layout.cache.mkdir(parents=True)
    number = bundled_libraries.keep(folder, context)
    assert set(machine.asked) == {*system_packages.ENGINE.values(), *system_packages.APP.values()}
    assert number == len(machine.asked) + 1
    return folder


def test_all_that_they_need_is_in_it_with_signed_lists(kept: Path) -> None:
    names = {path.name for path in kept.rglob("*") if path.is_file()}
    assert {"libc6_1_amd64.deb", "libegl1_1_amd64.deb", "InRelease", "Packages.xz", system_packages.INSTALL} <= names


def _there(folder: Path, installed: Sequence[str], release: str = "bookworm") -> dict[str, str]:
    """What the script does on a machine with these packages; doubles of its programs note what they are told."""
    programs = folder / "bin"
    programs.mkdir()
    status = "|".join(installed)
    (programs / "dpkg-query").write_text(f'#!/bin/sh\ncase "$4" in {status}) printf installed;; esac\n')
    (programs / "apt-get").write_text(
        f"#!/bin/sh\nfor one; do case $one in *sourcelist=*) cat \"${{one#*=}}\" >> '{folder}/sources';; esac; done\n"
        f"echo \"$*\" >> '{folder}/told'\n"
    )
    for one in programs.iterdir():
        one.chmod(0o755)
    (folder / "os-release").write_text(f"ID=debian\nVERSION_CODENAME={release}\n")
    script = folder / "lib raries" / system_packages.INSTALL
    text = script.read_text().replace("/etc/os-release", f"'{folder}/os-release'")
    script.write_text(text)
    done = subprocess.run(
        ["sh", str(script)], capture_output=True, text=True, check=False, env={"PATH": f"{programs}:/usr/bin:/bin"}
    )
    files = {name: folder / name for name in ("told", "sources")}
    told = {name: path.read_text() if path.is_file() else "" for name, path in files.items()}
    return {"code": str(done.returncode), "errors": done.stderr, **told}


def test_only_what_is_missing_is_installed_and_from_there_alone(kept: Path) -> None:
    every = {*system_packages.ENGINE.values(), *system_packages.APP.values()}
    found = _there(kept.parent, sorted(every - {"libegl1", "libgl1"}))
    update, install = found["told"].splitlines()
    assert (found["code"], update.split()[0], install.split()[0]) == ("0", "update", "install")
    assert {word for word in install.split() if not word.startswith("-")} - {"install"} >= {"libegl1", "libgl1"}
    assert not every & set(install.split()) - {"libegl1", "libgl1"}
    line = found["sources"].splitlines()[0]
    assert re.fullmatch(r"deb (\[signed-by=\S+\] )?copy:/var/tmp/smart-intersection\.\w+/archive/0 bookworm main", line)
    assert not Path(line.split("copy:")[1].split("/archive")[0]).exists()


def test_where_nothing_is_missing_apt_is_not_asked(kept: Path) -> None:
    every = sorted({*system_packages.ENGINE.values(), *system_packages.APP.values()})
    assert _there(kept.parent, every)["told"] == ""


def test_another_release_is_refused(kept: Path) -> None:
    found = _there(kept.parent, ["none"], "trixie")
    assert (found["code"], found["told"]) == ("2", "")
    assert "these packages are for debian bookworm, this is debian trixie" in found["errors"]


@pytest.mark.parametrize("root", [True, False])
def test_a_product_from_a_bundle_takes_them_from_there(
    clone: Path,
    root: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brought = clone / "off line" / system_packages.INSTALL
    monkeypatch.setattr(system_packages, "_BROUGHT", brought)
    brought.parent.mkdir()
    brought.write_text("")
    host = FakeHost(clone, root=root, libraries=set(system_packages.ENGINE) - {"libGL.so.1"})
    monkeypatch.setattr(system_packages, "_verify", lambda *_: None)
    if root:
        prepare(host, "run", "--source", "simulator")
        assert host.ran[-1] == ["sh", str(brought)]
    else:
        with pytest.raises(Stop, match=r"sudo sh '.*off line/install\.sh'$"):
            prepare(host, "run", "--source", "simulator")


def test_packages_of_another_release_leave_it_to_the_distribution(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = clone / system_packages.INSTALL
    brought.write_text("")
    monkeypatch.setattr(system_packages, "_BROUGHT", brought)
    host = FakeHost(clone, libraries=set(system_packages.ENGINE) - {"libGL.so.1"})
    run = host.run
    monkeypatch.setattr(
        host,
        "run",
        lambda command, *rest, **more: run(command, *rest, **more) or command[-1] == str(brought),
    )
    prepare(host, "run", "--source", "simulator")
    assert "PACKAGES='libgl1'" in host.ran[-1][-1]


def test_what_is_not_in_it_is_said() -> None:
    named = Item(f"97 {complete_bundle.LIBRARIES} debian bookworm", 1)
    assert "system libraries" in complete_bundle.left_out("linux", [])
    assert complete_bundle.left_out("linux", [named]) == ""
    assert {complete_bundle.left_out(one, []) for one in ("windows", "darwin")} == {""}
