"""Dialogs that Qt draws itself have the colours of the theme, and the language spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMetaObject, QUrl
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickWindow
from settings_desk import items

from qml_app import dialogs
from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtQml import QQmlEngine
    from pytestqt.qtbot import QtBot


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


DIALOG = """
import QtQuick
import QtQuick.Dialogs
import SmartIntersection.Controls
Window {
    property alias dialog: question.dialog
    visible: true
    function ask() { question.open(); }
    AskFile {
        id: question
        FileDialog { title: "the dialog"; fileMode: FileDialog.SaveFile; options: FileDialog.DontUseNativeDialog }
    }
}"""
ASKED = {"en": {"File name", "Save", "Cancel", "Pictures"}, "de": {"Dateiname", "Speichern", "Abbrechen", "Bilder"}}


def _said() -> set[str]:
    """What the dialogs say that are open."""
    windows = [one for one in QGuiApplication.topLevelWindows() if one.title() == "the dialog" and one.isVisible()]
    roots = [one.contentItem() for one in windows if isinstance(one, QQuickWindow)]
    return {str(one.property("text")) for root in roots for one in items(root)}


def test_a_dialog_that_qt_draws_speaks_the_language_of_the_moment(
    engine: QQmlEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    before, preferences = QLocale(), Preferences(tmp_path / "p.json", {"language": "en"})
    translator, component = Translator(engine, preferences), QQmlComponent(engine)
    component.setData(DIALOG.encode(), QUrl())
    window, folder = component.create(), QUrl.fromLocalFile(str(tmp_path))
    assert isinstance(window, QQuickWindow), component.errorString()
    try:
        for position, language in enumerate(("en", "de", "en")):
            translator.speak(language)
            QMetaObject.invokeMethod(window, "ask")
            qtbot.waitUntil(lambda wanted=ASKED[language]: wanted <= _said(), timeout=60_000)
            dialog = window.property("dialog")
            assert (dialog.property("currentFolder") == folder) is (position > 0)
            dialog.setProperty("currentFolder", folder)
            QMetaObject.invokeMethod(dialog, "close")
    finally:
        window.close()
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
