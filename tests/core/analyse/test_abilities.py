"""What rules cannot do with a scene is said, and nothing is said of scenes in which they can."""

from __future__ import annotations

from typing import Any

import pytest

from core.analyse.abilities import limits
from core.scene import Geometry
from core.settings.models import Camera

SIGNAL = {"id": "n", "kind": "fixed_plan", "phases": [{"state": "red", "seconds": 10}]}
STOP = {"id": "stop", "points": [(100, 200), (500, 200)], "kind": "stop", "signal": "n"}
SQUARE = [(100, 100), (500, 100), (500, 400), (100, 400)]
HEADING = [(300, 100), (300, 400)]
SKY = "speeds are not measured at line 'high': it lies beyond the horizon of the calibration"


def told(scene: dict[str, Any], **rules: Any) -> list[str]:
    camera = Camera.model_validate({"id": "cam", "source": "x", "scene": scene, "rules": rules})
    found = limits(camera, Geometry(camera.scene, 640, 480))
    assert all(" — " in text and " · " not in text for text in found)
    return [text.partition(" — ")[0] for text in found]


def road(metres: float) -> dict[str, Any]:
    """Seen from straight above, so many metres a pixel."""
    corners = ((0, 0), (600, 0), (600, 400), (0, 400))
    return {"calibration": {"points": [{"image": p, "ground": (p[0] * metres, p[1] * metres)} for p in corners]}}


def test_a_scene_in_which_all_rules_work_needs_no_words() -> None:
    lane = {"id": "lane", "kind": "lane", "points": SQUARE, "heading": HEADING}
    scene = {"lines": [STOP], "signals": [SIGNAL], "zones": [lane, {"id": "box", "points": SQUARE}], **road(0.05)}
    assert told(scene, near_miss={"enabled": True}, wrong_way={"min_seconds": 1}, red_light={"grace": 1}) == []


def test_what_is_on_by_default_and_was_not_asked_for_is_not_missed() -> None:
    assert told({}) == told({"lines": [{"id": "a", "points": STOP["points"]}]}) == []


@pytest.mark.parametrize(
    ("scene", "rules", "text"),
    [
        ({}, {"near_miss": {}}, "near misses are not detected without calibration"),
        ({"signals": [SIGNAL]}, {}, "red-light running is not detected: no stop line has a signal"),
        (
            {"lines": [{**STOP, "signal": None}]},
            {"red_light": {}},
            "red-light running is not detected: no stop line has",
        ),
        ({"lines": [{**STOP, "kind": "count"}], "signals": [SIGNAL]}, {}, "line 'stop' has a signal but is not a stop"),
        ({}, {"wrong_way": {}}, "wrong-way driving is not detected: no lane has a direction of travel"),
        (
            {"zones": [{"id": "z", "points": SQUARE, "heading": HEADING}]},
            {},
            "zone 'z' has a direction of travel but is",
        ),
    ],
)
def test_a_rule_that_lacks_what_it_goes_by_says_so_unless_it_is_off(
    scene: dict[str, Any], rules: dict[str, Any], text: str
) -> None:
    (said,) = told(scene, **rules)
    assert said.startswith(text)
    off = {name: {"enabled": False} for name in ("red_light", "wrong_way", "near_miss")}
    assert told(scene, **off) == []


def test_where_a_pixel_covers_too_much_of_the_road_near_misses_and_speeds_are_told() -> None:
    scene = {"lines": [{"id": "a", "points": STOP["points"]}], "zones": [{"id": "box", "points": SQUARE}]}
    assert told({**scene, **road(0.28)}) == []
    assert told({**scene, **road(0.45)}) == [
        "near misses are not detected in zone 'box': a pixel covers 0.5 m of road there",
        "speeds at line 'a' are imprecise: a pixel covers 0.5 m of road there",
    ]
    tilted = [((100, 200), (0, 20)), ((500, 200), (10, 20)), ((640, 480), (8, 5)), ((0, 480), (2, 5))]
    above = [{"id": "high", "points": [(0, 10), (600, 10)]}]
    plane = {"calibration": {"points": [{"image": a, "ground": b} for a, b in tilted]}}
    assert told({"lines": above, **plane}) == [SKY]
