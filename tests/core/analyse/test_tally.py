"""A camera that is begun again counts on where it has ended."""

from __future__ import annotations

from typing import Any

import pytest

from core.analyse import Analyser
from core.settings.models import Camera

LINE = {"id": "in", "points": [[0, 50], [100, 50]]}


def analyser(**line: Any) -> Analyser:
    camera = Camera.model_validate({"id": "cam", "source": "rtsp://h/x", "scene": {"lines": [LINE | line]}})
    return Analyser("site", camera, 1.0, "test")


@pytest.mark.parametrize(("line", "counted"), [({}, 2), ({"points": [[0, 60], [100, 60]]}, 1)])
def test_counts_go_on_in_the_same_scene_and_begin_at_zero_in_another(line: dict[str, Any], counted: int) -> None:
    before, after = analyser(), analyser(**line)
    before.tally.begin(100.0)
    before.tally.crossed("in", "forward", "car")
    after.go_on_from(before)
    after.tally.begin(200.0)
    after.tally.crossed("in", "forward", "car")
    assert after.counts()["in"]["forward"]["total"] == counted
    assert after.since()["in"] == f"1970-01-01T00:0{'1:40' if counted > 1 else '3:20'}+00:00"
    assert before.counts()["in"]["forward"]["total"] == 1
