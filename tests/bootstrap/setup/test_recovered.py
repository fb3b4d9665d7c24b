"""Notes that are lost are read off the installation: nothing is moved, nobody is locked out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from installation import NEEDS_BROKER, Installation
from ports import free_ports

from bootstrap.converge.notes import Notes
from bootstrap.converge.progress import Note, Progress
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services import control
from bootstrap.setup import machines
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.run import setup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Installation]:
    found = Installation(Layout(tmp_path / "prefix"))
    yield found
    control.stop_all(found.layout)


@NEEDS_BROKER
def test_a_broker_keeps_its_ports_its_names_and_its_machines(broker: Installation, tmp_path: Path) -> None:
    plain, tls = free_ports(2)
    ports, names = {"mosquitto": plain, "mosquitto-tls": tls}, ("gate.example", "127.0.0.1")
    assert setup(Context(broker.layout, Choices(ports=ports, tls=names)), ["mosquitto"]).exit_code == 0
    assert machines.add(Context(broker.layout), "north", tmp_path / "north.yaml", site="south").exit_code == 0
    before = json.loads(broker.layout.notes.read_text())
    broker.layout.notes.unlink()
    report = setup(Context(broker.layout), command="repair")
    assert {task.name for task in report.tasks if task.state != "ok"} == set()
    after = json.loads(broker.layout.notes.read_text())
    sections = ("ports", "tls", "machines", "roles")
    assert {key: after[key] for key in sections} == {key: before[key] for key in sections}


def test_addresses_elsewhere_and_their_authority_are_found_again(tmp_path: Path) -> None:
    layout, told = Layout(tmp_path / "prefix"), list[str]()
    for name in ("password", "token"):
        (tmp_path / name).write_text(f"the-{name}-in-a-file\n")
    remote = {
        "mqtt": "mqtts://a%40b@[::1]:8884",
        "mqtt-password-file": str(tmp_path / "password"),
        "influx": "https://influx.example:8086",
        "influx-org": "ours",
        "influx-token-file": str(tmp_path / "token"),
    }
    assert setup(Context(layout, Choices(profile="remote", remote=remote))).exit_code == 0
    layout.notes.write_text("[]")

    def tell(step: Progress) -> None:
        told.extend([step.text] if isinstance(step, Note) else [])

    report = setup(Context(layout, tell=tell))
    assert (report.exit_code, report.recap["changed"]) == (0, 0), report.to_json()
    assert [text.partition(":")[0] for text in told] == [f"{layout.notes} is damaged"]


def test_a_secret_in_the_keyring_stays_there(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.profile.write_text("telemetry: {profile: local}\n")
    layout.secrets.mkdir()
    assert not Context(layout).keyring
    SecretStore(layout.secrets).path("influxdb-operator").write_text("@keyring\n")
    assert Context(layout).keyring


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("profile.yaml", "telemetry: [remote"),
        ("profile.yaml", "telemetry: {profile: remote, mqtt: 3}"),
        ("profile.yaml", "- 1"),
        ("services/mosquitto.json", "{"),
    ],
)
def test_what_is_damaged_itself_says_nothing(tmp_path: Path, file: str, text: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    context = Context(Layout(tmp_path))
    assert context.port("mosquitto", 1883) == 1883
    assert context.notes.section("remote") == {}


def test_where_nothing_was_set_up_nothing_is_lost(tmp_path: Path) -> None:
    context = Context(Layout(tmp_path))
    assert context.notes.trouble == ""
    context.notes.put("ports", "x", 1)
    assert json.loads(context.layout.notes.read_text()) == {"version": 1, "ports": {"x": 1}}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 2}', "\xff"])
def test_a_damaged_file_says_so_until_it_is_written_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "setup.json"
    path.write_bytes(text.encode("latin-1"))
    notes = Notes(path, lambda: {"ports": {"x": 1}})
    assert notes.trouble == f"{path} is damaged"
    assert notes.get("ports", "x") == 1
    notes.put("ports", "y", 2)
    again = Notes(path)
    assert (again.trouble, again.section("ports")) == ("", {"x": 1, "y": 2})
