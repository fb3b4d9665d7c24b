"""Which rules can fire in a scene: no number says that nobody broke a rule that cannot."""

from __future__ import annotations

from typing import Any, Final

import pytest

from core.analyse.analyser import Analyser
from core.rules.registry import able
from core.settings.models import Camera

LINE: Final = [[0, 0], [9, 9]]
SQUARE: Final = [[0, 0], [100, 0], [100, 100], [0, 100]]
SIGNAL: Final = {"id": "s", "kind": "fixed_plan", "phases": [{"state": "red", "seconds": 5}]}
CORNERS: Final = [[0, 0], [640, 0], [640, 360], [0, 360]]
CALIBRATION: Final = {"points": [{"image": point, "ground": [point[0] / 10, point[1] / 10]} for point in CORNERS]}
STOP: Final = {"id": "a", "points": LINE, "kind": "stop", "signal": "s"}
ONE_WAY: Final = {"id": "a", "points": LINE, "allowed": "forward"}
LANE: Final = {"id": "z", "points": SQUARE, "kind": "lane", "heading": LINE}


@pytest.mark.parametrize(
    ("scene", "rules", "expected"),
    [
        ({}, {}, ()),
        ({"lines": [{"id": "a", "points": LINE}], "zones": [{"id": "z", "points": SQUARE}]}, {}, ()),
        ({"lines": [STOP], "signals": [SIGNAL]}, {}, ("red_light",)),
        ({"lines": [STOP], "signals": [SIGNAL]}, {"red_light": {"enabled": False}}, ()),
        ({"lines": [ONE_WAY]}, {}, ("wrong_way",)),
        ({"lines": [ONE_WAY]}, {"wrong_way": {"enabled": False}}, ()),
        ({"zones": [LANE]}, {}, ("wrong_way",)),
        ({"calibration": CALIBRATION}, {}, ("near_miss",)),
        ({"calibration": CALIBRATION}, {"near_miss": {"enabled": False}}, ()),
    ],
)
def test_only_what_the_scene_lets_fire_has_a_number(scene: Any, rules: Any, expected: tuple[str, ...]) -> None:
    camera = Camera.model_validate({"id": "c", "source": "x", "scene": scene, "rules": rules})
    assert able(camera) == expected
    assert Analyser("s", camera, 1.0, "motion").violations() == dict.fromkeys(expected, 0)
