"""The real Mosquitto: set up, used through its rights, broken in every way, mended by running setup again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from installation import Client, Installation, as_json, command, free_port, processes_of, tree

from bootstrap.files import remove_tree
from bootstrap.layout import Layout
from bootstrap.services import control, records
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.uninstall import uninstall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not shutil.which("mosquitto", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"),
    reason="mosquitto is not installed (apt-get install mosquitto, brew install mosquitto)",
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for all tests that break something and mend it again."""
    found = Installation(Layout(tmp_path_factory.mktemp("shared") / "an installation"))
    assert found.setup().exit_code == 0
    yield found
    control.stop_all(found.layout)


@pytest.fixture
def installed(shared: Installation) -> Installation:
    """Whole at the start of each test."""
    shared.setup()
    shared.notes.clear()
    return shared


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    found = Installation(Layout(tmp_path / "some" / "where" / "prefix"))
    yield found
    if found.layout.prefix.is_dir():
        control.stop_all(found.layout)


def test_from_nothing_to_a_healthy_broker_and_back(tmp_path: Path) -> None:
    prefix, port = tmp_path / "prefix", free_port()
    usual = ("--only", "mosquitto", "--prefix", str(prefix), "--json")

    looked = as_json(command("setup", "--check", "--diff", "--port", f"mosquitto={port}", *usual))
    assert not prefix.exists()
    assert looked["recap"]["changed"] > 10
    assert any("listener" in task.get("diff", "") for task in looked["tasks"])

    first = command("setup", "--yes", "--port", f"mosquitto={port}", *usual)
    assert (first.returncode, as_json(first)["recap"]["failed"]) == (0, 0)
    assert {task["name"]: task["state"] for task in as_json(first)["tasks"]} == {
        task["name"]: task["state"] for task in looked["tasks"]
    }

    second = as_json(command("setup", "--yes", *usual))  # the port is remembered
    assert second["recap"]["changed"] == second["recap"]["failed"] == 0

    services = json.loads(command("services", "list", "--json", "--prefix", str(prefix)).stdout)
    assert [(found["name"], found["state"], found["healthy"]) for found in services] == [("mosquitto", "running", True)]

    gone = command("uninstall", "--purge", "--yes", "--prefix", str(prefix), "--json")
    assert gone.returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert processes_of(Layout(prefix)) == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_without_yes_and_without_anybody_to_ask_nothing_is_done(tmp_path: Path) -> None:
    done = command("setup", "--only", "mosquitto", "--prefix", str(tmp_path / "p"))
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    "wrong",
    [("--only", "apache"), ("--port", "mosquitto"), ("--port", "mosquitto=99999"), ("--catalogue", "none.json")],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_exit_code_2(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    done = command("setup", "--yes", "--prefix", str(tmp_path / "p"), *wrong)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "p").exists()


def test_each_client_may_do_what_it_is_for_and_nothing_else(installed: Installation) -> None:
    engine = Client(installed.port, "engine", installed.secret("engine"))
    app = Client(installed.port, "app", installed.secret("app"))
    app.subscribe("#")
    app.publish("traffic/violations", b"forged")
    engine.publish("elsewhere", b"not allowed")
    engine.publish("traffic/violations", b"real")
    assert app.expect(1) == [("traffic/violations", b"real")]
    for client in (engine, app):
        client.close()


def test_nobody_gets_in_without_the_right_password(installed: Installation) -> None:
    assert not Client(installed.port, None, None).accepted
    assert not Client(installed.port, "engine", "engine").accepted
    assert not Client(installed.port, "admin", "admin").accepted
    assert not Client(installed.port, "app", installed.secret("engine")).accepted
    assert Client(installed.port, "app", installed.secret("app")).accepted


