"""Several things that are worth saying of one camera, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Between two of them; each may have a remedy behind a dash.
BETWEEN: Final = " · "


def together(notices: Iterable[str | None]) -> str | None:
    """All that there are, each once, in their order; None if there are none."""
    return BETWEEN.join(dict.fromkeys(text for text in notices if text)) or None
