"""A dashboard as the text of its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def render(board: Mapping[str, Any]) -> str:
    """What stands in its file: text that a person can read and compare."""
    return json.dumps(board, indent=1, ensure_ascii=False) + "\n"