def test_it_listens_on_this_machine_only(installed: Installation) -> None:
    connections = psutil.Process(installed.pid()).net_connections("inet")
    listening = {found.laddr for found in connections if found.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", installed.port)}


def test_no_secret_is_where_it_should_not_be(installed: Installation) -> None:
    secrets = [installed.secret(user) for user in ("engine", "app", "ingest", "signals", "probe")]
    assert len(set(secrets)) == 5
    for path in installed.layout.prefix.rglob("*"):
        if path.is_file() and path.parent != installed.layout.secrets:
            content = path.read_text("latin-1")
            assert not any(secret in content for secret in secrets), path
    for process in processes_of(installed.layout):
        words = " ".join([*process.cmdline(), *process.environ().values()])
        assert not any(secret in words for secret in secrets)
    for path in (*installed.layout.secrets.iterdir(), installed.layout.config("mosquitto") / "passwords"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_profile_names_address_and_secret_files_for_engine_and_app(installed: Installation) -> None:
    import yaml  # noqa: PLC0415 - one test needs it

    from core.settings.models import Telemetry  # noqa: PLC0415 - as above

    found = yaml.safe_load(installed.layout.profile.read_text())
    telemetry = Telemetry.model_validate(found["telemetry"])
    assert telemetry.profile == "local"
    assert telemetry.mqtt
    assert (telemetry.mqtt.port, telemetry.mqtt.username) == (installed.port, "engine")
    assert found["app"]["mqtt"]["username"] == "app"


# --- the repair matrix


def test_a_config_edited_by_hand_is_kept_aside_and_written_anew(installed: Installation) -> None:
    conf = installed.layout.config("mosquitto") / "mosquitto.conf"
    conf.write_text(conf.read_text() + "allow_anonymous true\n")
    looked = installed.setup(check=True, diff=True)
    assert any("-allow_anonymous true" in task.diff for task in looked.tasks)
    assert installed.changed() == {"file mosquitto.conf": "edited by hand; a copy is kept"}
    copies = list(conf.parent.glob("mosquitto.conf.edited-*"))
    assert "allow_anonymous true" in copies[0].read_text()
    assert str(copies[0]) in installed.notes[0]
    copies[0].unlink()


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


def test_a_killed_broker_is_up_again(installed: Installation) -> None:
    os.kill(installed.pid(), signal.SIGKILL)
    installed.changed()
    assert Client(installed.port, "app", installed.secret("app")).accepted


def test_a_broker_and_supervisor_killed_together_are_up_again(installed: Installation) -> None:
    supervisor = records.supervisor(installed.layout)
    assert supervisor
    broker = installed.pid()
    os.kill(supervisor.pid, signal.SIGKILL)
    os.kill(broker, signal.SIGKILL)
    assert set(installed.changed()) == {"service mosquitto"}
    assert installed.pid() != broker


def test_a_broker_without_its_supervisor_is_adopted_not_restarted(installed: Installation) -> None:
    supervisor, broker = records.supervisor(installed.layout), installed.pid()
    assert supervisor
    os.kill(supervisor.pid, signal.SIGKILL)
    assert set(installed.changed()) == {"service mosquitto"}
    assert installed.pid() == broker


def test_a_stopped_broker_is_started(installed: Installation) -> None:
    control.stop(installed.layout, "mosquitto")
    assert set(installed.changed()) == {"service mosquitto"}


def test_a_stale_pid_of_another_process_harms_nobody(installed: Installation) -> None:
    control.stop_all(installed.layout)
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    path = records.state_path(installed.layout, "mosquitto")
    path.write_text(
        json.dumps({**json.loads(path.read_text()), "pid": stranger.pid, "created": "another time", "state": "running"})
    )
    assert set(installed.changed()) == {"service mosquitto"}
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_taken_port_names_its_holder_and_offers_a_free_one(fresh: Installation) -> None:
    with socket.create_server(("127.0.0.1", fresh.port)):
        reason, remedy = fresh.failure()
        assert f"port {fresh.port} is held by" in reason
        assert f"(pid {os.getpid()})" in reason
        offered = int(remedy.rpartition("=")[2])
        assert f"--port mosquitto={offered}" in remedy
        fresh.port = offered
        assert fresh.setup().exit_code == 0
        assert Client(offered, "app", fresh.secret("app")).accepted


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
    assert installed.changed() == {"secret mqtt-app": "others may read it"}


def test_a_lost_or_damaged_password_file_is_written_anew(installed: Installation) -> None:
    path = installed.layout.config("mosquitto") / "passwords"
    path.unlink()
    installed.changed()
    path.write_bytes(b"\xff\xfe half")
    installed.changed()
    assert Client(installed.port, "app", installed.secret("app")).accepted
    for copy in path.parent.glob("passwords.edited-*"):
        copy.unlink()


def test_a_data_folder_that_forbids_writing_is_mended(installed: Installation) -> None:
    folder = installed.layout.data("mosquitto")
    folder.chmod(0o500)
    assert set(installed.changed()) == {"folder data/mosquitto"}
    assert os.stat(folder).st_mode & 0o200  # noqa: PTH116 - as a program would


def test_a_file_where_a_folder_should_be_is_the_owners_to_move(fresh: Installation) -> None:
    fresh.layout.data("mosquitto").parent.mkdir(parents=True)
    fresh.layout.data("mosquitto").write_text("mine")
    reason, remedy = fresh.failure()
    assert "is a file, but should be a folder" in reason
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
    assert "does not come up" in reason
    assert "no_such_setting" in reason
    assert "mend what its log says" in remedy
    drop_in.unlink()
    assert set(fresh.changed()) == {"service mosquitto"}


# --- interrupted, side by side, taken away

_KILLED = """
import os, sys
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.progress import TaskEnded, TaskStarted
from bootstrap.setup.run import setup
left = int(sys.argv[3])
def tell(step):
    global left
    left -= isinstance(step, (TaskEnded, TaskStarted))
    if left < 0:
        os._exit(9)
setup(Context(Layout(Path(sys.argv[1])), Choices(ports={"mosquitto": int(sys.argv[2])}), tell), ["mosquitto"])
"""
_BOUNDARIES = 40


@pytest.mark.parametrize("number", [0, 9, 24, 27, 30, 33, 35, 36])
def test_killed_at_a_task_boundary_the_next_run_converges(fresh: Installation, number: int) -> None:
    _kill_at(fresh, number)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("SMART_INTERSECTION_SLOW"), reason="set SMART_INTERSECTION_SLOW=1")
@pytest.mark.parametrize("number", range(_BOUNDARIES))
def test_killed_at_any_task_boundary_the_next_run_converges(fresh: Installation, number: int) -> None:
    _kill_at(fresh, number)


def _kill_at(fresh: Installation, number: int) -> None:
    arguments = [str(fresh.layout.prefix), str(fresh.port), str(number)]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False, timeout=60)
    assert done.returncode in ((9,) if number < _BOUNDARIES - 6 else (0, 9))
    fresh.changed()
    assert Client(fresh.port, "app", fresh.secret("app")).accepted
    assert [path.name for path in fresh.layout.prefix.rglob("*.part")] == []


