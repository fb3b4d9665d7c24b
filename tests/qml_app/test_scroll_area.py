"""An area that scrolls along with the focus begins at its top where there is room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app.environment import QML

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAGE = b"""
import QtQuick
import SmartIntersection.Controls

Window {
    width: 300; height: 300; visible: true
    property real room: 0
    property bool down: false
    readonly property real place: area.contentY
    onDownChanged: (down ? far : near).forceActiveFocus()
    Component.onCompleted: near.forceActiveFocus()

    ScrollArea {
        id: area

        label: "area"; width: 300; height: room; contentHeight: 900

        Item { id: near; y: 70; width: 300; height: 100 }
        Item { id: far; y: 700; width: 300; height: 100 }
    }
}
"""


@pytest.mark.usefixtures("qapp")
def test_what_was_scrolled_to_without_room_is_begun_anew(qtbot: QtBot) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    component.setData(PAGE, QUrl())
    window: Any = component.create()
    assert window is not None, component.errorString()
    window.requestActivate()
    qtbot.waitUntil(window.isActive)  # nothing has the focus in a window that has not got it itself
    seen = []
    for down, heights in ((False, (60, 120, 300)), (True, (300, 400)), (False, (400,))):
        window.setProperty("down", down)
        for height in heights:
            window.setProperty("room", height)
        seen.append(window.property("place"))
    assert seen == [0, 700 + 100 + 12 - 400, 70 - 12]
    window.close()
    del window, component
