"""The real Mosquitto broken on purpose and mended by running setup again; retained messages stay."""

from __future__ import annotations

import math
import os
import shutil
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING, ClassVar

import psutil
import pytest
from installation import NEEDS_BROKER, Client, Installation

from bootstrap.files import remove_tree
from bootstrap.services import control, records
from bootstrap.setup.facts import Facts, Holder
from bootstrap.setup.resources import port as port_resource
from core.live import write_state
from core.processes import created

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = NEEDS_BROKER


class Packaged(Facts):
    """A machine whose package is a copy of the real broker, so that it can be broken."""

    package_manager = "apt"  # type: ignore[assignment]  # takes the place of what would be looked up
    privilege: ClassVar[list[str]] = []  # type: ignore[assignment]  # as above

    def __init__(self, folder: Path) -> None:
        self.program, self.commands = folder / "mosquitto", list[list[str]]()

    def which(self, program: str) -> Path | None:
        if program != "mosquitto":
            return super().which(program)
        return self.program if self.program.exists() else None

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        if command[0] != "sh":
            return super().run(command, timeout, text)
        self.commands.append(command[-2:])
        self.program.unlink(missing_ok=True)
        shutil.copy(str(super().which("mosquitto")), self.program)
        return 0, ""


def test_a_broker_deleted_or_cut_is_installed_again_and_runs(fresh: Installation, tmp_path: Path) -> None:
    machine = Packaged(tmp_path)
    assert fresh.setup(facts=machine).exit_code == 0
    for wrong, option in ((None, ""), (b"\x7fELF", "--reinstall")):
        machine.program.unlink()
        if wrong is not None:
            machine.program.write_bytes(wrong)
            machine.program.chmod(0o755)
        os.kill(fresh.pid(), signal.SIGKILL)
        report = fresh.setup(facts=machine)
        assert report.exit_code == 0, report.to_json()
        assert {task.name for task in report.tasks if task.state == "changed"} >= {"mosquitto : program mosquitto"}
        assert machine.commands[-1] == [option, "mosquitto"]
        assert Client(fresh.port, "app", fresh.secret("app")).accepted
        assert fresh.setup(facts=machine).recap["changed"] == 0


def test_an_edited_config_that_the_broker_already_runs_with_is_undone(installed: Installation) -> None:
    conf = installed.layout.config("mosquitto") / "mosquitto.conf"
    conf.write_text(conf.read_text().replace("allow_anonymous false", "allow_anonymous true"))
    control.start(installed.layout, "mosquitto", anew=True)
    deadline = time.monotonic() + 20
    while not _accepts_anonymous(installed.port):
        assert time.monotonic() < deadline
    assert set(installed.changed()) == {"file mosquitto.conf", "service mosquitto"}
    assert not Client(installed.port, None, None).accepted


def _accepts_anonymous(port: int) -> bool:
    try:
        return Client(port, None, None).accepted
    except (OSError, IndexError):
        return False


def test_a_drop_in_survives_and_is_used(installed: Installation) -> None:
    drop_in = installed.layout.config("mosquitto") / "conf.d" / "own.conf"
    drop_in.write_text("max_keepalive 4242\n")
    assert set(installed.changed()) == {"service mosquitto"}
    assert drop_in.read_text() == "max_keepalive 4242\n"
    drop_in.unlink()
    assert set(installed.changed()) == {"service mosquitto"}


def test_an_own_client_is_added_by_drop_in_files(installed: Installation) -> None:
    folder = installed.layout.config("mosquitto") / "conf.d"
    subprocess.run(["mosquitto_passwd", "-c", "-b", folder / "passwords", "lights", "on-and-off"], check=True)
    (folder / "acl").write_text("user lights\ntopic write signals/1\n")
    assert set(installed.changed()) == {"file acl", "file passwords", "service mosquitto"}
    assert Client(installed.port, "lights", "on-and-off").accepted
    for path in ("acl", "passwords"):
        (folder / path).unlink()
    installed.changed()
    assert not Client(installed.port, "lights", "on-and-off").accepted


def test_a_broker_without_its_supervisor_is_adopted_not_restarted(installed: Installation) -> None:
    supervisor, broker = records.supervisor(installed.layout), installed.pid()
    assert supervisor
    os.kill(supervisor.pid, signal.SIGKILL)
    assert set(installed.changed()) == {"service mosquitto"}
    assert installed.pid() == broker


def test_a_stopped_broker_is_started(installed: Installation) -> None:
    control.stop(installed.layout, "mosquitto")
    assert set(installed.changed()) == {"service mosquitto"}


def test_a_taken_port_names_its_holder_and_offers_a_free_one(fresh: Installation) -> None:
    with socket.create_server(("127.0.0.1", fresh.port)):
        reason, remedy = fresh.failure()
        assert f"port {fresh.port} is in use by" in reason
        assert f"(pid {os.getpid()})" in reason
        offered = int(remedy.rpartition("=")[2])
        assert f"--port mosquitto={offered}" in remedy
        fresh.port = offered
        assert fresh.setup().exit_code == 0
        assert Client(offered, "app", fresh.secret("app")).accepted


