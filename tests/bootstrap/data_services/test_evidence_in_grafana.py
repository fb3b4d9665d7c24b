"""From a violation to its picture in a browser: engine, database, dashboard, and the service behind the link."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
from installed import Installed, changed, failed, listening
from ports import free_port

sys.path.insert(0, str(Path(__file__).parents[2] / "core" / "telemetry"))

from line_protocol import parse

from bootstrap import profile
from bootstrap.setup.doctor import diagnose
from bootstrap.setup.roles import evidence
from bootstrap.setup.uninstall import uninstall
from core import paths
from core.engine import Engine
from core.errors import UserError
from core.evidence.links import sealed
from core.evidence.shelf import FOLDER
from core.settings.models import Settings
from core.simulator import scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packing import Mirror

PARTS = ("evidence", "influxdb", "grafana")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(autouse=True)
def home(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One for all tests here: the service looks for pictures where the engine keeps them."""
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(place / "home"))
    monkeypatch.setenv(profile.VARIABLE, str(place / "installation" / "profile.yaml"))
    return place / "home"


@pytest.fixture(scope="module")
def module_machine(releases: Path, mirror: Mirror, place: Path) -> Iterator[Installed]:
    found = Installed(place / "installation", releases / "catalogue.json", mirror.url)
    own = found.layout.config("influxdb") / "conf.d" / "retention.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("raw_days: 36500\n")  # the simulator's time is not today's
    yield found
    found.stop()
    shutil.rmtree(place)


@pytest.fixture
def machine(module_machine: Installed) -> Installed:
    """Whole at the start of each test, with what it needs and no more."""
    changed(module_machine.setup(*PARTS))
    return module_machine


def column(machine: Installed, name: str) -> dict[str, Any]:
    """The properties of a column in the list of violations, as Grafana was given them: by the name that people see."""
    board = json.loads((machine.layout.config("grafana") / "dashboards" / "violations.json").read_text("utf-8"))
    (panel,) = [one for one in board["panels"] if one["title"] == "Latest violations"]
    (found,) = [one for one in panel["fieldConfig"]["overrides"] if one["matcher"]["options"] == name]
    return {one["id"]: one["value"] for one in found["properties"]}


def link(machine: Installed, name: str, raw: str) -> str:
    """Where a cell leads to; what its text is turned into has been looked at, too."""
    properties = column(machine, name)
    (mapping,) = properties["mappings"]
    assert re.fullmatch(mapping["options"]["pattern"].strip("/"), raw)
    (found,) = properties["links"]
    return str(found["url"].replace("${__value.raw}", raw))


def get(url: str) -> httpx.Response:
    return httpx.get(url, trust_env=False, timeout=20.0)


def picture(machine: Installed, key: str | None = None) -> tuple[Path, str]:
    """A file of evidence, and its link."""
    path = paths.state_dir() / FOLDER / f"{'ab' * 16}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xd8 a picture")
    return path, link(machine, "Picture", sealed([path.name], key or machine.secret(evidence.KEY))["picture"])


def test_a_violation_that_the_engine_saw_is_opened_by_the_link_in_grafana(machine: Installed) -> None:
    camera = {"id": "c", "source": "simulator:crossroads?seed=2", "scene": scene().model_dump()}
    settings = profile.with_profile(
        Settings.model_validate({"detector": {"model": "ground-truth"}, "cameras": [camera]})
    )
    engine = Engine(settings, duration=27.0)
    engine.start()
    engine.wait()
    engine.stop(120.0)
    assert engine.report()["sinks"]["influx"]["backlog"] == 0
    points = [parse(line) for line in machine.stored().splitlines() if line.startswith("violations,")]
    assert points
    for point in points:
        for field, name in (("picture", "Picture"), ("clip", "Clip")):
            answer = get(link(machine, name, str(point.fields[field])))
            (file,) = [one for one in str(point.fields["evidence"]).split(",") if one.endswith(_ending(field))]
            assert answer.content == (paths.state_dir() / FOLDER / file).read_bytes()
            assert answer.headers["Content-Type"] == {"picture": "image/jpeg", "clip": "video/webm"}[field]
    published = b"".join(row for (row,) in _journal(paths.state_dir() / "journal.sqlite"))
    assert str(points[0].fields["event"]).encode() in published
    assert str(points[0].fields["picture"]).encode() not in published  # keys go to the database alone


def _ending(field: str) -> str:
    return {"picture": ".jpg", "clip": ".webm"}[field]


