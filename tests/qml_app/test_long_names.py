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
