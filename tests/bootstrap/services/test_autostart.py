"""The operating system's entries: their text, checked by systemd itself, and what the systems are told."""

from __future__ import annotations

import os
import plistlib
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from ports import free_port

from bootstrap import engine_service
from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Role
from bootstrap.effective import read
from bootstrap.layout import Layout
from bootstrap.services import control, leader, records
from bootstrap.services.autostart import entry
from bootstrap.services.autostart.launchd import LABEL, LaunchAgent
from bootstrap.services.autostart.systemd import UNIT, SystemdUnit
from bootstrap.services.autostart.windows import TASK, ScheduledTask
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.context import Context
from bootstrap.setup.facts import Facts
from bootstrap.setup.resources import Autostarted
from bootstrap.setup.run import autostart
from bootstrap.setup.uninstall import uninstall
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    task = ScheduledTask(layout, told, "OFFICE\\J & Jürgen")
    root = ET.fromstring(task.text().encode(task.encoding))  # noqa: S314 - as above
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext(".//t:RunLevel", namespaces=space) == "LeastPrivilege"
    assert root.findtext(".//t:ExecutionTimeLimit", namespaces=space) == "PT0S"
    assert root.findtext(".//t:Priority", namespaces=space) in {"4", "5", "6"}  # as other programs
    assert str(root.findtext(".//t:Command", namespaces=space)).endswith("pythonw.exe")
    users = [found.text for found in root.iterfind(".//t:UserId", space)]
    assert users == ["OFFICE\\J & Jürgen"] * 2  # a logon of anybody's would take an administrator
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
    """A machine with systemd, or one where it answers otherwise."""

    def __init__(self, answers: dict[str, tuple[int, str]] | None = None) -> None:
        serves = {"show -p Active": (0, "ActiveState=active\nUnitFileState=enabled\nNeedDaemonReload=no\n")}
        self.told = Told({**serves, **(answers or {})})

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        del timeout, text
        return self.told(command)


