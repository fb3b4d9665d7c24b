"""A dashboard as a file."""

from __future__ import annotations

import json
from typing import Any


def render(board: dict[str, Any]) -> str:
    """A dashboard as the text of its file."""
    return json.dumps(board, indent=1, ensure_ascii=False) + "\n"


def with_retention(text: str, raw_days: int) -> str:
    """A dashboard's file for an installation that keeps single events for `raw_days`; other dashboards as they are."""
    board = json.loads(text)
    ours = [one for one in (board.get("templating") or {}).get("list") or [] if one.get("name") == "raw_days"]
    for variable in ours:
        days = str(raw_days)
        variable["query"] = days
        variable["current"] = {"text": days, "value": days}
    return render(board) if ours else text
