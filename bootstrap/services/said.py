"""What a service said, without the secrets of its installation: it may repeat whatever it was given."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bootstrap.services import records
from core.scrub import register, scrub

if TYPE_CHECKING:
    from bootstrap.layout import Layout


def said(layout: Layout, name: str, lines: int = 20) -> list[str]:
    """The last lines of its log; none if it cannot be read."""
    found = records.tail(records.log_path(layout, name), lines)
    if found:
        _learn(layout)
    return [scrub(line) for line in found]


def _learn(layout: Layout) -> None:
    """All secrets: this process may have asked for none of them yet, and others make new ones meanwhile."""
    with suppress(OSError):
        for file in layout.secrets.iterdir():
            with suppress(OSError, UnicodeDecodeError):
                if file.is_file():
                    register(file.read_text("utf-8").strip())
