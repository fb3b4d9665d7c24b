"""A release from a server to a published folder: killed, cut, tampered with, run again; and the same from a bundle."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import py7zr
import pytest
from file_server import Habits, serving

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import BytesMoved, Note, Progress
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.setup import bundle
from bootstrap.setup.archive import copy as archive_copy
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts
from bootstrap.setup.publish import read_current
from bootstrap.setup.resources import Release
from bootstrap.setup.roles import mosquitto
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.report import Report

ROLE = Role("thing", lambda _: [Release("thing", ("thing", "thing.exe"))])


def archive(text: bytes = b"program") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as file:
        for name, data in (("bin/thing", text), ("data", os.urandom(600_000))):
            entry = tarfile.TarInfo(f"thing-1.0/{name}")
            entry.size, entry.mode = len(data), 0o755
            file.addfile(entry, io.BytesIO(data))
    return out.getvalue()


@dataclass
class Maker:
    """Someone who publishes releases, and an installation that takes them."""

    folder: Path
    base: str
    habits: Habits
    steps: list[Progress] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        return Layout(self.folder / "prefix")

    @property
    def program(self) -> Path:
        return self.layout.product("thing") / "1.0/thing-1.0/bin/thing"

    def publish(self, version: str, data: bytes, product: str = "thing", **fields: Any) -> None:
        name = f"{product}-{version}.tar.gz"
        self.habits.files[f"/{name}"] = data
        facts = Facts()
        row = {"product": product, "version": version, "os": facts.system, "arch": facts.arch, "kind": "archive"}
        found = {"url": f"{self.base}/{name}", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        self.rows.append({**row, **found, **fields})
        (self.folder / "catalogue.json").write_text(json.dumps(self.rows))

    def context(self, *, facts: Facts | None = None, **choices: Any) -> Context:
        made = Choices(catalogue=self.folder / "catalogue.json", **choices)
        return Context(self.layout, made, self.steps.append, facts=facts or Facts())

    def setup(self, **choices: Any) -> Report:
        return converge([ROLE], self.context(**choices))

    def changed(self) -> int:
        report = self.setup()
        assert report.recap["failed"] == 0, report.to_json()
        assert self.setup().recap == {"ok": 1, "changed": 0, "failed": 0, "skipped": 0}
        return report.recap["changed"]

    def failure(self, **choices: Any) -> str:
        task = self.setup(**choices).tasks[0]
        assert task.state == "failed"
        return task.reason


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[Maker]:
    habits = Habits()
    with serving(habits) as base:
        found = Maker(tmp_path, base, habits)
        found.publish("1.0", archive())
        yield found


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.suffix in (".incoming", ".previous", ".part")]


def test_a_release_is_installed_once_and_the_second_run_asks_nobody(maker: Maker) -> None:
    assert maker.changed() == 1
    assert maker.program.read_bytes() == b"program"
    assert os.access(maker.program, os.X_OK)
    assert read_current(maker.layout.product("thing")) == "1.0"
    assert len(maker.habits.asked) == 1
    done = [step.done for step in maker.steps if isinstance(step, BytesMoved) and step.what.startswith("download")]
    assert done == sorted(done)
    assert done[-1] == maker.rows[0]["size"]


@pytest.mark.parametrize("how", ["delete", "cut", "change", "pointer", "manifest", "all"])
def test_a_damaged_installation_is_mended_from_the_cache(maker: Maker, how: str) -> None:
    maker.changed()
    asked = len(maker.habits.asked)
    match how:
        case "delete":
            maker.program.unlink()
        case "cut":
            os.truncate(maker.program, 3)
        case "change":
            maker.program.write_bytes(b"PROGRAM")
        case "pointer":
            (maker.layout.product("thing") / "current").unlink()
        case "manifest":
            (maker.layout.product("thing") / "1.0/.manifest.json").write_text("{")
        case "all":
            shutil.rmtree(maker.layout.product("thing"))
    assert maker.changed() == 1
    assert maker.program.read_bytes() == b"program"
    assert len(maker.habits.asked) == asked


def test_a_wrong_hash_on_the_server_installs_nothing(maker: Maker) -> None:
    maker.habits.files["/thing-1.0.tar.gz"] = maker.habits.files["/thing-1.0.tar.gz"][:-1] + b"!"
    assert "expected" in maker.failure()
    assert not maker.layout.product("thing").exists()
    assert leftovers(maker.layout.prefix) == []


def test_a_tampered_catalogue_installs_nothing(maker: Maker) -> None:
    maker.rows[0]["sha256"] = "0" * 64
    (maker.folder / "catalogue.json").write_text(json.dumps(maker.rows))
    assert f"expected {'0' * 64}" in maker.failure()


def test_a_tampered_file_in_the_cache_is_fetched_again(maker: Maker) -> None:
    maker.changed()
    (maker.layout.cache / maker.rows[0]["sha256"]).write_bytes(b"tampered")
    maker.program.unlink()
    assert maker.changed() == 1
    assert len(maker.habits.asked) == 2


def test_an_interrupted_download_is_continued_by_the_next_run(maker: Maker) -> None:
    maker.habits.break_after = [300_000]
    assert maker.changed() == 1
    assert maker.habits.asked[1][1] == "bytes=300000-"


def test_a_mirror_with_just_the_file_is_enough_and_a_file_address_too(maker: Maker) -> None:
    folder = maker.folder / "a mirror"
    folder.mkdir()
    (folder / "thing-1.0.tar.gz").write_bytes(maker.habits.files.pop("/thing-1.0.tar.gz"))
    assert "HTTP 404" in maker.failure()
    assert maker.setup(mirror=folder.as_uri()).recap["changed"] == 1


def test_a_full_disk_leaves_the_old_release_and_nothing_half(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    maker.changed()
    maker.publish("2.0", archive(b"newer"))
    real = archive_copy.copy

    def full(source: IO[bytes], path: Path, *rest: Any) -> None:
        if path.name == "data":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(source, path, *rest)

    monkeypatch.setattr("bootstrap.setup.archive.tar.copy", full)
    assert "No space left on device" in maker.failure()
    assert maker.program.read_bytes() == b"program"
    assert leftovers(maker.layout.prefix) == []
    assert read_current(maker.layout.product("thing")) == "1.0"
    monkeypatch.undo()
    assert maker.changed() == 1
    assert read_current(maker.layout.product("thing")) == "2.0"


def test_an_older_version_can_be_chosen_and_is_kept_beside(maker: Maker) -> None:
    maker.publish("2.0", archive(b"newer"))
    maker.changed()
    assert maker.setup(versions={"thing": "1.0"}).recap["changed"] == 1
    assert read_current(maker.layout.product("thing")) == "1.0"
    assert (maker.layout.product("thing") / "2.0").is_dir()


def test_an_archive_without_the_program_is_not_published(maker: Maker) -> None:
    maker.publish("3.0", _tar({"readme": b"nothing here"}))
    assert "thing not found in" in maker.failure()
    assert read_current(maker.layout.product("thing")) is None


def _tar(tree: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, data in tree.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            file.addfile(entry, io.BytesIO(data))
    return out.getvalue()


_KILLED = """
import os, sys
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.setup.context import Choices, Context
from bootstrap.converge.loop import converge
from bootstrap.converge.progress import BytesMoved
from bootstrap.converge.resource import Role
from bootstrap.setup.resources import Release
left = int(sys.argv[3])
def tell(step):
    global left
    left -= isinstance(step, BytesMoved) and step.what.startswith(sys.argv[4])
    if left < 0:
        os._exit(9)
