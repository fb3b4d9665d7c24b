"""A configuration is changed in its file and stays the file its owner wrote."""

from __future__ import annotations

import copy
import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.example import EXAMPLE
from core.errors import UserError
from core.settings import examine, parse
from core.settings.rewrite import rewrite
from core.settings.yaml_tree import read_tree


def values(text: str = EXAMPLE) -> dict[str, Any]:
    found: dict[str, Any] = read_tree(text).value
    return found


def changes(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_nothing_changed_leaves_every_byte() -> None:
    assert rewrite(EXAMPLE, values()) == EXAMPLE


def test_one_number_changes_one_line_and_keeps_its_comment() -> None:
    text = "detector: {confidence: 0.25}  # low, it is dark\ncameras:\n  - {id: a, source: 'x.mp4'}\n"
    value = values(text)
    value["detector"]["confidence"] = 0.4
    assert rewrite(text, value) == text.replace("0.25}", "0.4} ")  # the comment stays in its column


def test_a_new_line_of_the_scene_is_one_line_of_the_file() -> None:
    value = values()
    value["cameras"][0]["scene"]["lines"].append({"id": "west", "points": [[1, 2.5], [3, 4]]})
    after = rewrite(EXAMPLE, value)
    assert changes(EXAMPLE, after) == ["+        - {id: west, points: [[1, 2.5], [3, 4]]}"]
    assert parse(after, "x").cameras[0].scene.lines[-1].points == [(1, 2.5), (3, 4)]


def test_the_camera_taken_out_takes_only_its_own_comments_along() -> None:
    text = "cameras:\n  - id: a  # first\n    source: a.mp4\n  - id: b  # second\n    source: b.mp4\n"
    value = values(text)
    del value["cameras"][0]
    assert rewrite(text, value) == "cameras:\n  - id: b  # second\n    source: b.mp4\n"


def test_what_stands_for_two_is_written_out_where_they_differ() -> None:
    first = "  - {id: a, source: a.mp4, rules: &r {red_light: {grace: 1}}}\n"
    text = f"cameras:\n{first}  - {{id: b, source: b.mp4, rules: *r}}\n"
    value = values(text)
    value["cameras"][1]["rules"] = {"red_light": {"grace": 2}}
    after = rewrite(text, value)
    assert [camera.rules.red_light.grace for camera in parse(after, "x").cameras] == [1, 2]


@pytest.mark.parametrize("name", ["on", "12:30", "0x1f", "1e3", "null", "2020-01-01", "a: b", "- x", "#1", "ä", "~"])
def test_text_stays_text(name: str) -> None:
    value = values()
    value["cameras"][0]["id"] = name
    assert read_tree(rewrite(EXAMPLE, value)).value == value


SCALARS = st.one_of(st.booleans(), st.integers(-9999, 9999), st.floats(-1e6, 1e6), st.text(max_size=12))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=4),
)


@given(st.dictionaries(st.text(min_size=1, max_size=6), VALUES, min_size=1, max_size=4))
def test_whatever_is_written_is_what_is_read_or_nothing_is_written(value: dict[str, Any]) -> None:
    try:
        after = rewrite(EXAMPLE, value)
    except UserError:
        return
    assert read_tree(after).value == value


def test_mistakes_of_a_draft_are_told_by_their_keys() -> None:
    value = copy.deepcopy(values())
    value["detector"]["confidence"] = "much"
    value["cameras"][0]["scene"]["lines"][0]["signal"] = "north"
    settings, problems = examine(value)
    assert settings is None
    keys = {problem.key for problem in problems}
    assert keys >= {"detector.confidence"}
    value["detector"]["confidence"] = 0.3
    settings, problems = examine(value)
    assert [problem.key for problem in problems] == ["cameras[0].scene.lines[0].signal"]
    assert "which is not defined" in problems[0].what
    del value["cameras"][0]["scene"]["lines"][0]["signal"]
    settings, problems = examine(value)
    assert settings == parse(rewrite(EXAMPLE, value), "x")
    assert problems == []
