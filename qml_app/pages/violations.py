"""Violations and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.words import Words
from qml_app.pages.kind import PageKind

if TYPE_CHECKING:
    from qml_app.pages.kind import Parts
    from qml_app.violations import Violations


def _build(parts: Parts) -> Violations:
    from qml_app.violations import Violations  # noqa: PLC0415 -- loads Qt

    return Violations(parts.state, parts.runtime)


KIND: Final = PageKind(
    name="violations",
    title=Words("Violations", "Verstöße"),
    glyph="warning",
    file="ViolationsTab.qml",
    build=_build,
    order=3,
)
