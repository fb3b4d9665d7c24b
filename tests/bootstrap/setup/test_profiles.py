"""Profiles: services here, elsewhere, or none; switched by a word, with no edit by hand."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from command_line import call
from ports import free_port

from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.resources import Service
from bootstrap.setup.roles import profile
from bootstrap.setup.run import setup
from core.errors import UserError
from core.settings.models import Telemetry

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    for name in ("password", "token"):
        (tmp_path / name).write_text(f"the-{name}-in-a-file\n")
    return Layout(tmp_path / "prefix")


def run(layout: Layout, **choices: Any) -> dict[str, Any]:
    report = setup(Context(layout, Choices(**choices)))
    assert report.exit_code == 0, report.to_json()
    again = setup(Context(layout, Choices(**choices)))
    assert again.recap["changed"] == 0, again.to_json()
    found = yaml.safe_load(layout.profile.read_text())
    assert isinstance(found, dict)
    Telemetry.model_validate(found["telemetry"])
    return found


def remote(layout: Layout) -> dict[str, str]:
    folder = layout.prefix.parent
    return {
        "mqtt": "mqtts://collector@broker.example",
        "mqtt-password-file": str(folder / "password"),
        "influx": "https://influx.example:8086",
        "influx-bucket": "crossings",
        "influx-token-file": str(folder / "token"),
    }


def test_remote_names_addresses_and_keeps_credentials_in_our_secrets(layout: Layout) -> None:
    found = run(layout, profile="remote", remote=remote(layout))["telemetry"]
    assert found == {
        "profile": "remote",
        "mqtt": {
            "host": "broker.example",
            "port": 8883,
            "tls": True,
            "username": "collector",
            "password_file": str(layout.secrets / "remote-mqtt"),
        },
        "influx": {
            "url": "https://influx.example:8086",
            "bucket": "crossings",
            "token_file": str(layout.secrets / "remote-influx"),
        },
    }
    assert (layout.secrets / "remote-mqtt").read_text() == "the-password-in-a-file\n"
    assert "in-a-file" not in layout.profile.read_text() + layout.notes.read_text()


def test_a_token_for_reading_is_kept_beside_the_one_for_writing(layout: Layout) -> None:
    (file := layout.prefix.parent / "reading").write_text("it-may-read\n")
    given = {**remote(layout), "influx-read-token-file": str(file)}
    found = run(layout, profile="remote", remote=given)["telemetry"]["influx"]
    secret = layout.secrets / "remote-influx-read"
    assert (found["read_token_file"], found["token_file"]) == (str(secret), str(layout.secrets / "remote-influx"))
    assert (secret.read_text(), secret.stat().st_mode & 0o777) == ("it-may-read\n", 0o600)
    file.unlink()
    assert run(layout)["telemetry"]["influx"] == found


def test_remote_is_remembered(layout: Layout) -> None:
    first = run(layout, profile="remote", remote=remote(layout))
    for name in ("password", "token"):
        (layout.prefix.parent / name).unlink()
    assert run(layout) == first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mqtt": ""}, "requires a broker"),
        ({"mqtt": "broker.example"}, "not a valid service address"),
        ({"mqtt": "http://broker.example"}, "not a valid service address"),
        ({"mqtt": "mqtt://h:99999"}, "not a valid service address"),
        ({"mqtt": "mqtt://me:word@h"}, "visible to other users"),
        ({"mqtt-password-file": ""}, "no credential"),
        ({"influx-token-file": ""}, "no credential"),
        ({"influx": "ftp://x"}, "not a valid service address"),
    ],
)
def test_a_wrong_address_is_told_before_anything_is_done(layout: Layout, change: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        setup(Context(layout, Choices(profile="remote", remote={**remote(layout), **change})))
    assert not layout.prefix.exists()


def test_embedded_stops_what_runs_and_local_starts_it_again(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415 - one test needs it

    port = free_port()
    program = f"import socket, time; s = socket.create_server(('127.0.0.1', {port}), backlog=50); time.sleep(600)"
    spec = ServiceSpec(
        name="thing", title="thing", command=[sys.executable, "-c", program], ready=TcpProbe(port=port), cwd=None
    )
    role = Role("thing", lambda _: [Service(lambda: spec, "thing")])
    monkeypatch.setattr("bootstrap.setup.roles.select", lambda _: [role, profile.ROLE])
    layout.logs.mkdir(parents=True)
    assert run(layout)["telemetry"] == {"profile": "local"}
    assert records.supervisor(layout)
    assert run(layout, profile="embedded") == {"telemetry": {"profile": "embedded"}}
    assert records.supervisor(layout) is None
    assert run(layout)["telemetry"]["profile"] == "embedded"
    assert run(layout, profile="local")["telemetry"] == {"profile": "local"}
    assert records.supervisor(layout)
    run(layout, profile="embedded")


@pytest.mark.parametrize(
    ("name", "task"),
    [("embedded", "do not start automatically with the machine"), ("local", "start automatically with the machine")],
)
def test_what_starts_with_the_machine_is_what_the_profile_has(layout: Layout, name: Any, task: str) -> None:
    """Without services the system would only start the supervisor again that setup has just ended."""
    Context(layout).notes.put("services", "autostart", value=True)
    found = setup(Context(layout, Choices(profile=name), check=True)).tasks
    assert [one.name for one in found if one.name.startswith("autostart")] == [f"autostart : {task}"]


def test_an_engine_that_is_kept_starts_with_the_machine_in_every_profile(layout: Layout) -> None:
    Context(layout).notes.put("services", "autostart", value=True)
    layout.services.mkdir(exist_ok=True)
    spec = ServiceSpec(name="engine", title="Engine", command=["/bin/thing"], ready=TcpProbe(port=1))
    records.definition_path(layout, "engine").write_text(spec.text())
    found = [one.name for one in setup(Context(layout, Choices(profile="embedded"), check=True)).tasks]
    assert "autostart : start automatically with the machine" in found
    assert not any("stopped" in name or "forget service engine" in name for name in found)


def test_the_command_line_takes_the_profile(tmp_path: Path) -> None:
    done = call("setup", "--profile", "embedded", "--yes", "--prefix", str(tmp_path / "a p"))
    assert done.returncode == 0
    # What it says is what one can type.
    words = shlex.split(done.stdout.splitlines()[-1].removeprefix("Next: smart-intersection "))
    assert words == ["up", "--prefix", str(tmp_path / "a p"), "--source", "VIDEO-OR-CAMERA"]
    assert yaml.safe_load((tmp_path / "a p" / "profile.yaml").read_text()) == {"telemetry": {"profile": "embedded"}}
    refused = call("setup", "--profile", "cloud", "--yes", "--prefix", str(tmp_path / "a p"))
    assert refused.returncode == 2
    assert "'--profile': 'cloud' is not one of 'local', 'remote', 'embedded'" in refused.stderr


def test_a_run_takes_the_services_of_the_prefix_it_is_given(layout: Layout) -> None:
    run(layout, profile="embedded")
    layout.profile.write_text("telemetry: {profile: nonsense}\n")
    words = ["run", "--source", "simulator", "--duration", "1", "--prefix", str(layout.prefix)]
    done = call(*words, env={"SMART_INTERSECTION_HOME": str(layout.prefix.parent / "home")})
    assert done.returncode == 2
    assert f"cannot use {layout.profile}" in done.stderr
