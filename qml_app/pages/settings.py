"""Cameras, scenes and everything else that is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.words import Words
from qml_app.pages.kind import PageKind

if TYPE_CHECKING:
    from qml_app.pages.kind import Parts
    from qml_app.settings_page import Configuration


def _build(parts: Parts) -> Configuration:
    from qml_app.settings_page import Configuration  # noqa: PLC0415 -- loads Qt

    return Configuration(parts.runtime, parts.config, parts.control)


KIND: Final = PageKind(
    name="settings",
    title=Words("Settings", "Einstellungen"),
    glyph="sliders",
    file="SettingsTab.qml",
    build=_build,
    order=6,
)
