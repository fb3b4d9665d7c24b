"""Alerts that fire, kept quiet for a time, and told by a Grafana that hangs."""

from __future__ import annotations

import json
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from command_line import call
from installed import changed
from pydantic import TypeAdapter

from bootstrap.commands.alerts import lines
from bootstrap.grafana import alerts, overview
from bootstrap.http_api import Api, UnreachableError
from bootstrap.layout import Layout
from bootstrap.services import control
from core.errors import UserError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from installed import Installed

NAME = "No data received"  # fires in an installation whose engine has never run
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def heard(installed: Installed) -> Iterator[None]:
    """Nothing is silenced before and after a test, and the alert that is to fire has had its ten minutes (seconds)."""
    _hear(installed)
    deadline = time.monotonic() + 60
    while not any(one.name == NAME for one in alerts.firing(installed.grafana())):
        assert time.monotonic() < deadline
        time.sleep(0.3)
    yield
    _hear(installed)


def _hear(installed: Installed) -> None:
    for one in alerts.silences(installed.grafana()):
        alerts.expire(installed.grafana(), one.id)


def command(installed: Installed, *words: str) -> subprocess.CompletedProcess[str]:
    return call(*words, "--prefix", str(installed.prefix))


def test_what_fires_is_listed_silenced_and_heard_again(installed: Installed) -> None:
    api = installed.grafana()
    (one,) = [found for found in overview.look(api) if found.name == NAME]
    assert (one.severity, one.silenced_until) == ("critical", "")
    assert "No data from any camera for 10 minutes" in one.summary
    for hours in (1, 2):  # the second replaces the first
        alerts.silence(api, {"alertname": NAME}, timedelta(hours=hours), NOW, "a test")
    (silence,) = alerts.silences(api)
    assert abs(silence.until - NOW - timedelta(hours=2)) < timedelta(seconds=1)
    (one,) = [found for found in overview.look(api) if found.name == NAME]
    assert one.ours
    assert datetime.fromisoformat(one.silenced_until) == silence.until.replace(microsecond=0)
    assert alerts.unsilence(api, NAME, "en") == 1
    assert alerts.silences(api) == []


def test_a_silence_of_one_camera_leaves_the_others(installed: Installed) -> None:
    api, now = installed.grafana(), datetime.now(UTC).timestamp()
    for camera in ("north", "south"):
        installed.write(f"violations,site=t,camera={camera},rule=wrong_way,class=car count=1i {round(now * 1e9)}")
    alerts.silence(api, {"alertname": "Driving the wrong way", "camera": "north"}, timedelta(hours=1), NOW, "a test")
    found = _until(lambda: [one for one in overview.look(api) if one.name == "Driving the wrong way"])
    assert {one.about["camera"]: bool(one.silenced_until) for one in found} == {"north": True, "south": False}
    span = (datetime.fromtimestamp(now - 9, UTC).isoformat(), datetime.fromtimestamp(now + 9, UTC).isoformat())
    installed.operator().delete("smart-intersection", "traffic", span, 'site="t"')


def test_a_silence_that_somebody_made_in_grafana_is_left_alone(installed: Installed) -> None:
    api = installed.grafana()
    matchers = [{"name": "alertname", "value": NAME, "isRegex": False, "isEqual": True}]
    times = {"startsAt": NOW.isoformat(), "endsAt": (NOW + timedelta(hours=1)).isoformat()}
    body = {"matchers": matchers, **times, "createdBy": "somebody", "comment": "theirs"}
    api.call("POST", "/api/alertmanager/grafana/api/v2/silences", body)
    assert alerts.unsilence(api, NAME, "en") == 0
    (one,) = [found for found in overview.look(api) if found.name == NAME]
    assert (bool(one.silenced_until), one.ours) == (True, False)


def test_the_command_line_lists_silences_and_refuses_what_is_not_there(installed: Installed) -> None:
    assert command(installed, "alerts").returncode == 1
    done = command(installed, "alerts", "silence", NAME.upper(), "--for", "2h")
    assert (done.returncode, done.stderr) == (0, "")
    listed = command(installed, "alerts", "--json")
    (one,) = [found for found in json.loads(listed.stdout)["firing"] if found["name"] == NAME]
    assert one["silenced_until"]
    wrong = command(installed, "alerts", "silence", "No dat", "--for", "2h")
    assert wrong.returncode == 2
    assert "choose from: Camera offline" in wrong.stderr


@pytest.mark.parametrize("text", ["", "2", "h", "0h", "-1h", "2 h", "91d", "99999h"])
def test_a_length_of_time_is_what_it_says(text: str) -> None:
    with pytest.raises(UserError, match="not a duration"):
        alerts.span(text)
    assert alerts.span("90m") == timedelta(minutes=90)


def test_status_tells_what_fires(installed: Installed) -> None:
    """It waits less than a second for Grafana, which on a busy machine may be too short: then it says that."""
    told = json.loads(command(installed, "status", "--json").stdout)["alerts"]
    while "did not respond" in told["problem"]:
        told = json.loads(command(installed, "status", "--json").stdout)["alerts"]
    assert NAME in {one["name"] for one in told["firing"]}
    assert any(word in command(installed, "status").stdout for word in (NAME, "did not respond"))


