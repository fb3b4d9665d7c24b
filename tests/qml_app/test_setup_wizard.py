"""The wizard's view model over the real verb in its own process: plan, do, cancel, resume, fail."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import yaml
from drills import long_drill
from filelock import FileLock
from ports import free_ports
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from setup_machine import BROKER, PORTS, Mirror, pack

from bootstrap.layout import Layout
from bootstrap.services import control
from bootstrap.setup.bundle import create
from bootstrap.setup.context import Choices, Context
from qml_app.setup import Setup
from qml_app.setup_rows import SERVICE_ROLES, TASK_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 120_000  # milliseconds
LONG = os.environ.get("SMART_INTERSECTION_SLOW") == "1"
whole = pytest.mark.skipif(BROKER is None, reason="mosquitto is not installed (apt-get install mosquitto)")
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("releases")).parent


@pytest.fixture
def wizard(runtime: Path, state_dir: Path, qtbot: QtBot) -> Iterator[Setup]:
    made = Setup(runtime, state_dir)
    made.active = True
    qtbot.waitUntil(lambda: made.known, timeout=PATIENCE)
    yield made
    made.stop()
    control.stop_all(Layout(state_dir))


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes calls and never answers."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield int(held.getsockname()[1])


def tasks(wizard: Setup) -> dict[str, dict[str, Any]]:
    return {row[0]: dict(zip(TASK_ROLES, row, strict=True)) for row in wizard.run.tasks.rows}


def failed(wizard: Setup) -> list[str]:
    return [name for name, task in tasks(wizard).items() if task["condition"] == "failed"]


def local(wizard: Setup, mirror: str) -> None:
    """Choose a setup from a mirror, on ports that are free."""
    wizard.form.put("source", "mirror")
    wizard.form.put("mirror", mirror)
    for service, port in zip(PORTS, free_ports(len(PORTS)), strict=True):
        wizard.form.putPort(service, str(port))


def ended(wizard: Setup, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not wizard.run.busy, timeout=PATIENCE)
    return str(wizard.run.outcome)


def test_embedded_from_the_checks_to_the_profile_file(wizard: Setup, qtbot: QtBot, state_dir: Path) -> None:
    assert not wizard.setUp
    wizard.form.put("profile", "embedded")
    wizard.check()
    assert (wizard.step, ended(wizard, qtbot)) == ("checks", "ok")
    assert {"disk : disk", "clock : clock"} <= tasks(wizard).keys()
    wizard.plan()
    assert (wizard.step, ended(wizard, qtbot)) == ("plan", "ok")
    planned = tasks(wizard)
    assert planned["profile : file profile.yaml"]["diff"].endswith("+  profile: embedded")
    assert not (state_dir / "profile.yaml").exists()
    wizard.apply()
    assert {task["condition"] for task in tasks(wizard).values()} == {"waiting"}
    assert (wizard.step, ended(wizard, qtbot)) == ("result", "ok")
    assert yaml.safe_load((state_dir / "profile.yaml").read_text()) == {"telemetry": {"profile": "embedded"}}
    qtbot.waitUntil(lambda: wizard.setUp, timeout=PATIENCE)
    wizard.back()
    assert (wizard.step, wizard.form.values["profile"]) == ("profile", "embedded")


def test_a_password_that_was_typed_is_stored_and_nowhere_else(  # noqa: PLR0913, PLR0917 -- what fixtures it needs
    wizard: Setup, qtbot: QtBot, state_dir: Path, tmp_path: Path, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wizard.form.put("profile", "remote")
    wizard.form.put("mqtt", f"mqtt://engine@127.0.0.1:{silent_port}")
    assert not wizard.form.ready
    wizard.form.put("mqttPassword", "open sesame")
    wizard.check()
    assert ended(wizard, qtbot) == "ok"
    wizard.apply()
    qtbot.waitUntil(lambda: wizard.run.done > 0 or not wizard.run.busy, timeout=PATIENCE)
    assert not [one for one in psutil.process_iter(["cmdline"]) if "open sesame" in " ".join(one.info["cmdline"] or [])]
    assert ended(wizard, qtbot) == "ok"
    assert (state_dir / "secrets" / "remote-mqtt").read_text().strip() == "open sesame"
    assert "open sesame" not in (state_dir / "profile.yaml").read_text() + (state_dir / "setup.json").read_text()
    qtbot.waitUntil(lambda: not list(tmp_path.glob("smart-intersection-*")), timeout=PATIENCE)
    assert wizard.form.values["mqttPassword"] == ""
    qtbot.waitUntil(lambda: wizard.form.ready, timeout=PATIENCE)  # it is found among what is stored


def test_a_setup_that_hangs_is_cancelled_and_the_app_goes_on_meanwhile(
    wizard: Setup, qtbot: QtBot, state_dir: Path, silent_port: int
) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(len(ticks)))
    timer.start(5)
    local(wizard, f"http://127.0.0.1:{silent_port}")
    wizard.apply()
    qtbot.waitUntil(lambda: wizard.run.current == "influxdb : release influxdb", timeout=PATIENCE)
    seen = len(ticks)
    qtbot.waitUntil(lambda: len(ticks) > seen + 50, timeout=PATIENCE)
    assert wizard.run.busy
    wizard.cancel()
    assert wizard.run.outcome == "cancelling"
    wizard.back()
    assert wizard.step == "result"  # not while something runs
    assert ended(wizard, qtbot) == "cancelled"
    with FileLock(state_dir / "setup.lock").acquire(timeout=0):
        pass


def test_a_setup_by_somebody_else_is_told_and_not_disturbed(wizard: Setup, qtbot: QtBot, state_dir: Path) -> None:
    state_dir.mkdir()
    (state_dir / "setup.holder").write_text(json.dumps({"pid": os.getpid(), "command": "setup"}))
    wizard.form.put("profile", "embedded")
    with FileLock(state_dir / "setup.lock"):
        wizard.check()
        assert ended(wizard, qtbot) == "ok"
        assert tasks(wizard)["other runs : other runs"]["condition"] == "skipped"
        wizard.apply()
        qtbot.waitUntil(lambda: "is changing this installation" in wizard.run.note, timeout=PATIENCE)
        assert f"'setup' (pid {os.getpid()})" in wizard.run.note
    assert ended(wizard, qtbot) == "ok"


def test_a_program_that_dies_is_told(wizard: Setup, qtbot: QtBot, silent_port: int) -> None:
    if os.name == "nt":
        pytest.skip("a killed program has an exit code there")
    local(wizard, f"http://127.0.0.1:{silent_port}")
    wizard.apply()
    qtbot.waitUntil(lambda: wizard.run.current != "", timeout=PATIENCE)
    (child,) = [one for one in psutil.Process().children() if _is_ours(one)]
    child.kill()
    assert ended(wizard, qtbot) == "died"


def _is_ours(one: psutil.Process) -> bool:
    try:
        return "bootstrap" in one.cmdline()
    except psutil.Error:  # over, but not yet taken notice of
        return False


def test_a_bundle_that_is_none_is_refused_with_what_helps(wizard: Setup, qtbot: QtBot, tmp_path: Path) -> None:
    none = tmp_path / "none.7z"
    none.write_bytes(b"none")
    wizard.form.put("source", "bundle")
    assert not wizard.form.ready
    wizard.form.putBundle(QUrl("https://example.org/b.7z"))
    assert not wizard.form.ready
    wizard.form.putBundle(QUrl.fromLocalFile(str(none)))
    wizard.check()
    assert ended(wizard, qtbot) == "failed"
    network = tasks(wizard)["network : network"]
    assert "is not a bundle, or is damaged" in network["reason"]
    assert "bundle create" in network["remedy"]


@whole
def test_a_wrong_hash_fails_is_told_and_the_next_try_goes_on(
    wizard: Setup, qtbot: QtBot, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (releases / "catalogue.json").read_text()
    rows = json.loads(good)
    for row in rows["artifacts"]:
        row["sha256"] = "0" * 64 if row["product"] == "influxdb" else row["sha256"]
    catalogue = tmp_path / "catalogue.json"
    catalogue.write_text(json.dumps(rows))
    monkeypatch.setenv("SMART_INTERSECTION_CATALOGUE", str(catalogue))
    local(wizard, releases.as_uri())
    wizard.apply()
    assert ended(wizard, qtbot) == "failed"
    assert failed(wizard) == ["influxdb : release influxdb"]
    told = tasks(wizard)["influxdb : release influxdb"]
    assert "its SHA-256 is" in told["reason"]
    assert "the file was deleted" in told["remedy"]
    assert tasks(wizard)["grafana : all"]["condition"] == "skipped"
    catalogue.write_text(good)
    wizard.again()
    assert ended(wizard, qtbot) == "ok"
    qtbot.waitUntil(lambda: len(wizard.services.rows) == 3, timeout=PATIENCE)
    services = {row[0]: dict(zip(SERVICE_ROLES, row, strict=True)) for row in wizard.services.rows}
    assert {name: one["level"] for name, one in services.items()} == dict.fromkeys(services, "ok")
    assert services["grafana"]["address"] == f"http://127.0.0.1:{_port(wizard, 'grafana')}"
    assert (services["grafana"]["user"], services["grafana"]["secret"]) == ("admin", "grafana-admin")


def _port(wizard: Setup, service: str) -> str:
    return next(row[1] for row in wizard.form.ports.rows if row[0] == service)


@whole
@long_drill
def test_a_whole_setup_is_cancelled_resumed_broken_and_repaired(
    wizard: Setup, qtbot: QtBot, releases: Path, state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_CATALOGUE", str(releases / "catalogue.json"))
    mirror = Mirror(releases)
    local(wizard, mirror.url)
    for task in ("influxdb : service influxdb", "mosquitto : file acl", "grafana : release grafana"):
        wizard.apply()
        qtbot.waitUntil(lambda task=task: wizard.run.current == task or not wizard.run.busy, timeout=PATIENCE)
        wizard.cancel()
        assert ended(wizard, qtbot) in {"cancelled", "ok"}
    wizard.again()
    assert ended(wizard, qtbot) == "ok"
    wizard.plan()
    assert ended(wizard, qtbot) == "ok"
    assert wizard.run.counts["changed"] == 0
    (state_dir / "config" / "grafana" / "grafana.ini").unlink()
    control.stop(Layout(state_dir), "mosquitto")
    wizard.plan()
    assert ended(wizard, qtbot) == "ok"
    wizard.run.everything = True
    assert {"grafana : file grafana.ini", "mosquitto : service mosquitto"} <= tasks(wizard).keys()
    wizard.apply()
    assert ended(wizard, qtbot) == "ok"
    assert all(found.ok for found in control.status(Layout(state_dir)))
    mirror.close()


@whole
@pytest.mark.slow
@pytest.mark.skipif(not LONG, reason="long drill; SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(600)
def test_a_machine_without_network_is_set_up_from_a_bundle(
    wizard: Setup, qtbot: QtBot, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = releases / "catalogue.json"
    elsewhere = Context(Layout(tmp_path / "elsewhere"), Choices(catalogue=catalogue, mirror=releases.as_uri()))
    create(elsewhere, "linux", "amd64", tmp_path / "b.7z")
    monkeypatch.setenv("SMART_INTERSECTION_CATALOGUE", str(catalogue))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # whoever asks the network fails
    local(wizard, "")
    wizard.form.put("source", "bundle")
    wizard.form.putBundle(QUrl.fromLocalFile(str(tmp_path / "b.7z")))
    wizard.check()
    assert ended(wizard, qtbot) == "ok"
    wizard.apply()
    assert ended(wizard, qtbot) == "ok"
    assert any(name.startswith("bundle : ") for name in tasks(wizard))


def test_a_secret_is_seen_only_while_it_is_asked_for(wizard: Setup, qtbot: QtBot, state_dir: Path) -> None:
    (state_dir / "secrets").mkdir(parents=True)
    (state_dir / "secrets" / "grafana-admin").write_text("open sesame\n")
    assert wizard.secret.text == ""
    wizard.secret.show("grafana-admin")
    qtbot.waitUntil(lambda: wizard.secret.text == "open sesame", timeout=PATIENCE)
    wizard.active = False  # the page is left
    assert (wizard.secret.name, wizard.secret.text) == ("", "")
    wizard.secret.copy("grafana-admin")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "open sesame", timeout=PATIENCE)
    assert wizard.secret.text == ""
