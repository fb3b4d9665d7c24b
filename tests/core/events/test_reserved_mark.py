"""What the self-test makes up is called by a name nobody else can have, and no reader takes it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bootstrap.influx.flux import downsample
from core.events import SELFTEST, Crossing, dump, event_id, is_synthetic, utc
from core.journal.journal import Journal
from core.journal.rows import Row
from core.reports.tables import Span, counts
from core.settings import ConfigError, parse
from core.settings.models import Journal as Bounds
from core.telemetry.intake import read

ASSETS = Path(__file__).parents[3] / "assets" / "grafana" / "dashboards" / "en"
TIME = 1_750_000_000.0


def crossing(site: str) -> Crossing:
    values: dict[str, Any] = {"id": event_id(site, "c", "crossing", "1", TIME), "site": site, "camera": "c"}
    more: dict[str, Any] = {"line": "all", "direction": "forward", "track": 1, "class": "car", "confidence": 0.5}
    return Crossing(**values, time=utc(TIME), **more, point=(1, 2))


def test_only_the_self_tests_site_is_synthetic() -> None:
    assert is_synthetic(SELFTEST)
    assert not any(map(is_synthetic, ("site", "", None, "selftest-2")))


@pytest.mark.parametrize("name", [SELFTEST, "SelfTest"])
def test_a_configuration_may_not_use_the_name(name: str) -> None:
    for text in (f"site: {name}\ncameras: [{{id: a, source: a.mp4}}]", f"cameras: [{{id: {name}, source: a.mp4}}]"):
        with pytest.raises(ConfigError, match="'selftest' is reserved for the self-test"):
            parse(text, "c.yaml")


def test_tables_leave_it_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite", Bounds(), ["mqtt"])
    journal.open()
    journal.append([crossing(SELFTEST), crossing("real")])
    assert journal.flush(10)
    journal.close()
    rows = counts(Span(journal.path, TIME - 60, TIME + 60, 900)).rows
    assert [row[2] for row in rows] == ["real"]


def test_ingest_takes_real_events_only() -> None:
    def message(site: str) -> Any:
        return SimpleNamespace(payload=dump(crossing(site)), topic="traffic/detection")

    assert isinstance(read(message("real"), []), Row)
    assert read(message(SELFTEST), []) is None


def test_sums_of_quarter_hours_leave_it_out() -> None:
    script = downsample("t", "b", "o", "15m", "2h")
    assert f'r.site != "{SELFTEST}"' in script.split('yield(name: "sums")')[0]


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.json")), ids=lambda path: path.stem)
def test_every_query_of_every_dashboard_leaves_it_out(path: Path) -> None:
    board = json.loads(path.read_text())
    panels = [one for top in board["panels"] for one in (top, *top.get("panels", ()))]
    queries = [target["query"] for panel in panels for target in panel.get("targets", [])]
    queries += [one["target"]["query"] for one in board["annotations"]["list"]]
    queries += [one["query"] for one in board["templating"]["list"] if one["type"] == "query"]
    reading = [
        query for query in queries if "bucket:" in query
    ]  # one marks the bin that is not over, and reads nothing
    assert len(reading) >= len(panels) - 1
    assert [query for query in reading if f'r.site != "{SELFTEST}"' not in query] == []