def _journal(path: Path) -> list[tuple[bytes]]:
    import sqlite3  # noqa: PLC0415 - one test looks into it

    return sqlite3.connect(path).execute("select body from events").fetchall()


def test_it_is_found_by_setup_status_and_doctor_and_a_second_run_changes_nothing(machine: Installed) -> None:
    assert changed(machine.setup(*PARTS)) == {}
    assert {one.name: one.ok for one in machine.context().backend.statuses()} == dict.fromkeys(PARTS, True)
    assert profile.services_beside()["evidence"].health.state == "running"
    checks = {check.name: check.state for check in diagnose(machine.context()).checks}
    assert checks["evidence"] == "ok"
    assert listening([machine.pid("evidence")]) == {("127.0.0.1", machine.ports["evidence"])}


def test_a_killed_service_is_started_again_by_itself(machine: Installed) -> None:
    path, url = picture(machine)
    before = psutil.Process(machine.pid("evidence"))
    before.kill()
    before.wait(20)
    assert changed(machine.setup(*PARTS)).keys() <= {"evidence : service evidence"}
    assert get(url).content == path.read_bytes()


def test_a_key_that_was_lost_or_seen_is_made_anew_and_ends_all_links_before_it(machine: Installed) -> None:
    path, url = picture(machine)
    key = machine.layout.secrets / evidence.KEY
    key.chmod(0o644)
    assert changed(machine.setup(*PARTS)) == {"evidence : secret evidence-links": "readable by other users"}
    assert get(url).status_code == 200
    key.unlink()
    found = changed(machine.setup(*PARTS))
    assert found["evidence : secret evidence-links"] == "missing"
    assert "evidence : service evidence" in found  # it has read the one before
    assert (get(url).status_code, get(picture(machine)[1]).content) == (404, path.read_bytes())


def test_another_port_moves_the_service_and_the_links(machine: Installed) -> None:
    before, machine.ports["evidence"] = machine.ports["evidence"], free_port()
    found = changed(machine.setup(*PARTS))
    assert {"evidence : service evidence", "grafana : file violations.json"} <= found.keys()
    assert changed(machine.setup(*PARTS)) == {}
    path, url = picture(machine)
    assert url.startswith(f"http://127.0.0.1:{machine.ports['evidence']}/")
    assert get(url).content == path.read_bytes()
    with pytest.raises(httpx.ConnectError):
        get(f"http://127.0.0.1:{before}/health")


def test_a_port_that_is_taken_is_told_with_one_that_is_free(
    machine: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        taken = int(held.getsockname()[1])
        monkeypatch.setitem(machine.ports, "evidence", taken)
        found = failed(machine.setup("evidence"))
    assert f"port {taken} is in use by" in found.reason
    assert found.options[1].startswith("evidence=")


def test_the_log_and_the_arguments_hold_no_link_and_no_key(machine: Installed) -> None:
    _, url = picture(machine)
    assert get(url).status_code == 200
    words = " ".join(psutil.Process(machine.pid("evidence")).cmdline())
    logs = "".join(path.read_text() for path in machine.layout.logs.glob("evidence*"))
    for secret in (machine.secret(evidence.KEY), url.rpartition("/")[2]):
        assert secret not in words + logs


def test_a_dashboard_has_no_links_where_nobody_would_open_them(machine: Installed) -> None:
    machine.context().backend.remove("evidence")
    changed(machine.setup("influxdb", "grafana"))
    assert column(machine, "Picture").keys() == {"mappings"}
    assert "evidence_key_file" not in machine.layout.profile.read_text()
    assert "grafana : file violations.json" in changed(machine.setup(*PARTS))
    assert column(machine, "Picture").keys() == {"links", "mappings"}


def test_an_engine_without_the_key_says_so_before_it_begins(machine: Installed) -> None:
    camera = {"id": "c", "source": "simulator:crossroads?seed=2"}
    settings = profile.with_profile(
        Settings.model_validate({"detector": {"model": "ground-truth"}, "cameras": [camera]})
    )
    (machine.layout.secrets / evidence.KEY).unlink()
    with pytest.raises(UserError, match="cannot read the key of links to evidence"):
        Engine(settings).start()


def test_uninstall_takes_the_service_away_and_leaves_the_pictures(machine: Installed) -> None:
    path, _ = picture(machine)
    pid = machine.pid("evidence")
    changed(uninstall(machine.context(), purge=True))
    assert not psutil.pid_exists(pid)
    assert path.exists()
