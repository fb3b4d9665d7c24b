"""The traffic page of a machine whose profile has a database: what all engines counted, or why it cannot be said."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
import recorded
from influxd_here import influxd, settled
from ports import free_port
from PySide6.QtCore import QUrl

from core.settings.models import Settings
from core.telemetry import Telemetry
from qml_app.history import Places
from qml_app.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from conftest import Look
    from influxd_here import Place
    from pytestqt.qtbot import QtBot

    Open = Callable[[], Traffic]

PATIENCE = 60_000
LINES = {"north": 3, "south": 1}  # who crosses in `rush`


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Place]:
    with influxd(tmp_path / "influxd") as place:
        yield place


@pytest.fixture
def page(state_dir: Path, runtime: Path) -> Iterator[Open]:
    opened: list[Traffic] = []

    def start() -> Traffic:
        opened.append(Traffic(state_dir, Places(state_dir, runtime)))
        opened[-1].active = True
        return opened[-1]

    yield start
    for one in opened:
        one.stop()


def profile(state_dir: Path, influx: dict[str, Any], app: dict[str, Any] | None = None) -> None:
    """As setup leaves it."""
    state_dir.mkdir(parents=True, exist_ok=True)
    tree = {"telemetry": {"profile": "local", "influx": influx}, "app": {"influx": app} if app else {}}
    (state_dir / "profile.yaml").write_text(json.dumps(tree))


def installed(state_dir: Path, place: Place) -> None:
    """With a token for the engine and another one for the app."""
    profile(state_dir, place.options(place.writer), place.options(place.reader))


def rush(start: float, site: str = "s") -> list[Any]:
    """Two and a half minutes of one camera, with something for each view."""
    events = [
        *recorded.watching(start - 30, start + 150),
        *(recorded.crossing(start + step, step) for step in range(3)),
        recorded.crossing(start + 20, 9, line="south", kind="bus", kmh=40.0).model_copy(update={"speed_error_kmh": 1}),
        recorded.movement(start + 30, 1, "north", "west"),
        recorded.filling(start + 40, "box", mean=1.0, queue=2, share=0.5),
    ]
    return [event.model_copy(update={"site": site, "id": f"{event.id[:-1]}{len(site)}"}) for event in events]


def by_line(traffic: Traffic) -> dict[str, int]:
    """Who crossed each line; lines of no kind are added to nothing, and the bars are of the first."""
    return {row[0]: row[4] + row[5] for row in traffic.lines.rows if row[2]}


def elsewhere(folder: Path, place: Place, events: Sequence[Any]) -> None:
    """An engine with a journal of its own writes to the database."""
    options = {"profile": "remote", "influx": place.options(place.writer)}
    camera = {"id": "cam-1", "source": "simulator:crossroads"}
    one = Telemetry(Settings.model_validate({"cameras": [camera], "telemetry": options}), folder)
    one.start()
    one.emit(events)
    settled(one, len(events))
    one.close()


@pytest.mark.usefixtures("qapp")
def test_a_machine_without_a_journal_shows_what_others_counted(
    page: Open, server: Place, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    installed(state_dir, server)
    elsewhere(tmp_path / "there", server, rush(time.time() - 600))
    traffic = page()
    views = (traffic, traffic.turning, traffic.speeds, traffic.zones)
    for view in views:
        view.active = True
    qtbot.waitUntil(lambda: all(view.status == "ready" for view in views), timeout=PATIENCE)
    assert (traffic.total, by_line(traffic)) == (3, {f"cam-1/{line}": count for line, count in LINES.items()})
    assert (traffic.turning.total, traffic.speeds.total, len(traffic.zones.rows.rows)) == (1, 1, 1)
    assert {view.problem for view in views} == {""}
    assert {view.database for view in views} == {f"traffic · {server.url}"}
    target = tmp_path / "speeds.csv"
    traffic.speeds.exporter.save(QUrl.fromLocalFile(str(target)))
    qtbot.waitUntil(lambda: traffic.speeds.exporter.rows == 1, timeout=PATIENCE)
    assert target.read_text("utf-8-sig").splitlines()[1].endswith("s,cam-1,south,forward,bus,40.0,1.0")


@pytest.mark.usefixtures("qapp")
def test_cameras_of_the_same_name_are_told_apart_by_their_sites(
    page: Open, server: Place, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    installed(state_dir, server)
    for site in ("here", "there far"):
        elsewhere(tmp_path / site, server, rush(time.time() - 600, site))
    traffic = page()
    qtbot.waitUntil(lambda: traffic.status == "ready", timeout=PATIENCE)
    both = {f"{site} · cam-1/{line}": count for site in ("here", "there far") for line, count in LINES.items()}
    assert (traffic.total, by_line(traffic)) == (3, both)


@pytest.mark.usefixtures("qapp")
def test_a_token_that_may_only_write_is_told_and_nothing_is_shown(
    page: Open, server: Place, state_dir: Path, qtbot: QtBot
) -> None:
    profile(state_dir, server.options(server.writer))
    traffic = page()
    qtbot.waitUntil(lambda: traffic.status == "away", timeout=PATIENCE)
    assert "set telemetry.influx.read_token_file" in traffic.problem
    assert (traffic.table, traffic.database) == (None, "")
    profile(state_dir, server.options(server.writer, read_token_file=str(server.reader)))
    qtbot.waitUntil(lambda: traffic.status == "empty", timeout=PATIENCE)
    assert traffic.problem == ""


@pytest.mark.usefixtures("qapp")
def test_while_the_database_is_away_the_journal_of_this_machine_stands_in_and_says_so(
    page: Open, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    profile(state_dir, {"url": (url := f"http://127.0.0.1:{free_port()}")})
    recorded.write(state_dir, rush(time.time() - 600))
    traffic = page()
    qtbot.waitUntil(lambda: traffic.status == "ready", timeout=PATIENCE)
    assert (by_line(traffic), traffic.database) == ({f"cam-1/{line}": count for line, count in LINES.items()}, "")
    assert f"InfluxDB at {url} does not respond" in traffic.problem
    target = tmp_path / "counts.csv"
    traffic.exporter.save(QUrl.fromLocalFile(str(target)))
    qtbot.waitUntil(lambda: traffic.exporter.rows > 0, timeout=PATIENCE)  # what is shown


@pytest.mark.usefixtures("qapp")
def test_a_configuration_with_a_mistake_is_told_beside_the_journal(
    runtime: Path, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    recorded.write(state_dir, rush(time.time() - 600))
    (config := tmp_path / "c.yaml").write_text("cameras: [\n")
    traffic = Traffic(state_dir, Places(state_dir, runtime, config))
    traffic.active = True
    qtbot.waitUntil(lambda: traffic.status == "ready", timeout=PATIENCE)
    assert "c.yaml" in traffic.problem
    config.write_text("telemetry: {profile: embedded}\n")
    qtbot.waitUntil(lambda: traffic.problem == "", timeout=PATIENCE)
    traffic.stop()


def test_the_page_names_the_database(look: Look, server: Place, state_dir: Path, tmp_path: Path) -> None:
    installed(state_dir, server)
    elsewhere(tmp_path / "there", server, rush(time.time() // 60 * 60 - 180))
    where = f"Database: traffic · {server.url}"
    seen = look("traffic-database", where, action="press Ctrl+2;see south", theme="light")
    assert {"north", "south", "north · 3"} <= set(seen.texts)


def test_the_page_says_why_it_shows_the_journal(look: Look, server: Place, state_dir: Path) -> None:
    profile(state_dir, server.options(server.writer))
    recorded.write(state_dir, rush(time.time() - 600))
    seen = look("traffic-instead", "north · 3", action="press Ctrl+2;see Showing local recordings only")
    assert {"north", "south"} <= set(seen.texts)


def test_the_page_says_why_it_shows_nothing(look: Look, state_dir: Path) -> None:
    profile(state_dir, {"url": f"http://127.0.0.1:{free_port()}"})
    title = "Die Datenbank kann nicht gelesen werden"
    seen = look("traffic-away", title, action="press Ctrl+2", language="de")
    assert any("antwortet nicht" in text for text in seen.texts)
