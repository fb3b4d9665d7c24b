"""Names come from files and from other machines: a tip shows them as they are, and fetches nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from settings_desk import items

from qml_app.environment import QML

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FOREIGN = "<b>bold</b> <img src='http://127.0.0.1:1/beacon.png'> <font color=red size=7>a name that is long</font>"
USES = {
    "BodyText": f'width: 60; text: "{FOREIGN}"',
    "CaptionText": f'width: 60; text: "{FOREIGN}"',
    "IconButton": f'glyph: Glyphs.sun; text: "{FOREIGN}"',
    "Toast": f'width: 80; level: "ok"; title: "{FOREIGN}"; detail: "{FOREIGN}"',
}


@pytest.mark.parametrize("control", USES)
def test_a_tip_is_plain_text(control: str, engine: QQmlEngine, qtbot: QtBot) -> None:
    component = QQmlComponent(engine)
    text = f"""
        import QtQuick
        import QtQuick.Controls.Basic
        import SmartIntersection.Controls
        ApplicationWindow {{
            width: 400; height: 300; visible: true
            {control} {{ objectName: "it"; x: 50; y: 100; {USES[control]} }}
        }}"""
    component.setData(text.encode(), QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    item = window.findChild(QQuickItem, "it")
    assert item is not None
    qtbot.waitUntil(window.isExposed)

    def tips() -> list[QQuickItem]:
        QTest.mouseMove(window, QPoint(55 + len(found) % 2, 105))
        found.append(1)
        inside = set(items(item)) | {item}
        everything = items(window.contentItem().parentItem() or window.contentItem())
        return [one for one in everything if one not in inside and "<img" in str(one.property("text"))]

    found: list[int] = []
    qtbot.waitUntil(lambda: bool(tips()), timeout=60_000)
    assert all(map(_plain, tips()))
    window.close()


def _plain(text: QQuickItem) -> bool:
    """Whether its format is Text.PlainText."""
    found = QQmlExpression(QQmlEngine.contextForObject(text), text, "textFormat === 0").evaluate()
    return bool(found[0] if isinstance(found, tuple) else found)


def test_no_tip_is_made_in_another_way() -> None:
    others = [
        path.name
        for path in QML.rglob("*.qml")
        if re.search(r"\bToolTip\b", path.read_text("utf-8")) and path.name != "PlainTip.qml"
    ]
    assert others == []


#: Whose text Qt takes for rich text where it looks like that.
LABELLED = r"(?:Text|Label|Button|CheckBox|RadioButton|Switch|Menu|MenuItem|TabButton|ToolButton|\w+Delegate)"
OURS = {"BodyText.qml", "PlainTip.qml"}


def test_every_text_is_plain() -> None:
    """Names of cameras, classes, sites and files, and what servers say, fetch nothing and look like what they are."""
    made = re.compile(rf"^\s*(?:\w+: )?{LABELLED} {{$", re.MULTILINE)
    rich = {}
    for path in QML.rglob("*.qml"):
        text = path.read_text("utf-8")
        assert set(re.findall(r"textFormat: (.*)", text)) <= {"Text.PlainText", "TextEdit.PlainText"}, path.name
        unsaid = made.findall(text)
        if path.name in OURS:
            unsaid = [] if "textFormat: Text.PlainText" in text else unsaid
        elif all(one.strip().endswith("Delegate {") for one in unsaid) and text.count("contentItem: ") >= len(unsaid):
            unsaid = []
        if unsaid:
            rich[path.name] = unsaid
    assert rich == {}
