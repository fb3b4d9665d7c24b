"""Calibration in the configuration file: what is wrong is told in one line with its key."""

from __future__ import annotations

import pytest

from core.settings import parse
from core.settings.load import ConfigError

GOOD = "[{image: [0, 0], ground: [0, 0]}, {image: [1, 0], ground: [9, 0]}, {image: [1, 1], ground: [9, 9]}, LAST]"
LAST = "{image: [0, 1], ground: [0, 9]}"


def config(last: str, units: str = "relative") -> str:
    scene = f"{{units: {units}, calibration: {{points: {GOOD.replace('LAST', last)}}}}}"
    return f"cameras:\n  - id: a\n    source: a.mp4\n    scene: {scene}\n"


def test_four_pairs_are_enough() -> None:
    calibration = parse(config(LAST), "site.yaml").cameras[0].scene.calibration
    assert calibration is not None
    assert calibration.points[3].ground == (0, 9)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("", "calibration.points: calibration requires at least 4 reference points; 3 given"),
        (
            "{image: [0.5, 0], ground: [0, 9]}",
            "calibration.points: the image coordinates of all points, or of",
        ),
        (
            "{image: [1, 1], ground: [0, 9]}",
            "points: points[2] and points[3] have the same image",
        ),
        ("{image: [0, 1.5], ground: [0, 9]}", "calibration.points[3].image: a point lies outside the image"),
        ("{image: [0, 1], metres: [0, 9]}", "calibration.points[3].metres: unknown key"),
    ],
)
def test_a_mistake_is_named_with_its_place(last: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(config(last), "site.yaml")
    assert words in str(caught.value)
