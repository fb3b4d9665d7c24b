"""The product, its Python packages and the services in one file, for a machine with nothing but a Python."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import call
from drills import long_drill
from fake_host import FakeHost, prepare

from bootstrap import packages
from bootstrap.host import Stop
from bootstrap.layout import Layout
from bootstrap.setup import bundled_libraries, complete_bundle
from bootstrap.setup.complete_bundle import Wish
from bootstrap.setup.context import Choices, Context
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.setup.bundle import Item

ROOT = Path(__file__).resolve().parents[3]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


class Downloading(FakeHost):
    """What is downloaded is one file for each call."""

    def run(self, command: list[str], title: str, env: object = None, arrivals: object = None) -> int:
        code = super().run(command, title, env, arrivals)
        if "--dest" in command:
            folder = Path(command[command.index("--dest") + 1])
            folder.mkdir(exist_ok=True)
            (folder / f"thing-{len(self.ran)}.whl").write_text("thing")
        return code


class Making:
    """A machine on which complete bundles are made."""

    def __init__(self, folder: Path, host: FakeHost) -> None:
        self.folder, self.host, self.made = folder, host, folder / "all.tar"
        (folder / "weights.pt").write_text("weights")
        row = {"product": "tiny", "version": "1", "os": "any", "arch": "any", "kind": "weights"}
        found = {"url": (folder / "weights.pt").as_uri(), "sha256": hashlib.sha256(b"weights").hexdigest()}
        (folder / "catalogue.json").write_text(json.dumps([{**row, **found}]))

    def create(self, wish: Wish, platform: tuple[str, str] | None = None) -> list[Item]:
        context = Context(Layout(self.folder / "prefix"), Choices(catalogue=self.folder / "catalogue.json"))
        here = (context.facts.system, context.facts.arch)
        host = self.host
        return complete_bundle.create(context, platform or here, self.made, wish, host)  # type: ignore[arg-type]  # as strict as the real one

    def unpacked(self) -> Path:
        with tarfile.open(self.made) as file:
            file.extractall(self.folder / "there", filter="data")
        return self.folder / "there" / "smart-intersection"


@pytest.fixture
def making(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Making:
    monkeypatch.setattr(complete_bundle, "ROOT", clone)
    monkeypatch.setattr(bundled_libraries, "possible", lambda _: False)
    return Making(clone, Downloading(clone))


def test_what_comes_out_of_it_installs_from_its_own_packages(making: Making) -> None:
    titles = [item.title for item in making.create(Wish())]
    assert titles == ["smart-intersection 0.1.0", f"1 packages for Python {HERE}", "tiny 1"]
    there = making.unpacked()
    assert (there / "offline" / "services.7z").is_file()
    host = FakeHost(there)
    prepare(host, "setup")
    pip = [command for command in host.pip_calls() if "install" in command]
    assert pip
    for command in pip:
        assert "--no-index" in command
        assert command[command.index("--find-links") + 1] == str(there / "offline" / "packages")
    assert f"cd {there.name}" in complete_bundle.commands(making.made)


def test_each_version_of_python_has_its_packages_and_pytorch_is_the_build_without_cuda(making: Making) -> None:
    making.host.nvidia = making.host.answers = True
    making.create(Wish(("3.11", "3.13"), tests=True))
    calls = making.host.pip_calls()
    assert [command[command.index("--python-version") + 1] for command in calls] == ["3.11", "3.13"]
    for command in calls:
        assert "https://download.pytorch.org/whl/cpu" in command
        assert {"torch", "pytest", "setuptools"} <= {word.split(">")[0] for word in command}


def test_without_pytorch_nothing_of_it_is_downloaded(making: Making) -> None:
    making.host.torch = "2.13.0"  # that one brings gigabytes of CUDA
    with pytest.raises(UserError, match="only the CUDA build") as told:
        making.create(Wish())
    assert "--without-pytorch" in told.value.remedy
    assert not making.made.exists()
    making.create(Wish(pytorch=False))
    (command,) = making.host.pip_calls()
    assert not {"torch", "ultralytics", "onnx"} & {word.split(">")[0] for word in command}


@pytest.mark.parametrize(("key", "value"), [("pythons", ["3.2"]), ("machine", "vax"), ("system", "VMS")])
def test_another_machine_is_refused_before_anything_is_done(making: Making, key: str, value: object) -> None:
    making.create(Wish())
    there = making.unpacked()
    about = there / "offline" / "bundle.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), key: value}))
    host = FakeHost(there)
    with pytest.raises(Stop, match=f"this is Python {HERE}"):
        prepare(host, "setup")
    assert host.ran == []


def test_a_platform_that_pip_cannot_speak_for_is_refused(making: Making) -> None:
    with pytest.raises(UserError, match="windows amd64 cannot be created on"):
        making.create(Wish(), ("windows", "amd64"))
    with pytest.raises(UserError, match="not a version of Python"):
        making.create(Wish(("three",)))


def test_what_was_not_downloaded_leaves_no_file(making: Making) -> None:
    making.host.failing = ("downloading",)
    with pytest.raises(UserError, match="cannot download the packages"):
        making.create(Wish())
    assert not [path for path in making.folder.iterdir() if path.suffix in (".tar", ".part")]


def test_system_libraries_that_cannot_be_had_are_told_and_all_the_rest_is_there(
    making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path, _: Context) -> int:
        folder.mkdir()
        raise UserError("apt cannot fetch its lists", "check the network")

    monkeypatch.setattr(bundled_libraries, "possible", lambda _: True)
    monkeypatch.setattr(bundled_libraries, "keep", refused)
    titles = [item.title for item in making.create(Wish())]
    assert len(titles) == 3
    assert not (making.unpacked() / "offline" / "libraries").exists()


def test_its_options_need_it(tmp_path: Path) -> None:
    done = call("bundle", "create", str(tmp_path / "b.7z"), "--python", "3.12")
    assert (done.returncode, "require --complete" in done.stderr) == (2, True)


def test_the_whole_product_is_in_it() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    names = subprocess.run([git, "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert {name.partition("/")[0] for name in names if not name.startswith(".")} == set(complete_bundle.PARTS)


def test_without_a_bundle_pip_asks_its_indexes(clone: Path) -> None:
    assert "--no-index" not in packages.pip(Path("python"), clone, "thing")


@long_drill
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not shutil.which("unshare"), reason="takes the network away with unshare")
def test_two_commands_on_a_machine_without_network(tmp_path: Path) -> None:
    """The real packages of Python and of the distribution."""
    catalogue = tmp_path / "catalogue.json"
    row = {"product": "mosquitto", "version": "2", "os": "linux", "arch": "any", "kind": "not-published"}
    catalogue.write_text(json.dumps([row]))
    made = tmp_path / "all.tar"
    done = call("bundle", "create", str(made), "--complete", "--without-pytorch", "--catalogue", str(catalogue))
    assert done.returncode == 0, done.stderr
    with tarfile.open(made) as file:
        file.extractall(tmp_path, filter="data")
    setup = f"setup --yes --offline offline/services.7z --catalogue '{catalogue}' --only mosquitto --port mosquitto=1"
    script = f"""
        set -e
        ip link set lo up
        python3 -m bootstrap {setup}8839
        python3 -m bootstrap up --headless --duration 5 --report report.json
        python3 -m bootstrap uninstall --purge --yes
    """
    there = tmp_path / "smart-intersection"
    environment = {**os.environ, "SMART_INTERSECTION_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}
    subprocess.run(["unshare", "-rn", "bash", "-c", script], cwd=there, env=environment, check=True, timeout=1800)
    assert (there / "report.json").is_file()