def test_a_port_of_our_own_engine_is_told_with_how_to_stop_it(fresh: Installation, home: Path) -> None:
    me = psutil.Process()
    with socket.create_server(("127.0.0.1", fresh.port)):
        write_state(home / "run", {"pid": me.pid, "created": created(me), "stopped": False})
        report = fresh.setup()
        (failed,) = [task for task in report.tasks if task.state == "failed"]
        holder = f"the engine's built-in broker (pid {me.pid})"
        assert failed.reason == f"port {fresh.port} is in use by {holder}"
        assert failed.remedy.endswith(": services stop engine")
        assert failed.options == ("services", "stop", "engine")
        write_state(home / "run", {"pid": me.pid, "created": created(me), "stopped": True})
        assert fresh.failure()[0] == f"port {fresh.port} is in use by {me.name()} (pid {me.pid})"


class Ending(Facts):
    """Something holds the port that cannot be named, as a killed process does until the system has cleared it away."""

    def __init__(self, looks: float) -> None:
        self.looks = looks

    def holder(self, port: int, host: str = "127.0.0.1") -> Holder | None:
        self.looks -= 1
        return Holder(None, "a program of another user") if self.looks > 0 else super().holder(port, host)


def test_a_port_that_somebody_is_just_letting_go_is_waited_for(fresh: Installation) -> None:
    assert fresh.setup(facts=Ending(3)).exit_code == 0


def test_a_port_of_somebody_we_cannot_name_is_refused_in_the_end(
    fresh: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port_resource, "_PAUSE", 0)
    report = fresh.setup(facts=Ending(math.inf))
    assert [task.reason for task in report.tasks if task.state == "failed"] == [
        f"port {fresh.port} is in use by a program of another user"
    ]


def test_a_lost_password_is_made_anew_and_the_others_stay(installed: Installation) -> None:
    kept, lost = installed.secret("app"), installed.secret("engine")
    (installed.layout.secrets / "mqtt-engine").unlink()
    assert set(installed.changed()) == {"secret mqtt-engine", "file passwords", "service mosquitto"}
    assert installed.secret("engine") != lost
    assert installed.secret("app") == kept
    assert Client(installed.port, "engine", installed.secret("engine")).accepted
    assert not Client(installed.port, "engine", lost).accepted


def test_all_secrets_lost_are_made_anew(installed: Installation) -> None:
    remove_tree(installed.layout.secrets)
    installed.changed()
    assert Client(installed.port, "engine", installed.secret("engine")).accepted


def test_a_secret_others_can_read_is_protected(installed: Installation) -> None:
    (installed.layout.secrets / "mqtt-app").chmod(0o644)
    assert installed.changed() == {"secret mqtt-app": "readable by other users"}


def test_a_lost_or_damaged_password_file_is_written_anew(installed: Installation) -> None:
    path = installed.layout.config("mosquitto") / "passwords"
    path.unlink()
    installed.changed()
    path.write_bytes(b"\xff\xfe half")
    installed.changed()
    assert Client(installed.port, "app", installed.secret("app")).accepted
    for copy in path.parent.glob("passwords.edited-*"):
        copy.unlink()


def test_a_file_where_a_folder_should_be_is_the_owners_to_move(fresh: Installation) -> None:
    fresh.layout.data("mosquitto").parent.mkdir(parents=True)
    fresh.layout.data("mosquitto").write_text("mine")
    reason, remedy = fresh.failure()
    assert "is a file, not a folder" in reason
    assert "move it away" in remedy
    assert fresh.layout.data("mosquitto").read_text() == "mine"


@pytest.mark.parametrize("name", ["setup.json", "profile.yaml", "services/mosquitto.json", "services/mosquitto.want"])
@pytest.mark.parametrize("how", ["lost", "cut"])
def test_our_own_files_may_be_lost_or_cut(installed: Installation, name: str, how: str) -> None:
    path = installed.layout.prefix / name
    if how == "lost":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:10])
    installed.changed()
    assert Client(installed.port, "app", installed.secret("app")).accepted


def test_retained_messages_survive_every_repair(installed: Installation) -> None:
    engine = Client(installed.port, "engine", installed.secret("engine"))
    engine.publish("traffic/cameras/north", b"online", retain=True)
    engine.close()
    for name in ("mosquitto.conf", "passwords", "acl"):
        (installed.layout.config("mosquitto") / name).unlink()
    installed.changed()
    app = Client(installed.port, "app", installed.secret("app"))
    app.subscribe("traffic/#")
    assert ("traffic/cameras/north", b"online") in app.expect(1)
    app.close()


def test_a_broker_that_cannot_start_shows_its_last_words(fresh: Installation) -> None:
    assert fresh.setup().exit_code == 0
    drop_in = fresh.layout.config("mosquitto") / "conf.d" / "own.conf"
    drop_in.write_text("no_such_setting 1\n")
    reason, remedy = fresh.failure()
    assert "did not start" in reason
    assert "no_such_setting" in reason
    assert "check its log" in remedy
    drop_in.unlink()
    assert set(fresh.changed()) == {"service mosquitto"}
