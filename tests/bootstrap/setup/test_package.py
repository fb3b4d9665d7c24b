"""Programs from the operating system: adopted, installed, installed again, or the exact command for the owner."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.setup.context import Context
from bootstrap.setup.facts import Facts
from bootstrap.setup.preflight import _Look, _program
from bootstrap.setup.resources import package
from bootstrap.setup.roles.mosquitto import _PROGRAM

if TYPE_CHECKING:
    from bootstrap.converge.report import Result

V = "mosquitto version 2.0.11\n"


class Machine(Facts):
    """A machine on which commands are only noted; installing puts a working program there."""

    def __init__(
        self, *, there: bool, runs: bool = True, manager: Literal["apt", "brew"] | None = "apt", root: bool = True
    ) -> None:
        self.there, self.runs = there, runs
        self.commands: list[list[str]] = []
        self.package_manager = manager  # takes the place of what would be looked up
        self.privilege = [] if root else None  # as above
        self.fails = False

    def which(self, program: str) -> Path | None:
        if program == "brew":
            return Path("/opt/homebrew/bin/brew") if self.package_manager == "brew" else None
        return Path(f"/usr/sbin/{program}") if self.there else None

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        del timeout, text
        if command[1:] == ["-h"]:
            return 3, V if self.runs else "Segmentation fault"
        self.commands.append(command)
        if self.fails:
            return 100, "Reading package lists...\nE: Unable to locate package mosquitto\n"
        self.there = self.runs = True
        return 0, "done"


def result(machine: Machine, tmp_path: Path) -> Result:
    role = Role("mosquitto", lambda _: [_PROGRAM.package])
    return converge([role], Context(Layout(tmp_path), facts=machine)).tasks[0]


def test_a_program_that_is_there_is_adopted(tmp_path: Path) -> None:
    machine = Machine(there=True)
    found = result(machine, tmp_path)
    assert (found.state, found.reason) == ("ok", "/usr/sbin/mosquitto 2.0.11")
    assert machine.commands == []


def test_a_missing_program_is_installed_without_starting_its_service(tmp_path: Path) -> None:
    machine = Machine(there=False)
    assert result(machine, tmp_path).state == "changed"
    script = machine.commands[0]
    assert script[:2] == ["sh", "-c"]
    assert script[-1] == "mosquitto"
    assert "policy-rc.d" in script[2]
    assert "systemctl disable" in script[2]


def test_a_broken_program_is_installed_again(tmp_path: Path) -> None:
    machine = Machine(there=True, runs=False)
    found = result(machine, tmp_path)
    assert (found.state, found.reason) == ("changed", "/usr/sbin/mosquitto cannot be executed: Segmentation fault")
    assert "--reinstall" in machine.commands[0]


def test_on_a_mac_homebrew_is_asked(tmp_path: Path) -> None:
    machine = Machine(there=False, manager="brew", root=False)
    assert result(machine, tmp_path).state == "changed"
    assert machine.commands == [["/opt/homebrew/bin/brew", "install", "mosquitto"]]  # not in the PATH of the desktop


def test_on_a_mac_without_homebrew_it_is_named(tmp_path: Path) -> None:
    machine = Machine(there=False, manager=None)
    machine.system = "darwin"  # takes the place of what would be looked up
    assert "brew.sh" in result(machine, tmp_path).remedy


def test_without_root_the_owner_is_told_what_to_run(tmp_path: Path) -> None:
    machine = Machine(there=False, root=False)
    found = result(machine, tmp_path)
    assert found.state == "failed"
    assert "requires root" in found.reason
    assert "sudo apt-get install -y --no-install-recommends mosquitto" in found.remedy
    assert machine.commands == []


def test_without_a_package_manager_we_know_the_owner_is_told_so(tmp_path: Path) -> None:
    found = result(Machine(there=False, manager=None), tmp_path)
    assert found.state == "failed"
    assert "install it with your package manager" in found.remedy


def test_a_failed_installation_shows_the_last_words(tmp_path: Path) -> None:
    machine = Machine(there=False)
    machine.fails = True
    found = result(machine, tmp_path)
    assert found.state == "failed"
    assert "Unable to locate package" in found.reason


@pytest.mark.parametrize("offline", [False, True])
def test_homebrew_is_asked_beforehand_whether_it_can_fetch(tmp_path: Path, *, offline: bool) -> None:
    machine = Machine(there=False, manager="brew", root=False)
    machine.fails = offline
    context = Context(Layout(tmp_path), facts=machine, check=True)
    told = converge([Role("m", lambda _: [_Look("m", lambda ctx: _program(_PROGRAM, ctx))])], context).tasks[0]
    assert machine.commands == [["/opt/homebrew/bin/brew", "fetch", "--quiet", "mosquitto"]]
    assert told.state == ("failed" if offline else "ok")
    assert told.reason.startswith("Homebrew cannot fetch mosquitto" if offline else "not installed; will be installed")


@pytest.mark.parametrize("manager", ["apt", "brew"])
def test_check_installs_nothing(tmp_path: Path, manager: Literal["apt", "brew"]) -> None:
    machine = Machine(there=False, manager=manager)
    context = Context(Layout(tmp_path), facts=machine, check=True)
    assert converge([Role("m", lambda _: [_PROGRAM.package])], context).recap["changed"] == 1
    assert machine.commands == []


def test_what_a_killed_installation_left_in_the_way_of_other_services_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(package, "_POLICY", policy)
    machine = Machine(there=True)
    policy.write_text("#!/bin/sh\nexit 101\n")
    assert result(machine, tmp_path).state == "ok"  # the owner's
    policy.write_text(f"#!/bin/sh\n{package._MARK}\nexit 101\n")
    assert result(Machine(there=True, root=False), tmp_path).state == "ok"  # nothing we could do
    machine.run = lambda command, *_: (Path(command[-1]).unlink() if "rm" in command else None, (0, V))[1]  # type: ignore[method-assign]
    assert result(machine, tmp_path).state == "changed"
    assert not policy.exists()


@pytest.mark.skipif(os.name == "nt", reason="a shell's script")
@pytest.mark.parametrize("ending", ["exit 0", "exit 7", "kill -TERM $$", "kill -INT $$"])
def test_while_a_package_is_installed_services_may_not_start_and_afterwards_they_may(
    tmp_path: Path, ending: str
) -> None:
    policy, seen = tmp_path / "policy-rc.d", tmp_path / "seen"
    (tmp_path / "apt-get").write_text(f"#!/bin/sh\n[ $1 = install ] || exit 0\ncp {policy} {seen}\nexit 0\n")
    (tmp_path / "apt-get").chmod(0o755)
    script = package._APT.replace(str(package._POLICY), str(policy)).replace("systemctl", f"{ending}; :")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", script, "sh", "", "mosquitto"], check=False, env={"PATH": path}, timeout=20)
    assert seen.read_text() == f"#!/bin/sh\n{package._MARK}\nexit 101\n"
    assert not policy.exists()


@pytest.mark.skipif(os.name == "nt", reason="a shell's script")
@pytest.mark.parametrize(("status", "disabled"), [("installed", False), ("", True)], ids=["was there", "new"])
def test_the_service_of_an_administrator_who_had_the_package_before_stays_enabled(
    tmp_path: Path, status: str, *, disabled: bool
) -> None:
    for name, text in {
        "apt-get": "exit 0",
        "dpkg-query": f"echo {status}",
        "systemctl": f"echo $* >> {tmp_path}/asked",
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    script = package._APT.replace(str(package._POLICY), str(tmp_path / "policy-rc.d"))
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", script, "sh", "--reinstall", "mosquitto"], check=True, env={"PATH": path}, timeout=60)
    asked = tmp_path / "asked"
    assert (asked.read_text() if asked.exists() else "") == ("disable mosquitto\n" if disabled else "")