def test_two_setups_at_once_both_end_well(fresh: Installation) -> None:
    arguments = ["setup", "--only", "mosquitto", "--yes", "--json", "--port", f"mosquitto={fresh.port}"]
    line = [sys.executable, "-m", "bootstrap", *arguments, "--prefix", str(fresh.layout.prefix)]
    both = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    results = [process.communicate(timeout=90) for process in both]
    recaps = [json.loads(out)["recap"] for out, _ in results]
    assert [recap["failed"] for recap in recaps] == [0, 0]
    assert sorted(recap["changed"] > 0 for recap in recaps) == [False, True]
    assert len([found for found in processes_of(fresh.layout) if "mosquitto" in found.name()]) == 1


def test_uninstall_keeps_data_and_the_secrets_that_open_them_unless_told(fresh: Installation) -> None:
    home = fresh.layout.prefix.parents[2]
    (home / "other").write_text("not ours")
    before = tree(home)
    fresh.setup()
    secret = fresh.secret("app")
    context = Context(fresh.layout, Choices())
    assert uninstall(context).exit_code == 0
    assert sorted(path.name for path in fresh.layout.prefix.iterdir()) == ["data", "secrets", "setup.json"]
    assert processes_of(fresh.layout) == []
    assert fresh.setup().exit_code == 0
    assert fresh.secret("app") == secret
    assert uninstall(Context(fresh.layout, Choices()), purge=True).exit_code == 0
    assert tree(home) == before
    assert uninstall(Context(fresh.layout, Choices()), purge=True).recap["changed"] == 0


def test_uninstall_leaves_what_others_put_there(fresh: Installation) -> None:
    fresh.setup()
    (fresh.layout.prefix / "journal.sqlite").write_text("the engine's")
    assert uninstall(Context(fresh.layout, Choices()), purge=True).exit_code == 0
    assert [path.name for path in fresh.layout.prefix.iterdir()] == ["journal.sqlite"]


def test_the_services_verbs_do_what_they_say(installed: Installation) -> None:
    where = ("--prefix", str(installed.layout.prefix))
    before = installed.pid()
    assert command("services", "restart", "mosquitto", *where).returncode == 0
    assert installed.pid() != before
    assert command("services", "stop", "mosquitto", *where).returncode == 0
    assert command("services", "list", *where).returncode == 1
    assert command("services", "start", "mosquitto", *where).returncode == 0
    assert "New client connected" in command("services", "logs", "mosquitto", *where).stdout
    missing = command("services", "start", "nothing", *where)
    assert (missing.returncode, "no service 'nothing'" in missing.stderr) == (2, True)


def test_secrets_show_prints_one_secret_to_its_owner(installed: Installation) -> None:
    where = ("--prefix", str(installed.layout.prefix))
    assert command("secrets", "show", "mqtt-app", *where).stdout.strip() == installed.secret("app")
    assert "mqtt-app" in command("secrets", "list", *where).stdout.split()
    assert command("secrets", "show", "nothing", *where).returncode == 2
