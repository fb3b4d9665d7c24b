"""Icons end where what they are in ends, whatever draws the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem, QQuickView

from qml_app import application  # noqa: F401 -- registers the types
from qml_app.environment import QML

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
SIDE = 120
PAGE = """
import QtQuick
import SmartIntersection.Controls
Rectangle {
    width: 120; height: 120; color: "white"
    ScrollArea {
        objectName: "area"; label: "list"; y: 40; width: 120; height: 40; contentHeight: 300
        Glyph { objectName: "icon"; path: Glyphs.bell; color: "#d00000"; size: 24; y: 8 }
    }
}
"""
NEW = """
import QtQuick
import SmartIntersection.Controls
Rectangle {
    id: root
    property bool shown: false
    width: 120; height: 120; color: "white"
    Loader { active: root.shown; sourceComponent: Glyph { path: "M2 8h12"; color: "#d00000"; size: 64; prompt: true } }
}
"""


def inked(window: QQuickView) -> set[int]:
    """The rows of the window in which something red is drawn."""
    picture = window.grabWindow()
    scale = picture.height() // SIDE
    drawn = QColor("#d00000").rgb()
    return {
        y // scale for y in range(picture.height()) if any(picture.pixel(x, y) == drawn for x in range(picture.width()))
    }


def test_an_icon_that_was_scrolled_away_is_not_drawn_over_what_is_beside(qtbot: QtBot, tmp_path: Path) -> None:
    page, window = tmp_path / "page.qml", QQuickView()
    page.write_text(PAGE)
    window.engine().addImportPath(str(QML))
    window.setSource(QUrl.fromLocalFile(str(page)))
    window.show()
    qtbot.waitUntil(lambda: bool(inked(window)), timeout=PATIENCE)
    assert inked(window) <= set(range(40, 80))
    area = window.rootObject().findChild(QQuickItem, "area")
    area.setProperty("contentY", 36)
    assert inked(window) == set()
    area.setProperty("contentY", 0)
    assert inked(window)
    window.hide()
    window.setSource("")
    window.deleteLater()


def test_an_icon_that_becomes_another_is_not_seen_as_what_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    page, window = tmp_path / "page.qml", QQuickView()
    page.write_text(PAGE)
    window.engine().addImportPath(str(QML))
    window.setSource(QUrl.fromLocalFile(str(page)))
    window.show()
    qtbot.waitUntil(lambda: bool(inked(window)), timeout=PATIENCE)
    bell = inked(window)
    icon = window.rootObject().findChild(QQuickItem, "icon")
    icon.setProperty("path", "M4 12h16")
    assert inked(window) < bell
    qtbot.waitUntil(lambda: 0 < len(inked(window)) < len(bell), timeout=PATIENCE)
    window.hide()
    window.setSource("")
    window.deleteLater()


def test_the_icon_of_a_new_notice_is_there_from_the_first_picture(qtbot: QtBot, tmp_path: Path) -> None:
    page, window = tmp_path / "page.qml", QQuickView()
    page.write_text(NEW)
    window.engine().addImportPath(str(QML))
    window.setSource(QUrl.fromLocalFile(str(page)))
    window.show()
    qtbot.waitUntil(window.isExposed, timeout=PATIENCE)
    assert inked(window) == set()
    window.rootObject().setProperty("shown", 1)
    assert inked(window)
    window.hide()
    window.setSource("")
    window.deleteLater()
