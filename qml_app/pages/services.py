"""Services, checks and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.words import Words
from qml_app.pages.kind import PageKind

if TYPE_CHECKING:
    from qml_app.pages.kind import Parts
    from qml_app.services import Services


def _build(parts: Parts) -> Services:
    from qml_app.services import Services  # noqa: PLC0415 -- loads Qt

    return Services(parts.runtime, parts.prefix, parts.control)


KIND: Final = PageKind(
    name="services", title=Words("Services", "Dienste"), glyph="services", file="ServicesTab.qml", build=_build, order=4
)
