"""Another machine is handed a file, joins with it, and its engine's events arrive at the real broker, encrypted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import yaml
from command_line import call
from installation import NEEDS_BROKER, Client, Installation
from ports import free_ports

from bootstrap.layout import Layout
from bootstrap.profile import VARIABLE, with_profile
from bootstrap.services import control
from bootstrap.setup import handout, machines
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.roles import mosquitto
from bootstrap.setup.run import setup
from core.errors import UserError
from core.events import Crossing, event_id, utc
from core.settings.models import Camera, Settings
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.report import Report

pytestmark = NEEDS_BROKER
WHEN = 1_750_000_000.0


@dataclass
class Yard:
    """A machine with the broker, and one without."""

    broker: Installation
    edge: Layout
    file: Path

    def add(self, name: str = "gate") -> Report:
        return machines.add(self.broker.context(), name, self.file)

    def join(self, **more: str) -> Report:
        return setup(Context(self.edge, Choices(profile="remote", remote={"join": str(self.file), **more})))

    def send(self, state: Path) -> dict[str, str | int]:
        """One crossing through the edge's engine; how its way to the broker is afterwards."""
        settings = with_profile(Settings(site="gate", cameras=[Camera(id="cam-1", source="a.mp4")]))
        engine = Telemetry(settings, state)
        engine.start()
        engine.emit([crossing()])
        deadline = time.monotonic() + 20
        while True:
            found: dict[str, str | int] = engine.stats()["sinks"]["mqtt"]
            if found["acked"] or found["state"] == "refused" or time.monotonic() > deadline:
                engine.close(1)
                return found
            time.sleep(0.02)


def crossing() -> Crossing:
    fields = {"site": "gate", "camera": "cam-1", "time": utc(WHEN), "line": "all", "direction": "forward"}
    seen = {"track": 1, "class": "car", "confidence": 0.5, "point": (1.0, 2.0)}
    return Crossing.model_validate({"id": event_id("gate", "cam-1", "crossing", "1", WHEN), **fields, **seen})


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    folder = tmp_path_factory.mktemp("yard")
    plain, tls = free_ports(2)
    broker = Installation(Layout(folder / "broker"), plain)
    choices = Choices(ports={"mosquitto": plain, "mosquitto-tls": tls}, tls=("127.0.0.1",))
    assert setup(Context(broker.layout, choices), ["mosquitto"]).exit_code == 0
    yield Yard(broker, Layout(folder / "edge"), folder / "gate.yaml")
    control.stop_all(broker.layout)


