"""The dashboards are what their builders make, ask only for what is written, and load from Grafana 9.3 on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from vocabulary import panels, problems, queries, written

from bootstrap.grafana.board_file import with_retention, with_timezone
from bootstrap.grafana.dashboards import ALL
from bootstrap.grafana.dashboards.flux import NAMES
from bootstrap.grafana.dashboards.text import render
from bootstrap.grafana.site import DATASOURCE
from bootstrap.grafana.wording import LANGUAGES, spoken
from bootstrap.influx.flux import downsample
from core.reports import flux
from core.reports.counted import CROSSINGS, MOVEMENTS
from core.reports.distributions import AT_LINE, ZONE
from core.reports.span import Span

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "assets" / "grafana" / "dashboards" / "en"
REFERENCE = Path(os.environ.get("SMART_INTERSECTION_REFERENCE", ROOT.parent / "shared" / "reference"))
BOARDS: dict[str, dict[str, Any]] = {path.name: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
QUERIES = {f"{name}: {where}": flux for name, board in BOARDS.items() for where, flux in queries(board).items()}
_SPAN = Span(Path(), 1_777_878_000.5, 9e9, 900)
READ = {
    "sums": flux.aggregated('the "best" ${bucket}', _SPAN, ("counts", "count"), "sum", CROSSINGS.series),
    "means": flux.aggregated("b", _SPAN, ("movements", "seconds"), "mean", MOVEMENTS.series),
    "speeds": flux.speeds("b", _SPAN.start, _SPAN.end, AT_LINE),
    "fillings": flux.fillings("b", _SPAN.start, _SPAN.end, ZONE),
    "watched": flux.watched("b", _SPAN),
    "first signs": flux.edge("b", 0.0, 9e9, "first"),
    "holes": flux.holes("b", -30.0, 9e9, 30.0),
}
# Panels that came with Grafana up to 9.3 and are in 13 still.
KINDS = {"timeseries", "stat", "barchart", "table"}


def test_the_files_are_what_the_builders_make() -> None:
    assert {path.name for path in FOLDER.parent.iterdir()} == set(LANGUAGES)
    for language in LANGUAGES:
        folder = FOLDER.parent / language
        assert {path.name for path in folder.iterdir()} == set(ALL), "run python -m bootstrap.grafana.dashboards"
        for name, board in ALL.items():
            made = (folder / name).read_text("utf-8")
            assert made == render(spoken(board(), language)), f"{name}: run python -m bootstrap.grafana.dashboards"


@pytest.mark.parametrize("where", QUERIES)
def test_every_measurement_tag_and_field_asked_for_is_written(where: str) -> None:
    if "variable" in where:
        (tag,) = re.findall(r'tag: "(\w+)"', QUERIES[where])
        assert [name for name, one in written().items() if tag not in one.tags] == {"camera": ["service_health"]}.get(
            tag, []
        )
    else:
        assert problems(QUERIES[where]) == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ('r._measurement == "count" and r._field == "count"', "nobody writes the measurement count"),
        ('r._measurement == "counts" and r._field == "cout"', "counts has no field cout"),
        ('r._measurement == "counts" and r._field =~ /^(count|speed)$/', "counts has no field speed"),
        ('r._measurement == "performance" and r._field =~ /^memory_/', "no field of performance is asked for"),
        ('r._measurement == "counts" and r._field == "count" and r.approach == "n"', "counts has no tag approach"),
        (
            'r._measurement == "service_health" and r._field == "state" and r.camera == "n"',
            "service_health has no tag camera",
        ),
        ('r._measurement == "performance" and r._field == "detector"', "detector is not in the 15-minute bucket"),
        ('r._measurement == "speeds" and r._field == "speed_kmh"', "speed_kmh is not in the 15-minute bucket"),
        ('r._measurement == "visits" and r._field == "state"', "nobody writes the measurement visits"),
    ],
)
def test_the_check_finds_what_nobody_writes(wrong: str, found: str) -> None:
    script = f"bucket = 1\nfrom(bucket: bucket) |> range(start: -1h) |> filter(fn: (r) => {wrong})"
    assert found in problems(script)


def _parser() -> list[str]:
    node = shutil.which("node") or ""
    command = [node, str(Path(__file__).with_name("flux_parser.cjs"))]
    if not node or subprocess.run(command, input="[]", text=True, capture_output=True, check=False).returncode:
        pytest.skip("no Flux parser: npm install --no-save @influxdata/flux-lsp-node@0.8.40 (or name it in NODE_PATH)")
    return command


def _valid(scripts: list[str]) -> list[bool]:
    done = subprocess.run(_parser(), input=json.dumps(scripts), text=True, capture_output=True, check=True)
    return list(json.loads(done.stdout))


def test_the_queries_are_flux() -> None:
    verdicts = dict(zip(QUERIES, _valid(list(QUERIES.values())), strict=True))
    assert [f"{where}\n{QUERIES[where]}" for where, good in verdicts.items() if not good] == []


def test_the_script_of_15_minute_values_is_flux() -> None:
    assert _valid([downsample("task", "traffic", "org", "15m", "2h")]) == [True]


@pytest.mark.parametrize("script", READ.values(), ids=READ)
def test_what_is_read_for_tables_is_written(script: str) -> None:
    assert problems(script) == []


def test_what_is_read_for_tables_is_flux() -> None:
    assert dict(zip(READ, _valid(list(READ.values())), strict=True)) == dict.fromkeys(READ, True)


def test_the_parser_refuses_what_is_not_flux() -> None:
    good = next(iter(QUERIES.values()))
    unknown = good.replace("range(", "rnge(").replace("tagValues(", "tagValuse(")
    assert _valid([good, good[:-1], unknown, good.replace("v.", "w."), f"{good} |> sum()"])[:3] == [True, False, False]


def test_uids_and_titles_are_unique_and_short_enough() -> None:
    boards = list(BOARDS.values())
    assert len({board["uid"] for board in boards}) == len({board["title"] for board in boards}) == len(boards)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,40}", board["uid"]) for board in boards)
    for board in boards:
        every = [*board["panels"], *(one for top in board["panels"] for one in top.get("panels", ()))]
        assert len({panel["id"] for panel in every}) == len({panel["title"] for panel in every}) == len(every)


@pytest.mark.parametrize("name", BOARDS)
def test_a_dashboard_is_classic_json_that_old_and_new_grafana_load(name: str) -> None:
    board = BOARDS[name]
    assert board["id"] is None
    assert "apiVersion" not in board  # the form of Grafana 13 that file provisioning refuses
    assert board["schemaVersion"] == 37  # of 9.3; migrations of newer ones go upwards only
    assert {panel["type"] for panel in panels(board)} <= KINDS


@pytest.mark.parametrize("name", BOARDS)
def test_every_panel_names_its_unit_its_source_and_what_it_says_when_there_is_nothing(name: str) -> None:
    for panel in panels(BOARDS[name]):
        defaults = panel["fieldConfig"]["defaults"]
        # A table's columns have units of their own, and what it says stands in each empty cell.
        assert (
            defaults["noValue"] in {"-", "0"} if panel["type"] == "table" else defaults["unit"] and defaults["noValue"]
        )
        assert panel["description"]
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {DATASOURCE}


@pytest.mark.parametrize("name", BOARDS)
def test_variables_used_are_there_and_those_there_are_used(name: str) -> None:
    board = BOARDS[name]
    variables = {one["name"] for one in board["templating"]["list"]}
    used = set(re.findall(r"\$\{(\w+)(?::regex)?\}", json.dumps(board)))
    assert used == variables


@pytest.mark.parametrize("name", BOARDS)
def test_panels_do_not_lie_over_each_other(name: str) -> None:
    top = BOARDS[name]["panels"]
    cells = [
        (x, y)
        for at in (panel["gridPos"] for panel in (*top, *(one for row in top for one in row.get("panels", ()))))
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24


@pytest.mark.parametrize("name", BOARDS)
def test_a_dashboard_is_as_grafanas_own_schema_has_it(name: str) -> None:
    schema = REFERENCE / "openapi" / "grafana-foundation-sdk" / "dashboard.jsonschema.json"
    if not schema.is_file():
        pytest.skip(f"no schema at {schema}; set SMART_INTERSECTION_REFERENCE")
    tree = json.loads(schema.read_text("utf-8"))
    # Any value in Grafana's own types; the generated schema says object, which no override by name could be.
    # Links of values are not those of dashboards, which have an icon and tags.
    for holder, key in (("MatcherConfig", "options"), ("DynamicConfigValue", "value"), ("FieldConfig", "links")):
        tree["definitions"][holder]["properties"][key] = {}
    found = jsonschema.Draft7Validator(tree).iter_errors(BOARDS[name])
    assert [f"{error.json_path}: {error.message}" for error in found] == []


def test_the_owners_retention_gets_into_the_choice_of_bucket_and_nothing_else_changes() -> None:
    text = render(BOARDS["overview.json"])
    changed = json.loads(with_retention(text, 7))
    (days,) = [one for one in changed["templating"]["list"] if one["name"] == "raw_days"]
    assert days["query"] == days["current"]["value"] == "7"
    assert with_retention(with_retention(text, 7), 30) == text
    assert with_retention('{"uid": "own"}', 7) == '{"uid": "own"}'


def test_days_begin_at_midnight_of_the_machine_that_was_set_up() -> None:
    text = render(BOARDS["overview.json"])
    board = json.loads(with_timezone(text, "Europe/Berlin"))
    (zone,) = [one for one in board["templating"]["list"] if one["name"] == "timezone"]
    assert zone["query"] == zone["current"]["value"] == board["timezone"] == "Europe/Berlin"
    assert zone["hide"] == 2  # nobody has to know
    assert with_timezone('{"uid": "own"}', "Europe/Berlin") == '{"uid": "own"}'
    assert with_timezone(with_timezone(text, "Europe/Berlin"), "UTC") == text


def test_the_documentation_names_every_panel() -> None:
    text = (ROOT / "docs" / "dashboards.md").read_text("utf-8")
    titles = [panel["title"] for board in BOARDS.values() for panel in panels(board)]
    assert [title for title in titles if title not in text] == []


def links(board: dict[str, Any]) -> list[str]:
    """Addresses that values lead to."""
    return [link["url"] for panel in panels(board) for link in panel["fieldConfig"]["defaults"].get("links", ())]


@pytest.mark.parametrize("name", BOARDS)
def test_links_between_dashboards_lead_to_one_that_is_there_with_variables_it_has(name: str) -> None:
    by_uid = {board["uid"]: board for board in BOARDS.values()}
    for url in links(BOARDS[name]):
        found = re.match(r"/d/([\w-]+)\?", url)
        assert found
        variables = {one["name"] for one in by_uid[found[1]]["templating"]["list"]}
        assert set(re.findall(r"\$\{(\w+):queryparam\}", url)) <= variables
    for panel in panels(BOARDS[name]):
        overrides = {one["matcher"]["options"] for one in panel["fieldConfig"]["overrides"]}
        query = panel["targets"][0]["query"]
        assert [column for column in overrides if column not in query] == []


def test_violations_lead_to_the_list_with_their_evidence() -> None:
    assert [url for url in links(BOARDS["overview.json"]) if url.startswith("/d/si-violations?$__url_time_range")]


@pytest.mark.parametrize("where", [where for where, query in QUERIES.items() if "fn: sum, createEmpty: true" in query])
def test_bars_begin_and_end_with_whole_bins(where: str) -> None:
    assert "range(start: begin" in QUERIES[where]  # not in the middle of one
    board = BOARDS[where.partition(":")[0]]
    (panel,) = [one for one in panels(board) if one["title"] == where.partition(": ")[2]]
    assert panel["fieldConfig"]["defaults"]["custom"]["barWidthFactor"] == 1
    assert "Unfinished bin" in [one["name"] for one in board["annotations"]["list"]]


def test_what_is_added_up_is_of_one_role() -> None:
    """A line of another kind counts the same vehicle once more."""
    for where, query in QUERIES.items():
        adds = '_measurement == "counts"' in query and 'group(columns: ["class"])' in query
        assert not adds or 'r.line_kind == "stop"' in query, where


def test_nothing_is_marked_over_performance() -> None:
    assert BOARDS["performance.json"]["annotations"]["list"] == []


def test_moments_in_tables_have_room() -> None:
    for board in BOARDS.values():
        for panel in (one for one in panels(board) if one["type"] == "table"):
            for column in panel["fieldConfig"]["overrides"]:
                found = {one["id"]: one["value"] for one in column["properties"]}
                assert not str(found.get("unit", "")).startswith("dateTime") or found["custom.width"] >= 160


# Rows of tables: services that the product knows by name; four arms with their crosswalks and the junction itself.
ROWS = {
    "Services: last change": len(NAMES["service"]) - 1,  # no row for their sum
    "Zones: last report": 9,
    "Turning movements": 6,
    "Cameras: last report": 4,
    "Latest violations": 12,
}


def test_tables_have_room_for_their_rows() -> None:
    """In Grafana a unit of height is 38 pixels with the gap of 8; title, head and edges take 76, a row 36."""
    for board in BOARDS.values():
        for panel in (one for one in panels(board) if one["type"] == "table"):
            assert (panel["gridPos"]["h"] * 38 - 8 - 76) // 36 >= ROWS[panel["title"]], panel["title"]


def test_memory_has_its_sum_and_its_budget() -> None:
    (memory,) = [one for one in panels(BOARDS["performance.json"]) if one["title"] == "Memory of services"]
    assert memory["fieldConfig"]["defaults"]["thresholds"]["steps"][-1]["value"] == 300_000_000
    assert 'set(key: "service", value: "sum")' in memory["targets"][0]["query"]


def test_what_shows_many_series_asks_nothing_until_somebody_opens_it() -> None:
    rows = [row for row in BOARDS["overview.json"]["panels"] if row["type"] == "row"]
    assert [row["collapsed"] for row in rows] == [True]
    assert {one["title"] for one in rows[0]["panels"]} >= {"Turning movements over time"}
    for panel in BOARDS["overview.json"]["panels"]:
        if panel["type"] != "row":
            assert not {"direction", "destination"} & set(re.findall(r"labels\.(\w+)", json.dumps(panel)))