@pytest.mark.parametrize("dripping", [False, True])
def test_a_grafana_that_hangs_makes_nobody_wait(tmp_path: Path, *, dripping: bool) -> None:
    layout, over = Layout(tmp_path), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_hang, args=(server, over, dripping), daemon=True).start()
        app = {"grafana": {"url": f"http://127.0.0.1:{server.getsockname()[1]}"}}
        layout.profile.write_text(yaml.safe_dump({"telemetry": {"profile": "local"}, "app": app}))
        found = overview.glance(layout, 0.3)
        assert not over.is_set()  # it still hangs
        over.set()
    assert found
    assert found.alerts == ()
    assert "not respond" in found.problem


@pytest.mark.parametrize("before", [False, True], ids=["now", "installed before there were tokens"])
def test_a_wrong_password_does_not_lock_the_administrator_out(installed: Installed, *, before: bool) -> None:
    path, token = installed.layout.secrets / "grafana-admin", installed.layout.secrets / "grafana-app"
    kept = path.read_text()
    path.write_text("not that one")
    if before:
        token.rename(token.with_name("away"))
    told = [overview.glance(installed.layout, 8.0) for _ in range(8)]
    path.write_text(kept)
    if before:
        token.with_name("away").rename(token)
    assert all(one and ("password" in one.problem) is before for one in told), told
    assert installed.grafana().get("/api/user").status == 200


def test_without_a_grafana_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert overview.glance(Layout(tmp_path), 1.0) is None
    with pytest.raises(UserError, match="Grafana is not installed"):
        overview.api(Layout(tmp_path))


@pytest.mark.parametrize("answer", [[{"labels": "none"}], {"alerts": []}, "text"])
def test_an_answer_that_is_not_the_alertmanagers_is_told(answer: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "get", lambda *_, **__: type("Answer", (), {"data": answer})())
        with pytest.raises(UnreachableError, match="unexpected response"):
            alerts.firing(Api("Grafana", "http://127.0.0.1:9"))


def _hang(server: socket.socket, over: threading.Event, dripping: bool) -> None:  # noqa: FBT001 - a case
    """Accept, and never finish an answer."""
    with server.accept()[0] as connection:
        connection.recv(10_000)
        if dripping:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not over.wait(0.05):
            if dripping:
                connection.sendall(b" ")


def _until(look: Any) -> Any:
    """Grafana looks at its rules once a minute; the double once a second."""
    while len(found := look()) < 2:
        over.wait(0.05)
    return found


over = threading.Event()


def test_a_database_that_is_away_is_one_alert_and_what_is_over_is_told_so(installed: Installed) -> None:
    api, name = installed.grafana(), "Database not available"
    before = {one.name for one in overview.look(api)}
    assert name not in before
    control.stop(installed.layout, "influxdb")
    deadline, seen = time.monotonic() + 60, set[str]()
    while name not in seen:
        assert time.monotonic() < deadline
        seen |= {one.name for one in overview.look(api)}
        over.wait(0.1)
    assert seen - before == {name}
    control.start(installed.layout, "influxdb", anew=False)
    while any(one.name == name and not one.over for one in overview.look(api)):
        assert time.monotonic() < deadline
        over.wait(0.1)
    changed(installed.setup())


def test_an_alert_that_only_lingers_is_told_apart() -> None:
    about = {"alertname": "Camera offline", "camera": "north", "site": "t", "product": alerts.US}
    trouble = {"alertname": "DatasourceError", "rulename": "Camera offline", "product": alerts.US}
    more = {"startsAt": NOW.isoformat(), "status": {"state": "active"}}
    south = {"labels": {"camera": "south", "site": "t"}, "state": "Alerting"}
    rules = {"data": {"groups": [{"rules": [{"name": "Camera offline", "alerts": [south]}]}]}}
    answers = {
        "/api/alertmanager/grafana/api/v2/alerts": [
            {"labels": labels, **more} for labels in (about, {**about, "camera": "south"}, trouble)
        ],
        "/api/prometheus/grafana/api/v1/rules": rules,
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "get", lambda _, path, **__: type("Answer", (), {"data": answers[path]})())
        found = overview.look(Api("Grafana", "http://127.0.0.1:9"))
    assert {(one.name, one.about.get("camera")): one.over for one in found} == {
        ("Camera offline", "north"): True,
        ("Camera offline", "south"): False,
        ("DatasourceError", None): True,
    }
    told = lines(overview.Overview(found))
    assert told[0].startswith("over") or told[1].startswith("over")


def test_a_rule_that_cannot_be_evaluated_says_why_and_can_be_silenced() -> None:
    labels = {"alertname": "DatasourceError", "rulename": "Camera offline", "product": alerts.US}
    annotations = {
        "summary": "[no value] has not reported for %!f(<nil>) minutes",
        "Error": "failed to execute query A",
    }
    heard = {"labels": labels, "annotations": annotations, "startsAt": NOW.isoformat(), "status": {"state": "active"}}
    (one,) = TypeAdapter(list[alerts.Alert]).validate_python([heard])
    assert one.summary == "'Camera offline' cannot be evaluated: failed to execute query A"
    assert alerts.title_of("datasourceerror", "en") == one.name