role = Role("thing", lambda _: [Release("thing", ("thing",))])
converge([role], Context(Layout(Path(sys.argv[1])), Choices(catalogue=Path(sys.argv[2])), tell))
"""


@pytest.mark.parametrize(("where", "number"), [("download", 0), ("download", 2), ("unpack", 0), ("unpack", 2)])
def test_killed_inside_download_or_unpacking_the_next_run_converges(maker: Maker, where: str, number: int) -> None:
    arguments = [str(maker.layout.prefix), str(maker.folder / "catalogue.json"), str(number), where]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False, timeout=60)
    assert done.returncode == 9
    assert not maker.program.exists()
    assert maker.changed() == 1
    assert maker.program.read_bytes() == b"program"
    assert leftovers(maker.layout.prefix) == []


def test_a_bundle_replaces_the_network(maker: Maker) -> None:
    made = maker.folder / "all.7z"
    facts = Facts()
    rows = bundle.create(maker.context(), facts.system, facts.arch, made)
    assert [row.title for row in rows] == ["thing 1.0"]
    maker.habits.files.clear()
    shutil.rmtree(maker.layout.prefix)
    assert bundle.verify(made, maker.context()) == ["thing 1.0"]
    offline = maker.context(bundle=made)
    assert converge([bundle.role(made), ROLE], offline).recap["changed"] == 2
    assert converge([bundle.role(made), ROLE], offline).recap["ok"] == 2
    assert maker.program.read_bytes() == b"program"
    assert [path.name for path in maker.folder.iterdir() if path.name.startswith(("bundle", ".all"))] == []


def test_without_the_file_in_the_bundle_nobody_is_asked(maker: Maker) -> None:
    made = maker.folder / "all.7z"
    with py7zr.SevenZipFile(made, "w") as file:
        file.writestr(json.dumps({"version": 1, "artifacts": []}), "bundle.json")
    report = converge([bundle.role(made), ROLE], maker.context(bundle=made))
    assert "not in the bundle" in report.tasks[-1].reason
    assert maker.habits.asked == []


@pytest.mark.parametrize("how", ["tampered", "unknown", "missing", "no index", "not 7z", "cut", "absent"])
def test_a_bundle_that_is_not_what_it_should_be_is_refused(maker: Maker, how: str) -> None:
    made, row = maker.folder / "all.7z", maker.rows[0]
    data, digest = maker.habits.files["/thing-1.0.tar.gz"], row["sha256"]
    if how == "unknown":
        data = b"something"
        digest = hashlib.sha256(data).hexdigest()
    entry = {"product": "thing", "version": "1.0", "file": "thing-1.0.tar.gz", "sha256": digest}
    with py7zr.SevenZipFile(made, "w") as file:
        if how != "no index":
            file.writestr(json.dumps({"version": 1, "artifacts": [entry]}), "bundle.json")
        if how != "missing":
            file.writestr(data + (b"!" if how == "tampered" else b""), digest)
    if how == "not 7z":
        made.write_bytes(b"PK" + os.urandom(100))
    if how == "cut":
        made.write_bytes(made.read_bytes()[:5000])
    if how == "absent":
        made.unlink()
    with pytest.raises(UserError):
        bundle.verify(made, maker.context())
    assert converge([bundle.role(made)], maker.context(bundle=made)).recap["failed"] == 1
    assert not (maker.layout.cache / row["sha256"]).exists()
    assert leftovers(maker.folder) == []


class _Windows(Facts):
    system = "windows"
    arch = "amd64"


def test_on_windows_mosquitto_comes_out_of_its_installer(maker: Maker) -> None:
    makensis = shutil.which("makensis")
    if not makensis:
        pytest.skip("makensis is not installed (Debian package nsis)")
    (maker.folder / "mosquitto.exe").write_bytes(b"MZ broker")
    script = 'Name "m"\nOutFile "m.exe"\nSection\nSetOutPath "$INSTDIR"\nFile "mosquitto.exe"\nSectionEnd\n'
    (maker.folder / "m.nsi").write_text(f"SetCompressor /SOLID lzma\n{script}")
    subprocess.run([makensis, "-V1", "m.nsi"], cwd=maker.folder, check=True, timeout=60)
    data = (maker.folder / "m.exe").read_bytes()
    maker.publish("2.1.2", data, "mosquitto", os="windows", arch="amd64", kind="nsis-exe")
    context = maker.context(facts=_Windows())
    release = next(iter(mosquitto.ROLE.resources(context)))
    report = converge([Role("mosquitto", lambda _: [release])], context)
    assert report.recap["changed"] == 1, report.to_json()
    assert release.program(context).read_bytes() == b"MZ broker"  # type: ignore[attr-defined]  # it is a Release


def test_a_version_with_known_holes_is_warned_about(maker: Maker) -> None:
    rows = {"schema": 1, "artifacts": maker.rows, "outdated": {"thing": {"1.0": "CVE-1 is open"}}}
    (maker.folder / "catalogue.json").write_text(json.dumps(rows))
    maker.changed()
    assert Note("thing 1.0: CVE-1 is open") in maker.steps
