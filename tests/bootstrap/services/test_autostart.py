"""The operating system's entries: their text, checked by systemd itself, and what the systems are told."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bootstrap.layout import Layout
from bootstrap.services.autostart import entry
from bootstrap.services.autostart.launchd import LABEL, LaunchAgent
from bootstrap.services.autostart.systemd import UNIT, SystemdUnit
from bootstrap.services.autostart.windows import TASK, ScheduledTask
from bootstrap.setup.context import Context
from bootstrap.setup.converge import converge
from bootstrap.setup.facts import Facts
from bootstrap.setup.resource import Role
from bootstrap.setup.resources import Autostarted
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

AWKWARD = 'an "odd" $HOME 100% folder\\x'


class Told:
    """A command line that notes what it is told, and answers as the real ones do."""

    def __init__(self, answers: dict[str, tuple[int, str]] | None = None) -> None:
        self.commands: list[str] = []
        self.answers = answers or {}

    def __call__(self, command: list[str]) -> tuple[int, str]:
        self.commands.append(" ".join(command))
        found = [answer for key, answer in self.answers.items() if key in self.commands[-1]]
        return found[0] if found else (0, "")


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return Layout(tmp_path / AWKWARD)


def verified(text: str, folder: Path, *, system: bool) -> list[str]:
    """What systemd complains about."""
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd-analyze is not installed")
    path = folder / UNIT
    path.write_text(text)
    done = subprocess.run(
        [analyze, "verify", *([] if system else ["--user"]), str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
    )
    return [line for line in done.stderr.splitlines() if UNIT in line] or [done.stderr] * bool(done.returncode)


@pytest.mark.parametrize("system", [True, False])
def test_systemd_accepts_the_unit(layout: Layout, tmp_path: Path, *, system: bool) -> None:
    text = SystemdUnit(layout, Told(), system=system).text()
    assert verified(text, tmp_path, system=system) == []
    assert verified(text.replace("KillMode", "KillMood"), tmp_path, system=system) != []


def test_systemd_reads_awkward_names_as_they_are_meant(layout: Layout) -> None:
    line = next(line for line in SystemdUnit(layout, Told(), system=False).text().splitlines() if "ExecStart" in line)
    assert line.endswith('an \\"odd\\" $$HOME 100%% folder\\\\x"')


def test_systemd_is_told_to_read_enable_and_start(layout: Layout) -> None:
    told = Told()
    SystemdUnit(layout, told, system=False).install()
    assert told.commands == [
        "loginctl enable-linger",
        "systemctl --user daemon-reload",
        f"systemctl --user enable {UNIT}",
        f"systemctl --user restart {UNIT}",
    ]
    told = Told()
    SystemdUnit(layout, told, system=True).install()
    assert told.commands[0] == "systemctl daemon-reload"


@pytest.mark.parametrize(
    ("answer", "active"),
    [
        ("ActiveState=active\nUnitFileState=enabled\nNeedDaemonReload=no\n", True),
        ("ActiveState=active\nUnitFileState=enabled\nNeedDaemonReload=yes\n", False),
        ("ActiveState=active\nUnitFileState=disabled\nNeedDaemonReload=no\n", False),
        ("ActiveState=deactivating\nUnitFileState=enabled\nNeedDaemonReload=no\n", False),
        ("", False),
    ],
)
def test_systemds_word_decides(layout: Layout, answer: str, *, active: bool) -> None:
    assert SystemdUnit(layout, Told({"show": (0, answer)}), system=False).active() is active


def test_a_refusal_is_one_line_with_systemds_reason(layout: Layout) -> None:
    told = Told({"enable smart": (1, "Failed to connect to bus:\nNo medium found")})
    with pytest.raises(UserError, match="Failed to connect to bus: No medium found"):
        SystemdUnit(layout, told, system=False).install()


def test_launchd_gets_an_agent_that_is_kept_alive(layout: Layout) -> None:
    told = Told({"print": (113, "Could not find service")})
    agent = LaunchAgent(layout, told, uid=501)
    found = plistlib.loads(agent.text().encode())
    assert found["ProgramArguments"] == [
        *(sys.executable, "-m", "bootstrap.services.supervisor", "--prefix", str(layout.prefix))
    ]
    assert found["KeepAlive"] == {"SuccessfulExit": False}
    assert found["AbandonProcessGroup"] is True
    agent.install()
    assert told.commands == [
        f"launchctl bootout gui/501/{LABEL}",
        f"launchctl print gui/501/{LABEL}",
        f"launchctl enable gui/501/{LABEL}",
        f"launchctl bootstrap gui/501 {agent.path}",
    ]
    assert not agent.active()
    told.answers = {"print": (0, "\tstate = running\n")}
    assert agent.active()
    assert agent.path == Path.home() / "Library/LaunchAgents" / f"{LABEL}.plist"


def test_launchd_is_given_the_time_to_let_go_of_the_agent_before(layout: Layout) -> None:
    told = Told({"print": (0, "\tstate = running\n")})
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            told.answers = {"print": (113, "Could not find service")}

    LaunchAgent(layout, told, 501, pause).install()
    assert len(pauses) == 3
    assert told.commands[-1].startswith("launchctl bootstrap")


def test_windows_gets_a_task_without_administrator_limits_and_window(layout: Layout) -> None:
    told = Told()
    task = ScheduledTask(layout, told, "OFFICE\\J & J")
    root = ET.fromstring(task.text())  # noqa: S314 - as above
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext(".//t:RunLevel", namespaces=space) == "LeastPrivilege"
    assert root.findtext(".//t:ExecutionTimeLimit", namespaces=space) == "PT0S"
    assert str(root.findtext(".//t:Command", namespaces=space)).endswith("pythonw.exe")
    users = [found.text for found in root.iterfind(".//t:UserId", space)]
    assert users == ["OFFICE\\J & J"] * 2  # a logon of anybody's would take an administrator
    assert "--prefix" in str(root.findtext(".//t:Arguments", namespaces=space))
    task.install()
    assert told.commands == [
        f"schtasks /Create /TN {TASK} /XML {task.path} /F",
        f"schtasks /Run /TN {TASK}",
    ]


@pytest.mark.parametrize(
    "make", [lambda *given: SystemdUnit(*given, system=False), lambda layout, told: LaunchAgent(layout, told, 501)]
)
def test_removing_what_is_not_there_is_fine(layout: Layout, make: Callable[[Layout, Told], SystemdUnit]) -> None:
    told = Told()
    make(layout, told).remove()
    assert told.commands == []


def test_a_system_nobody_knows_is_told(layout: Layout) -> None:
    with pytest.raises(UserError, match="plan9"):
        entry(layout, Told(), "plan9")


class _Machine(Facts):
    def __init__(self) -> None:
        self.told = Told({"show": (0, "ActiveState=active\nUnitFileState=enabled\nNeedDaemonReload=no\n")})

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        del timeout, text
        return self.told(command)


@pytest.mark.skipif(sys.platform != "linux", reason="the entry of this test is systemd's")
def test_setup_installs_it_once_mends_it_and_removes_it(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    layout.run.mkdir(parents=True)
    context = Context(layout, facts=_Machine())
    unit = SystemdUnit(layout, Told(), system=False)

    def run(*, wanted: bool) -> str:
        report = converge([Role("autostart", lambda _: [Autostarted(wanted)])], context)
        assert report.exit_code == 0
        return report.tasks[0].state

    assert [run(wanted=True), run(wanted=True)] == ["changed", "ok"]
    unit.path.write_text("edited")
    assert run(wanted=True) == "changed"
    assert unit.path.read_text() == unit.text()
    assert [run(wanted=False), run(wanted=False)] == ["changed", "ok"]
    assert not unit.path.exists()
