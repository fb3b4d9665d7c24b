"""What the header says of the engine is whole in the narrowest window, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app import application  # noqa: F401 -- registers the types
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from pathlib import Path

SILENT = b"""
import SmartIntersection.Controls
import SmartIntersection.Theme

StatusPill {
    readonly property int room: Theme.stateLeast

    level: "busy"
    text: Wording.engine("stalled", 3540, "")
}
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "de"])
def test_that_the_engine_does_not_respond_has_room_for_its_last_word(language: str, tmp_path: Path) -> None:
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": language}), QQmlEngine(), QLocale()
    engine.addImportPath(str(QML))
    translator = Translator(engine, preferences)
    component = QQmlComponent(engine)
    component.setData(SILENT, QUrl())
    pill: Any = component.create()
    try:
        assert "59\u202fmin" in pill.property("text")
        assert pill.property("implicitWidth") <= pill.property("room")
    finally:
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
        del pill, component