@pytest.fixture
def users_unit(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> SystemdUnit:
    """Where setup puts the entry of whoever is not root: below the home of this test."""
    if sys.platform != "linux":
        pytest.skip("the entry of this test is systemd's")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    layout.run.mkdir(parents=True)
    return SystemdUnit(layout, Told(), system=False)


def test_setup_installs_it_once_mends_it_and_removes_it(layout: Layout, users_unit: SystemdUnit) -> None:
    context = Context(layout, facts=_Machine())

    def run(*, wanted: bool) -> str:
        report = converge([Role("autostart", lambda _: [Autostarted(wanted)])], context)
        assert report.exit_code == 0
        return report.tasks[0].state

    assert [run(wanted=True), run(wanted=True)] == ["changed", "ok"]
    users_unit.path.write_text("edited")
    assert run(wanted=True) == "changed"
    assert users_unit.path.read_text() == users_unit.text()
    assert [run(wanted=False), run(wanted=False)] == ["changed", "ok"]
    assert not users_unit.path.exists()


@pytest.fixture
def serving(layout: Layout, users_unit: SystemdUnit) -> Iterator[Callable[[], int]]:
    """A service that runs under its supervisor; tells its pid, once it is in the supervisor's hands."""
    layout.services.mkdir()
    port, path = free_port(), records.definition_path(layout, "thing")
    program = f"import socket, time; s = socket.create_server(('127.0.0.1', {port}), backlog=50); time.sleep(600)"
    spec = ServiceSpec(name="thing", title="thing", command=[sys.executable, "-c", program], ready=TcpProbe(port=port))
    path.write_text(spec.text())
    control.start(layout, "thing")

    def pid() -> int:
        deadline = time.monotonic() + 30
        while not (found := control.status(layout)[0]).ok:
            assert time.monotonic() < deadline, found
            time.sleep(0.03)
        assert found.pid
        return found.pid

    pid()
    yield pid
    control.stop_all(layout)
    assert not users_unit.path.exists()


def test_without_systemd_nothing_is_touched(
    layout: Layout, users_unit: SystemdUnit, serving: Callable[[], int]
) -> None:
    pid, supervisor = serving(), records.supervisor(layout)
    machine = _Machine({"Version": (1, "System has not been booted with systemd as init system (PID 1).\n")})
    report = autostart(Context(layout, facts=machine), wanted=True)
    assert report.exit_code == 1
    assert "systemd does not respond: System has not been booted" in report.tasks[0].reason
    assert not users_unit.path.parent.exists()
    assert (serving(), records.supervisor(layout)) == (pid, supervisor)
    assert not any(word in command for command in machine.told.commands for word in ("enable", "reload", "restart"))


def test_a_unit_that_is_refused_is_taken_away_and_the_services_have_a_supervisor_again(
    layout: Layout, users_unit: SystemdUnit, serving: Callable[[], int]
) -> None:
    pid = serving()
    machine = _Machine({"restart": (1, "Job for the unit failed.")})
    context = Context(layout, facts=machine)
    report = autostart(context, wanted=True)
    assert report.exit_code == 1
    assert "systemctl restart" in report.tasks[0].reason
    assert not context.autostart
    assert not users_unit.path.exists()
    assert f"systemctl --user disable --now {UNIT}" in machine.told.commands
    assert records.supervisor(layout)
    assert serving() == pid


def test_where_no_engine_ever_ran_it_will_run_what_up_would_run(
    users_unit: SystemdUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr("bootstrap.services.control.start", lambda _layout, name: started.append(name))
    layout, told = engine_service.keeper(), []
    context = Context(layout, facts=_Machine(), tell=told.append)
    with pytest.raises(UserError, match="no services are installed"):
        autostart(context, wanted=False)
    with pytest.raises(UserError, match="no services are installed"):
        autostart(Context(Layout(layout.prefix / "other"), facts=_Machine()), wanted=True)
    assert autostart(context, wanted=True).exit_code == 0
    assert any("will run the simulated intersection" in one.text for one in told if isinstance(one, Note))
    assert started == ["engine"]
    assert records.names(layout) == ["engine"]
    kept = read(paths.runtime_dir())
    assert kept is not None
    assert kept.kind == "simulator"
    assert users_unit.path.parent.exists()


def test_services_run_on_when_they_no_longer_start_with_the_machine(layout: Layout, serving: Callable[[], int]) -> None:
    class Systemd(_Machine):
        """Ends the supervisor as systemd does, if one runs when it is told to."""

        def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
            if "disable" in command and (found := records.supervisor(layout)):
                os.kill(found.pid, signal.SIGTERM)
            return super().run(command, timeout, text)

    pid, context = serving(), Context(layout, facts=Systemd())
    assert autostart(context, wanted=True).exit_code == 0
    leader.ensure(layout)  # as systemd would have done
    assert autostart(context, wanted=False).exit_code == 0
    assert serving() == pid
    assert records.supervisor(layout)


def test_uninstall_takes_a_unit_of_ours_away_noted_or_not_and_leaves_another_installations(
    layout: Layout, users_unit: SystemdUnit
) -> None:
    other = SystemdUnit(Layout(layout.prefix.with_name("another")), Told(), system=False)
    users_unit.path.parent.mkdir(parents=True)
    users_unit.path.write_text(other.text())
    assert uninstall(Context(layout, facts=_Machine()), purge=True).exit_code == 0
    assert users_unit.path.read_text() == other.text()

    layout.run.mkdir(parents=True)
    users_unit.path.write_text(users_unit.text())
    context = Context(layout, facts=_Machine())
    assert not context.autostart
    assert uninstall(context, purge=True).exit_code == 0
    assert not users_unit.path.exists()


def test_launchds_agent_is_known_by_its_installation(layout: Layout, tmp_path: Path) -> None:
    agent, other = LaunchAgent(layout, Told(), 501), LaunchAgent(Layout(tmp_path / "another"), Told(), 501)
    assert not agent.ours()
    agent.path.parent.mkdir(parents=True)
    agent.path.write_text(agent.text())
    assert (agent.ours(), other.ours()) == (True, False)


@pytest.mark.parametrize("make", [lambda *given: LaunchAgent(*given, 501), lambda *given: ScheduledTask(*given, "me")])
def test_a_system_that_cannot_take_it_up_says_so_before_anything_is_changed(
    layout: Layout, make: Callable[[Layout, Told], LaunchAgent]
) -> None:
    make(layout, Told()).check()
    with pytest.raises(UserError, match="nobody is here"):
        make(layout, Told({"": (1, "nobody\nis here")})).check()


@pytest.mark.parametrize(("lingers", "limit"), [("Linger=yes", ""), ("Linger=no", "sudo loginctl enable-linger")])
def test_a_user_whose_services_wait_for_a_login_is_told(layout: Layout, lingers: str, limit: str) -> None:
    told = Told({"show-user": (0, lingers)})
    found = SystemdUnit(layout, told, system=False).limit()
    assert limit in found
    assert bool(found) is bool(limit)
    assert SystemdUnit(layout, told, system=True).limit() == ""
    assert "log in" in LaunchAgent(layout, told, uid=1).limit()
    assert "log in" in ScheduledTask(layout, told, user="me").limit()
