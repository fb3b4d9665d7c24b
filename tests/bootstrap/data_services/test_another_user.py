"""Somebody without any rights, in a home of their own: from nothing to all services and back to nothing.

As root the tests really are somebody else; otherwise whoever runs them has no rights to begin with.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from installed import ALL, BROKER, EVERY, ROOT, Installed, changed
from packing import NOBODY, Mirror, everybodys, pack
from ports import free_ports
from reaper import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOSE = stat.S_IWGRP | stat.S_IWOTH | stat.S_ISUID | stat.S_ISGID
STORES = ALL if BROKER else ALL[1:]
NAMES = EVERY if BROKER else EVERY[1:]
# The program is looked for where root keeps such things, too: here there is none, whatever the machine has.
_BARE = """
import sys
from bootstrap.setup import facts
from bootstrap.cli import main
facts._ADMIN_FOLDERS = ()
sys.exit(main(sys.argv[1:]))
"""


@dataclass
class Somebody:
    """A user, their home, and an interpreter they may run."""

    home: Path
    python: str
    uid: int
    ports: dict[str, int]

    def run(self, command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
        other: dict[str, Any] = {"user": self.uid, "group": self.uid, "extra_groups": []}
        how = {} if self.uid == os.getuid() else other
        how |= {
            "capture_output": True,
            "text": True,
            "cwd": "/",
            "timeout": 170,
            "umask": 0,
        }  # the loosest shell there is
        return subprocess.run(command, check=False, env={**self.env(), **env}, **how)

    def env(self) -> dict[str, str]:
        path = os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "PYTHONPATH": path, MARK: os.environ[MARK]}

    def verb(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Without --prefix: everything goes where this user's things are."""
        return self.run([self.python, "-m", "bootstrap.cli", *words])

    def setup(self, mirror: Mirror, *words: str) -> dict[str, Any]:
        """What it says, as data."""
        done = self.verb("setup", "--json", "--only", ",".join(NAMES), *words, *self.choices(mirror))
        assert done.returncode == 0, done.stdout + done.stderr
        return dict(json.loads(done.stdout))

    def choices(self, mirror: Mirror) -> list[str]:
        ports = [word for name, port in self.ports.items() for word in ("--port", f"{name}={port}")]
        return ["--catalogue", str(self.home / "catalogue.json"), "--mirror", mirror.url, *ports]

    def processes(self) -> list[psutil.Process]:
        """All that run for this home."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("HOME") == str(self.home):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def tree(self) -> dict[str, tuple[int, bytes]]:
        """Mode and content of everything at home."""
        return {
            path.relative_to(self.home).as_posix(): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
            for path in sorted(self.home.rglob("*"))
        }


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[Somebody]:
    uid = NOBODY if os.geteuid() == 0 else os.getuid()
    python = everybodys() if uid == NOBODY else sys.executable
    if python is None:
        pytest.skip("no Python of this version that another user may run")
    home = Path(tempfile.mkdtemp(prefix="somebody-"))  # not below the folder of the tests, which is root's alone
    catalogue = pack(tmp_path / "releases", python)
    shutil.copy(catalogue, home)
    (home / "notes.txt").write_text("not ours")
    if uid == NOBODY:
        for path in (home, *home.iterdir()):
            os.chown(path, uid, uid)
    found = Somebody(home, python, uid, dict(zip(EVERY, free_ports(len(EVERY)), strict=True)))
    yield found
    for process in found.processes():
        process.kill()
    shutil.rmtree(home)


@pytest.fixture
def mirror(somebody: Somebody, tmp_path: Path) -> Iterator[Mirror]:
    assert somebody.home
    found = Mirror(tmp_path / "releases")
    yield found
    found.close()


def _changes(report: dict[str, Any]) -> list[str]:
    return [task["name"] for task in report["tasks"] if task["state"] == "changed"]


def test_check_tells_all_setup_does_it_and_uninstall_undoes_it_without_any_rights(
    somebody: Somebody, mirror: Mirror
) -> None:
    before = somebody.tree()
    looked = somebody.setup(mirror, "--check", "--diff")
    assert somebody.tree() == before
    assert somebody.processes() == []
    assert mirror.asked == []

    first = somebody.setup(mirror, "--yes")
    assert [task["name"] for task in first["tasks"]] == [task["name"] for task in looked["tasks"]]
    assert set(_changes(first)) <= set(_changes(looked))  # it also lists what comes of something listed before it
    services = json.loads(somebody.verb("services", "list", "--json").stdout)
    assert {one["name"]: one["ok"] for one in services} == dict.fromkeys(NAMES, True)
    assert {process.uids().real for process in somebody.processes()} == {somebody.uid}
    assert {path.lstat().st_uid for path in somebody.home.rglob("*")} == {somebody.uid}
    own = [path for path in somebody.home.rglob("*") if not path.is_symlink()]  # a link has no mode of its own
    assert [path for path in own if path.stat().st_mode & _LOOSE] == []
    assert somebody.setup(mirror, "--yes")["recap"]["changed"] == 0

    assert somebody.verb("uninstall", "--yes").returncode == 0
    assert somebody.processes() == []
    kept = {path.partition("/data/")[2].partition("/")[0] for path in somebody.tree() if "/data/" in path}
    assert kept == set(STORES)
    assert somebody.verb("uninstall", "--purge", "--yes").returncode == 0
    assert somebody.tree() == before
    for port in somebody.ports.values():
        with socket.create_server(("127.0.0.1", port)):
            pass  # nobody holds it any more


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_who_may_not_look_is_told_that_and_not_that_everything_has_stopped(
    somebody: Somebody, empty: Installed, releases: Path
) -> None:
    empty.mirror = releases.as_uri()  # the other one has what the other user may run
    assert changed(empty.setup("influxdb"))
    for folder in (empty.prefix, *empty.prefix.parents):
        if folder.owner() == "root" and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(0o755)  # all may go there, as to a home; what runs is its owner's to see
    for verb in (["status"], ["status", "--json"], ["services", "list"]):
        done = somebody.verb(*verb, "--prefix", str(empty.prefix))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"error: permission denied: {empty.layout.run} — run this as the user who ran setup\n"
    assert empty.verb("services", "list").returncode == 0


def test_without_the_broker_and_without_root_the_command_is_told_and_the_others_are_set_up(
    somebody: Somebody, mirror: Mirror
) -> None:
    bare = somebody.home / "bin"
    bare.mkdir()
    (bare / "apt-get").symlink_to("/bin/true")
    words = ["setup", "--yes", "--json", *somebody.choices(mirror)]
    done = somebody.run([somebody.python, "-c", _BARE, *words], PATH=str(bare))
    assert done.returncode == 1, done.stderr
    (failed,) = [task for task in json.loads(done.stdout)["tasks"] if task["state"] == "failed"]
    assert failed["name"] == "mosquitto : program mosquitto"
    assert "requires root" in failed["reason"]
    assert "sudo apt-get install" in failed["remedy"]
    services = json.loads(somebody.verb("services", "list", "--json").stdout)
    assert {one["name"]: one["ok"] for one in services} == dict.fromkeys(EVERY[1:], True)
    assert somebody.verb("uninstall", "--purge", "--yes").returncode == 0
