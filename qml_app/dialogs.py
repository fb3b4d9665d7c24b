"""Colours of the file dialogs that Qt draws itself where the desktop has none: those of the window's theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from qml_app.preferences import Preferences

#: A button and what lies behind it, as in Theme/DarkColors.qml and LightColors.qml.
_DARK: Final = "#1d2530", "#141a22"
_LIGHT: Final = "#e4eaf1", "#ffffff"


def follow(app: QGuiApplication, preferences: Preferences) -> None:
    """Give them to the application, now and whenever the theme changes."""
    hints = app.styleHints()

    def paint() -> None:
        chosen = str(preferences.property("theme"))
        system = "light" if hints.colorScheme() is Qt.ColorScheme.Light else "dark"
        button, window = map(QColor, _LIGHT if (system if chosen == "system" else chosen) == "light" else _DARK)
        app.setPalette(QPalette(button, window))

    preferences.changed.connect(paint)
    hints.colorSchemeChanged.connect(paint)
    paint()
