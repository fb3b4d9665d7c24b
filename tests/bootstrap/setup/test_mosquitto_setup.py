"""The real Mosquitto: set up, used through its rights, looked at from outside, taken away."""

from __future__ import annotations

import json
import socket
import stat
from typing import TYPE_CHECKING

import psutil
import pytest
from command_line import call
from installation import NEEDS_BROKER, Client, Installation, as_json, processes_of
from ports import free_port

from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.setup.doctor import diagnose

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = NEEDS_BROKER


def test_from_nothing_to_a_healthy_broker_and_back(tmp_path: Path) -> None:
    prefix, port = tmp_path / "prefix", free_port()
    usual = ("--only", "mosquitto", "--prefix", str(prefix), "--json")

    looked = as_json(call("setup", "--check", "--diff", "--port", f"mosquitto={port}", *usual))
    assert not prefix.exists()
    assert looked["recap"]["changed"] > 10
    assert any("listener" in task.get("diff", "") for task in looked["tasks"])

    first = call("setup", "--yes", "--port", f"mosquitto={port}", *usual)
    assert (first.returncode, as_json(first)["recap"]["failed"]) == (0, 0)
    assert {task["name"]: task["state"] for task in as_json(first)["tasks"]} == {
        task["name"]: task["state"] for task in looked["tasks"]
    }

    second = as_json(call("setup", "--yes", *usual))  # the port is remembered
    assert second["recap"]["changed"] == second["recap"]["failed"] == 0

    services = json.loads(call("services", "list", "--json", "--prefix", str(prefix)).stdout)
    assert [(found["name"], found["state"], found["healthy"]) for found in services] == [("mosquitto", "running", True)]

    gone = call("uninstall", "--purge", "--yes", "--prefix", str(prefix), "--json")
    assert gone.returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert processes_of(Layout(prefix)) == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_without_yes_and_without_anybody_to_ask_nothing_is_done(tmp_path: Path) -> None:
    done = call("setup", "--only", "mosquitto", "--prefix", str(tmp_path / "p"))
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    "wrong",
    [("--only", "apache"), ("--port", "mosquitto"), ("--port", "mosquitto=99999"), ("--catalogue", "none.json")],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_exit_code_2(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    done = call("setup", "--yes", "--prefix", str(tmp_path / "p"), *wrong)
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


def test_doctor_finds_nothing_wrong_and_check_plans_nothing_more_where_only_some_services_were_wanted(
    installed: Installation,
) -> None:
    found = diagnose(installed.context())
    assert found.exit_code == 0, found.to_json()
    assert installed.setup(check=True).recap["changed"] == 0


def test_the_profile_names_address_and_secret_files_for_engine_and_app(installed: Installation) -> None:
    import yaml  # noqa: PLC0415 - one test needs it

    from core.settings.models import Telemetry  # noqa: PLC0415 - as above

    found = yaml.safe_load(installed.layout.profile.read_text())
    telemetry = Telemetry.model_validate(found["telemetry"])
    assert telemetry.profile == "local"
    assert telemetry.mqtt
    assert (telemetry.mqtt.port, telemetry.mqtt.username) == (installed.port, "engine")
    assert found["app"]["mqtt"]["username"] == "app"


def test_the_services_verbs_do_what_they_say(installed: Installation) -> None:
    where = ("--prefix", str(installed.layout.prefix))
    before = installed.pid()
    assert call("services", "restart", "mosquitto", *where).returncode == 0
    assert installed.pid() != before
    assert call("services", "stop", "mosquitto", *where).returncode == 0
    assert call("services", "list", *where).returncode == 1
    assert call("services", "start", "mosquitto", *where).returncode == 0
    Client(installed.port, "app", installed.secret("app")).close()
    log = call("services", "logs", "mosquitto", *where).stdout
    assert "u'app'" in log
    assert "u'probe'" not in log  # many each minute, and no news
    assert "u'probe'" in records.log_path(installed.layout, "mosquitto").read_text()
    missing = call("services", "start", "nothing", *where)
    assert (missing.returncode, "unknown service 'nothing'" in missing.stderr) == (2, True)


def test_the_last_lines_of_a_failure_are_the_brokers_not_the_probes(installed: Installation) -> None:
    own = installed.layout.config("mosquitto") / "conf.d" / "own.conf"
    own.write_text("no_such_setting 1\n")
    try:
        reason, _ = installed.failure()
    finally:
        own.unlink()
    assert "no_such_setting" in reason
    assert "u'probe'" not in reason


def test_secrets_show_prints_one_secret_to_its_owner(installed: Installation) -> None:
    where = ("--prefix", str(installed.layout.prefix))
    assert call("secrets", "show", "mqtt-app", *where).stdout.strip() == installed.secret("app")
    assert "mqtt-app" in call("secrets", "list", *where).stdout.split()
    assert call("secrets", "show", "nothing", *where).returncode == 2
