"""The tour finds a dialog of a page, opens it, and leaves none open for the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from qml_app import tour_popups

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAGES = b"""
import QtQuick
import QtQuick.Controls.Basic

ApplicationWindow {
    visible: true

    Popup { objectName: "of the window"; popupType: Popup.Item }

    Repeater {
        model: 1

        Loader {
            sourceComponent: Row {
                Popup { objectName: "of a page"; popupType: Popup.Item; parent: Overlay.overlay; modal: true }
            }
        }
    }
}
"""


@pytest.mark.parametrize("name", ["of the window", "of a page"])
@pytest.mark.usefixtures("qapp")
def test_a_dialog_is_found_wherever_it_is_and_closed_again(name: str, qtbot: QtBot) -> None:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(PAGES, QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    assert not tour_popups.begin(window, "of nobody")
    assert tour_popups.shown(window) == []
    assert tour_popups.begin(window, name)
    qtbot.waitUntil(lambda: [one.parent().objectName() for one in tour_popups.shown(window)] == [name], timeout=60_000)
    tour_popups.close(window)
    qtbot.waitUntil(lambda: tour_popups.shown(window) == [], timeout=60_000)
    window.close()
