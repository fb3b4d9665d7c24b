"""Dialogs that Qt draws itself have the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from qml_app import dialogs
from qml_app.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication


def test_dialogs_are_as_dark_as_the_window(qapp: QGuiApplication, tmp_path: Path) -> None:
    before, preferences = qapp.palette(), Preferences(tmp_path / "p.json", {"theme": "dark"})
    seen = []
    try:
        dialogs.follow(qapp, preferences)
        for theme in ("dark", "light"):
            preferences.theme = theme
            palette = qapp.palette()
            roles = (QPalette.ColorRole.Base, QPalette.ColorRole.Window, QPalette.ColorRole.Text)
            seen.append([palette.color(role).lightness() > 128 for role in roles])
    finally:
        preferences.stop()
        qapp.setPalette(before)
    assert seen == [[False, False, True], [True, True, False]]