def test_what_the_engine_there_sends_arrives_here_until_it_is_let_in_no_longer(
    yard: Yard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert yard.add().exit_code == 0
    assert yard.add().recap["changed"] == 0
    assert yard.join().exit_code == 0
    assert yard.join().recap["changed"] == 0
    monkeypatch.setenv(VARIABLE, str(yard.edge.profile))
    app = Client(yard.broker.port, "app", yard.broker.secret("app"))
    app.subscribe("traffic/gate/detection/#")
    assert yard.send(tmp_path / "one")["acked"] == 1
    ((_, payload),) = app.expect(1)
    assert b'"site":"gate"' in payload
    app.close()

    assert machines.remove(yard.broker.context(), "gate").exit_code == 0
    refused = yard.send(tmp_path / "two")
    assert (refused["acked"], refused["state"]) == (0, "refused")
    assert not (yard.broker.layout.secrets / "mqtt-machine-gate").exists()
    assert Client(yard.broker.port, "engine", yard.broker.secret("engine")).accepted


def test_the_credential_is_in_private_files_only(yard: Yard) -> None:
    yard.add()
    yard.join()
    password = yaml.safe_load(yard.file.read_text())["password"]
    assert yard.file.stat().st_mode & 0o077 == 0
    places = [path for path in yard.edge.prefix.rglob("*") if path.is_file() and password in path.read_text("latin-1")]
    assert places == [yard.edge.secrets / "remote-mqtt"]
    assert places[0].stat().st_mode & 0o077 == 0
    assert password not in repr(handout.read(yard.file))


def test_the_file_is_needed_once(yard: Yard) -> None:
    yard.add()
    yard.join()
    before = yard.edge.profile.read_text()
    yard.file.unlink()
    authority = yard.edge.config("remote") / "mqtt-ca.crt"
    authority.unlink()
    report = setup(Context(yard.edge))
    assert [task.name for task in report.tasks if task.state == "changed"] == ["remote : file mqtt-ca.crt"]
    assert yard.edge.profile.read_text() == before


def test_another_broker_is_not_checked_with_the_authority_of_the_one_before(yard: Yard, tmp_path: Path) -> None:
    yard.add()
    yard.join()
    with_authority = yard.edge.profile.read_text()
    address = Context(yard.edge).notes.get("remote", "mqtt")
    setup(Context(yard.edge, Choices(profile="remote", remote={"mqtt": address})))  # said again, as the wizard does
    assert yard.edge.profile.read_text() == with_authority
    (tmp_path / "password").write_text("another-password\n")
    remote = {"mqtt": "mqtts://me@other.example", "mqtt-password-file": str(tmp_path / "password")}
    setup(Context(yard.edge, Choices(remote=remote)))
    found = yaml.safe_load(yard.edge.profile.read_text())["telemetry"]["mqtt"]
    assert (found["host"], "ca_file" in found) == ("other.example", False)
    authority = yard.broker.layout.config("mosquitto") / "tls" / "ca.crt"
    setup(Context(yard.edge, Choices(remote={**remote, "mqtt-ca-file": str(authority)})))
    found = yaml.safe_load(yard.edge.profile.read_text())["telemetry"]["mqtt"]
    assert found["ca_file"] == str(yard.edge.config("remote") / "mqtt-ca.crt")


def test_a_machine_has_a_name_a_place_for_its_file_and_a_broker_that_listens(yard: Yard, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a valid machine name"):
        yard.add("../gate")
    with pytest.raises(UserError, match=r"folder .* does not exist"):
        machines.add(yard.broker.context(), "gate", tmp_path / "nowhere" / "gate.yaml")
    with pytest.raises(UserError, match="does not accept other machines") as closed:
        machines.add(Context(Layout(tmp_path / "p")), "gate", tmp_path / "gate.yaml")
    assert "--tls" in closed.value.remedy
    with pytest.raises(UserError, match="unknown machine 'nobody'"):
        machines.remove(yard.broker.context(), "nobody")
    precious = tmp_path / "thesis.txt"
    precious.write_text("ten years of work")
    assert machines.add(yard.broker.context(), "gate", precious).exit_code == 1
    assert precious.read_text() == "ten years of work"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list",
        "{host: h, port: 8883, username: machine-gate, password: the-password-itself}",
        "{host: 'h/../x', port: 8883, username: machine-gate, password: the-password-itself, ca: ''}",
        "{host: h, port: 8883, username: machine-gate, password: the-password-itself, ca: nothing}",
        "{host: h, port: 99999, username: machine-gate, password: the-password-itself, ca: ''}",
        "{host: h, password: the-password-itself, ca: '",
    ],
)
def test_a_file_that_is_none_is_refused_without_its_secret(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gate.yaml"
    file.write_text(text)
    with pytest.raises(UserError) as refused:
        setup(Context(Layout(tmp_path / "p"), Choices(profile="remote", remote={"join": str(file)})))
    assert "the-password-itself" not in str(refused.value)
    assert not (tmp_path / "p").exists()


def test_a_wrong_file_on_the_command_line_is_one_line(tmp_path: Path) -> None:
    done = call("setup", "--join", "nothing.yaml", "--yes", "--prefix", str(tmp_path / "p"))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "machines add" in done.stderr


def test_the_command_line_says_what_comes_next(yard: Yard) -> None:
    prefix = ("--prefix", str(yard.broker.layout.prefix))
    done = call("machines", "add", "yard-2", "--output", str(yard.file), *prefix)
    assert done.returncode == 0, done.stderr
    assert f"setup --join {yard.file.name}" in done.stdout
    assert "yard-2" in call("machines", "list", *prefix).stdout.split()
    assert call("machines", "remove", "yard-2", *prefix).returncode == 0
    assert "yard-2" not in call("machines", "list", *prefix).stdout.split()
    yard.file.unlink()


def test_a_machine_may_speak_for_its_own_site_alone(yard: Yard) -> None:
    machines.add(yard.broker.context(), "gate", yard.file, "Main & 5th")
    machines.add(yard.broker.context(), "gate", yard.file)  # again: the site stays
    listening = Client(yard.broker.port, "ingest", yard.broker.secret("ingest"))
    for topic in ("traffic/detection", "traffic/+/detection", "traffic/cameras/#", "$SYS/broker/version"):
        listening.subscribe(topic)
    gate = Client(yard.broker.port, "machine-gate", yard.broker.secret("machine-gate"))
    for topic in ("traffic/detection", "traffic/other/detection", "traffic/cameras/x", "traffic/Main & 5th/detection"):
        gate.publish(topic, topic.encode())
    version, (topic, _) = listening.expect(2)
    assert (version[0], topic) == ("$SYS/broker/version", "traffic/Main & 5th/detection")
    for name in ("cameras", "a/b", "a\ntopic write #", "selftest"):
        with pytest.raises(UserError, match="site name"):
            machines.add(yard.broker.context(), "gate", yard.file, name)
    for one in (listening, gate):
        one.close()
    machines.add(yard.broker.context(), "gate", yard.file, "gate")


def test_an_installation_of_before_lets_a_machine_speak_for_a_site_of_its_name(yard: Yard) -> None:
    yard.add()
    context = yard.broker.context()
    context.notes.put("machines", "gate", value=True)
    assert mosquitto.site_of(context, "gate") == "gate"
    assert setup(context, ["mosquitto"]).recap["changed"] == 0
