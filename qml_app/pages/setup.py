"""Installing and upgrading services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.words import Words
from qml_app.pages.kind import PageKind

if TYPE_CHECKING:
    from qml_app.pages.kind import Parts
    from qml_app.setup import Setup


def _build(parts: Parts) -> Setup:
    from qml_app.setup import Setup  # noqa: PLC0415 -- loads Qt

    return Setup(parts.runtime, parts.prefix)


KIND: Final = PageKind(
    name="setup", title=Words("Setup", "Einrichtung"), glyph="setup", file="SetupTab.qml", build=_build, order=5
)
