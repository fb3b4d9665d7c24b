"""Links to evidence in the dashboards' files: where they lead, and that there is none where nobody opens them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bootstrap.grafana.board_file import with_evidence
from bootstrap.grafana.dashboards.text import render
from core.evidence.links import address

FOLDER = Path(__file__).parents[3] / "assets" / "grafana" / "dashboards" / "en"
TEXTS = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
ELSEWHERE = "http://127.0.0.1:9999"


def links(text: str) -> list[str]:
    found: list[Any] = [
        one["value"]
        for panel in json.loads(text)["panels"]
        for override in panel["fieldConfig"]["overrides"]
        for one in override["properties"]
        if one["id"] == "links"
    ]
    return [link["url"] for value in found for link in value]


def test_picture_and_clip_open_in_a_window_of_their_own() -> None:
    assert links(TEXTS["violations.json"]) == [f"{address()}/${{__value.raw}}"] * 2
    assert TEXTS["violations.json"].count('"targetBlank": true') == 2


def test_another_port_changes_the_links_and_nothing_else() -> None:
    text = TEXTS["violations.json"]
    moved = with_evidence(text, ELSEWHERE)
    assert links(moved) == [f"{ELSEWHERE}/${{__value.raw}}"] * 2
    assert moved.replace(ELSEWHERE, address()) == text
    assert with_evidence(text, address()) == text


def test_without_a_server_the_links_go_and_nothing_else() -> None:
    board, bare = json.loads(TEXTS["violations.json"]), json.loads(with_evidence(TEXTS["violations.json"], None))
    assert links(render(bare)) == []
    assert address() not in render(bare)
    for panel in board["panels"]:
        for override in panel["fieldConfig"]["overrides"]:
            override["properties"] = [one for one in override["properties"] if one["id"] != "links"]
    assert bare == board


@pytest.mark.parametrize("url", [ELSEWHERE, None])
def test_dashboards_without_such_links_stay_as_they_are(url: str | None) -> None:
    for name, text in TEXTS.items():
        if name != "violations.json":
            assert with_evidence(text, url) == text
