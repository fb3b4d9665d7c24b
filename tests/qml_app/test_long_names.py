"""Names of 40 letters are read whole beside the charts: what tells two cameras apart may stand at either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from settings_desk import items

from qml_app.environment import QML

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CAMERA = "junction-main-street-and-5th-avenue-north"
LINE = "eastbound-carriageway-towards-ring-roads"
NAMES = (CAMERA, LINE)
LISTS = {
    "LineTotals": 'kind: "stop"; forward: 12345; backward: 7',
    "LineSpeeds": "count: 1234; p50: 48.1; p85: 61.2",
}
WINDOW = """
import QtQuick
import SmartIntersection.Traffic

Window {{
    width: 290; height: 600; visible: true

    {control} {{
        anchors.fill: parent
        manyCameras: true
        lines: ListModel {{ ListElement {{ camera: "{camera}"; line: "{line}"; {values} }} }}
    }}
}}
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("control", LISTS)
def test_a_long_name_is_wrapped_and_not_cut(control: str, qtbot: QtBot) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    text = WINDOW.format(control=control, camera=CAMERA, line=LINE, values=LISTS[control].replace("; ", ";\n"))
    component.setData(text.encode(), QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()

    def whole() -> bool:
        texts = [one for one in items(window.contentItem()) if any(name in str(one.property("text")) for name in NAMES)]
        shown = " ".join(str(one.property("text")) for one in texts)
        return all(name in shown for name in NAMES) and not any(one.property("truncated") for one in texts)

    qtbot.waitUntil(whole, timeout=60_000)
    window.close()


EMPTY = """
import QtQuick
import SmartIntersection.Controls

Window {
    width: 900; height: 400; visible: true

    Placeholder {
        glyph: Glyphs.back
        title: "Keine Geschwindigkeiten in diesem Zeitraum"
    }
}
"""


@pytest.mark.usefixtures("qapp")
def test_no_word_of_a_title_stands_alone_on_a_line_where_there_is_room() -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    component.setData(EMPTY.encode(), QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    (title,) = [one for one in items(window.contentItem()) if str(one.property("text")).startswith("Keine")]
    assert title.property("lineCount") == 1
    window.close()


COUNTS = """
import QtQuick
import SmartIntersection.Live

Window {{
    width: 256; height: 600; visible: true

    LineCounts {{
        width: 256
        camera: "cam-1"; first: true; name: "{name}"; forward: 123; backward: 56; manyCameras: false; detail: 1
        kinds: [{{ kind: "car", forward: 123, backward: 56 }}]
    }}
}}
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["eastbound carriageway", LINE])
def test_no_row_of_a_line_holds_nothing_but_its_totals(name: str, qtbot: QtBot) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    component.setData(COUNTS.format(name=name).encode(), QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()

    def beside() -> bool:
        shown = [one for one in items(window.contentItem()) if one.property("text")]
        there = {str(one.property("text")): one.mapRectToScene(one.boundingRect()) for one in shown}
        total = there.pop("123")
        return any(
            text == name or "Car" in text for text, at in there.items() if at.top() < total.center().y() < at.bottom()
        )

    qtbot.waitUntil(beside, timeout=60_000)
    window.close()
