"""A dashboard as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bootstrap.grafana.dashboards.junction import with_junction
from bootstrap.grafana.dashboards.text import render
from bootstrap.grafana.site import TAG
from core.evidence.links import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.grafana.views import View


def with_retention(text: str, raw_days: int) -> str:
    """A dashboard's file for an installation that keeps single events for `raw_days`; other dashboards as they are."""
    return _with(text, "raw_days", str(raw_days))


def with_timezone(text: str, name: str) -> str:
    """A dashboard's file with days and times of this zone (IANA's name), whoever looks at it from where."""
    board = json.loads(_with(text, "timezone", name))
    return render({**board, "timezone": name}) if TAG in board.get("tags", ()) else text


def _with(text: str, variable: str, value: str) -> str:
    board = json.loads(text)
    ours = [one for one in (board.get("templating") or {}).get("list") or [] if one.get("name") == variable]
    for one in ours:
        current = {"text": value, "value": value}
        one |= {"query": value, "current": current}
        if "options" in one:
            one["options"] = [{**current, "selected": True}]
    return render(board) if ours else text


def with_pictures(text: str, views: Sequence[View]) -> str:
    """A dashboard's file with the pictures of these cameras' junctions where it has volumes by approach."""
    board = json.loads(text)
    return render(with_junction(board, views)) if TAG in board.get("tags", ()) else text


def with_evidence(text: str, url: str | None) -> str:
    """A dashboard's file whose links to evidence begin with `url`; None takes them out, as nobody would open them."""
    if url or address() not in text:
        return text.replace(address(), url or "")
    board = json.loads(text)
    for panel in (one for top in board["panels"] for one in (top, *top.get("panels", ())) if one["type"] != "row"):
        for override in panel["fieldConfig"]["overrides"]:
            override["properties"] = [one for one in override["properties"] if one["id"] != "links"]
    return render(board)
