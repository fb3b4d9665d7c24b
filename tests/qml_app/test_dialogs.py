"""Dialogs that Qt draws itself have the colours of the theme, and the language spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMetaObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickWindow
from settings_desk import items

from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtQml import QQmlEngine
    from pytestqt.qtbot import QtBot


DIALOG = """
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import SmartIntersection.Controls
import SmartIntersection.Theme
ApplicationWindow {
    palette: WindowPalette {}
    property string theme
    onThemeChanged: Theme.name = theme
    property alias dialog: question.dialog
    visible: true
    function ask() { question.open(); }
    AskFile {
        id: question
        FileDialog { title: "the dialog"; fileMode: FileDialog.SaveFile; options: FileDialog.DontUseNativeDialog }
    }
}"""
ASKED = {"en": {"File name", "Save", "Cancel", "Pictures"}, "de": {"Dateiname", "Speichern", "Abbrechen", "Bilder"}}


def _open() -> list[QQuickWindow]:
    """The dialogs that are open."""
    windows = [one for one in QGuiApplication.topLevelWindows() if one.title() == "the dialog" and one.isVisible()]
    return [one for one in windows if isinstance(one, QQuickWindow)]


def _said() -> set[str]:
    """What they say."""
    return {str(one.property("text")) for window in _open() for one in items(window.contentItem())}


def _dark() -> list[bool]:
    """Whether they are, at their edge and in their middle."""
    pictures = [window.grabWindow() for window in _open()]
    places = [(one, at) for one in pictures for at in ((5, 5), (one.width() // 2, one.height() // 2))]
    return [one.pixelColor(*at).lightness() < 128 for one, at in places if not one.isNull()]


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


def test_a_dialog_that_qt_draws_has_the_colours_of_the_theme(engine: QQmlEngine, qtbot: QtBot) -> None:
    component = QQmlComponent(engine)
    component.setData(DIALOG.encode(), QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    try:
        QMetaObject.invokeMethod(window, "ask")
        for theme, expected in (("dark", [True, True]), ("light", [False, False])):
            window.setProperty("theme", theme)
            qtbot.waitUntil(lambda expected=expected: _dark() == expected, timeout=60_000)
    finally:
        window.close()
