"""The picture of the junction: the scene of the configuration that runs, with volumes where they are counted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from vocabulary import interpolated, problems

from bootstrap import choose, effective
from bootstrap.effective import Effective
from bootstrap.grafana.board_file import with_pictures
from bootstrap.grafana.dashboards import overview
from bootstrap.grafana.dashboards.junction import TITLE
from bootstrap.grafana.dashboards.text import render
from bootstrap.grafana.drawing import drawing
from bootstrap.grafana.redrawn import redraw
from bootstrap.grafana.views import View, views
from bootstrap.grafana.wording import spoken
from bootstrap.layout import Layout
from core import paths
from core.settings.scene import Line, Scene, Zone
from core.simulator.view import scene

_SQUARE = [(0.1, 0.1), (0.4, 0.1), (0.4, 0.4), (0.1, 0.4)]
_TEXT = render(spoken(overview.board(), "en"))
_VOLUMES = spoken(TITLE, "en")


def _view(camera: str = "cam-1", seen: Scene | None = None) -> View:
    drawn = drawing(seen or scene())
    assert drawn
    return View("here", camera, drawn)


def _pictures(*shown: View) -> list[dict[str, Any]]:
    board = json.loads(with_pictures(_TEXT, shown))
    return [one for one in board["panels"] if one["title"].startswith(_VOLUMES)]


def _shapes(image: str) -> list[ET.Element]:
    head, _, svg = image.partition(",")
    assert head == "data:image/svg+xml;utf8"
    return list(ET.fromstring(unquote(svg)))  # noqa: S314 - our own


def test_the_scene_that_runs_is_drawn_with_a_volume_at_each_stop_line() -> None:
    value = choose.simulator()
    effective.write(paths.runtime_dir(), Effective(choose.written("", value), Path.cwd()))
    (panel,) = _pictures(*views(paths.runtime_dir()))
    fields = [one["config"]["text"]["field"] for one in panel["options"]["root"]["elements"][1::2]]
    assert fields == ["stop-north", "stop-east", "stop-south", "stop-west"]
    shapes = _shapes(panel["options"]["root"]["background"]["image"]["fixed"])
    assert len(shapes) == len(scene().zones) + len(scene().lines)
    query = panel["targets"][0]["query"]
    assert 'r.site == "simulated-intersection" and r.camera == "cam-1"' in query
    assert 'r.line_kind == "stop"' in query


def test_north_is_drawn_above_south_and_everything_lies_inside_the_panel() -> None:
    (panel,) = _pictures(_view())
    places = {one["name"]: one["placement"] for one in panel["options"]["root"]["elements"]}
    assert places["stop-north"]["top"] < places["stop-south"]["top"]
    for place in places.values():
        assert all(0 <= value <= 100 for value in place.values())
        assert place["left"] + place["right"] < 100
        assert place["top"] + place["bottom"] < 100


def test_the_address_of_a_drawing_is_one_that_every_canvas_takes() -> None:
    image = _view().drawing.image
    assert ":/" in image  # Grafana takes anything else for a file of its own
    assert not set('"#<>\\\n') & set(image)  # it stands in url("…") of a style


@pytest.mark.parametrize(
    ("lines", "zones", "kind", "marks"),
    [
        ({"a": "count", "b": "exit"}, {}, "count", ["a"]),
        ({"a": "count", "b": "approach"}, {}, "approach", ["b"]),
        ({"a": "count"}, {"in": "approach"}, "", ["in"]),
        ({"a": "stop"}, {"in": "approach"}, "stop", ["a"]),
    ],
)
def test_each_road_user_is_counted_at_one_place(
    lines: dict[str, Any], zones: dict[str, Any], kind: str, marks: list[str]
) -> None:
    drawn = drawing(
        Scene(
            units="relative",
            lines=[Line(id=name, points=[(0.1, 0.2), (0.5, 0.2)], kind=one) for name, one in lines.items()],
            zones=[Zone(id=name, points=_SQUARE, kind=one) for name, one in zones.items()],
        )
    )
    assert drawn
    assert (drawn.kind, [one.name for one in drawn.marks]) == (kind, marks)


def test_without_anything_to_count_there_is_no_picture() -> None:
    assert drawing(Scene(zones=[Zone(id="j", points=[(0, 0), (9, 0), (9, 9)], kind="junction")])) is None
    assert with_pictures(_TEXT, []) == _TEXT
    assert views(paths.runtime_dir()) == []
    effective.write(paths.runtime_dir(), Effective("cameras: [{id: a, scene: {lines: 5}}, 7]", Path.cwd()))
    assert views(paths.runtime_dir()) == []


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_cameras_share_the_place_of_one(number: int) -> None:
    board = json.loads(_TEXT)
    (place,) = [one["gridPos"] for one in board["panels"] if one["title"] == _VOLUMES]
    shown = _pictures(*(_view(f"cam-{index}") for index in range(number)))
    assert len(shown) == min(number, 4)
    cells = [
        (x, y)
        for at in (one["gridPos"] for one in shown)
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert {x for x, _ in cells} <= set(range(place["x"], place["x"] + place["w"]))
    assert {y for _, y in cells} <= set(range(place["y"], place["y"] + place["h"]))
    numbers = [one["id"] for one in json.loads(with_pictures(_TEXT, [_view()] * number))["panels"]]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("kinds", [("approach", "exit"), ("junction", "lane")])
def test_volumes_ask_for_what_is_written(kinds: tuple[Any, Any]) -> None:
    seen = Scene(
        units="relative",
        lines=[Line(id='say "a"', points=[(0.1, 0.2), (0.5, 0.2)], kind="count")],
        zones=[Zone(id=f"z-{one}", points=_SQUARE, kind=one) for one in kinds],
    )
    (panel,) = _pictures(_view(seen=seen))
    query = interpolated(panel["targets"][0]["query"], {"class": ".*", "raw_days": "30"})
    assert problems(query) == []
    assert re.search(r'_measurement == "(movements|counts)"', query)


def test_the_picture_follows_what_the_engine_runs_on(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert not redraw(layout, paths.runtime_dir())  # no Grafana here
    file = layout.config("grafana") / "dashboards" / "overview.json"
    file.parent.mkdir(parents=True)
    file.write_text(_TEXT, "utf-8")
    assert not redraw(layout, paths.runtime_dir())
    value = choose.simulator()
    for cameras in (1, 2, 1, 0):
        value["cameras"] = [{**value["cameras"][0], "id": f"cam-{number}"} for number in range(cameras)]
        effective.write(paths.runtime_dir(), Effective(choose.written("", value) if cameras else "{}", Path.cwd()))
        assert redraw(layout, paths.runtime_dir())
        assert not redraw(layout, paths.runtime_dir())
        shown = [one for one in json.loads(file.read_text("utf-8"))["panels"] if one["title"].startswith(_VOLUMES)]
        assert len([one for one in shown if one["type"] == "canvas"]) == cameras
        value = choose.simulator()
    assert file.read_text("utf-8") == _TEXT
