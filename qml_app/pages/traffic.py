"""Counts, turning movements and speeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.words import Words
from qml_app.pages.kind import PageKind

if TYPE_CHECKING:
    from qml_app.pages.kind import Parts
    from qml_app.traffic import Traffic


def _build(parts: Parts) -> Traffic:
    from qml_app.traffic import Traffic  # noqa: PLC0415 -- loads Qt

    return Traffic(parts.state, parts.places)


KIND: Final = PageKind(
    name="traffic", title=Words("Traffic", "Verkehr"), glyph="chart", file="TrafficTab.qml", build=_build, order=2
)
