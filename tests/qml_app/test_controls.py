"""Each of our own controls alone: shown in both themes without a complaint, named, and operated by keys and mouse."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from settings_desk import items

from core.reports.tables import Span
from qml_app.environment import QML
from qml_app.exporter import Exporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Delete": Qt.Key.Key_Delete,
    "Space": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
}
CHOICES = '[{ value: "a", text: "First" }, { value: "b", text: "Second" }]'
TOLD = "root.told = root.told.concat"


@dataclass(frozen=True)
class Sample:
    """A control as it is used: what it is given, how it is spoken of, and what it tells when keys are pressed on it."""

    given: str
    name: str = ""
    keys: tuple[str, ...] = ()
    told: list[Any] = field(default_factory=list)


SAMPLES = {
    "BodyText": Sample('text: "words"'),
    "CaptionText": Sample('text: "words"'),
    "HintText": Sample('text: "words"'),
    "TitleText": Sample('text: "words"'),
    "FigureText": Sample('text: "12"'),
    "Card": Sample('width: 200; title: "Health"; aside: "now"; BodyText { text: "inside" }'),
    "ChoiceCard": Sample(
        f'glyph: Glyphs.house; text: "Here"; explanation: "why"; width: 200; onClicked: {TOLD}("chosen")',
        "Here",
        ("Enter", "Space"),
        ["chosen", "chosen"],
    ),
    "ChoiceButton": Sample(f'text: "Car"; onClicked: {TOLD}("taken")', "Car", ("Enter", "Space"), ["taken", "taken"]),
    "ConnectionFields": Sample("width: 200"),
    "NewConnection": Sample("width: 200"),
    "FileButton": Sample('filters: ["Certificates (*.pem)"]', "Choose a file"),
    "TypedBox": Sample('label: "Name"; stored: "cam-1"; width: 200'),
    "ExportButton": Sample('exporter: root.exporter; name: "counts"; start: 0; end: 86400000; status: "ready"'),
    "Fact": Sample('label: "Version"; value: "1.0"', "Version: 1.0"),
    "Gauge": Sample('label: "Download"; value: 0.5', "Download"),
    "Glyph": Sample("path: Glyphs.sun"),
    "HeadingArrow": Sample("tone: Theme.color.stopLine"),
    "IconButton": Sample(
        f'glyph: Glyphs.sun; text: "Light"; onClicked: {TOLD}("clicked")', "Light", ("Enter", "Space"), ["clicked"] * 2
    ),
    "Metric": Sample('value: "25.0"; label: "fps"', "25.0 fps"),
    "Notice": Sample('text: "look"; width: 200', "look"),
    "Picker": Sample(
        f'label: "Which"; choices: {CHOICES}; chosenValue: "a"; onChosen: value => {TOLD}(value)',
        "Which",
        ("Space", "Down", "Enter"),
        ["b"],
    ),
    "Placeholder": Sample('glyph: Glyphs.camera; title: "Nothing"; explanation: "yet"', "Nothing"),
    "ScrollArea": Sample('label: "List"; width: 80; height: 60; contentHeight: 200; contentWidth: 80', "List"),
    "Section": Sample('title: "Colours"; BodyText { text: "inside" }'),
    "Segments": Sample(
        f'label: "Which"; choices: {CHOICES}; value: "a"; onChosen: value => {TOLD}(value)',
        "Which",
        ("Tab", "Space"),
        ["b"],
    ),
    "Tabs": Sample(
        f'label: "View"; choices: {CHOICES}; value: "a"; onChosen: value => {TOLD}(value)',
        "View",
        ("Right", "Space"),
        ["b"],
    ),
    "StatusPill": Sample('level: "ok"; text: "running"', "running"),
    "Tag": Sample('text: "yolo11n"', "yolo11n"),
    "TextBox": Sample('label: "Name"; value: "cam-1"; width: 200'),
    "TextButton": Sample(
        f'text: "Start"; onClicked: {TOLD}("clicked")', "Start", ("Enter", "Space"), ["clicked", "clicked"]
    ),
    "Toast": Sample(
        f'level: "failed"; title: "Broker has failed"; detail: "why"; '
        f'onClicked: {TOLD}("shown"); onDismissed: {TOLD}("gone")',
        "Broker has failed",
        ("Enter", "Delete"),
        ["shown", "gone"],
    ),
    "UndoScope": Sample("width: 80; height: 60"),
    "Later": Sample('file: ""; given: ({}); needed: false; width: 80; height: 60'),
    "Toggle": Sample(
        f'text: "Boxes"; on: true; onSwitched: on => {TOLD}(on)', "Boxes", ("Space", "Enter"), [False, False]
    ),
}


#: They work on a page's view model and are tried with the pages; a tip and a question have no place of their own.
OF_PAGES = {
    "AskFile",
    "DamagedEvents",
    "DataElsewhere",
    "PeriodBar",
    "PeriodPicker",
    "PlainTip",
    "Question",
    "SaveDialog",
}


def controls() -> list[str]:
    listed = (QML / "SmartIntersection" / "Controls" / "qmldir").read_text("utf-8")
    return [name for name in re.findall(r"^(\w+) 1\.0 ", listed, re.MULTILINE) if name not in OF_PAGES]


@pytest.fixture
def exporter(tmp_path: Path) -> Iterator[Exporter]:
    exporter = Exporter("counts", lambda: Span(tmp_path / "journal.sqlite", 0.0, 1.0, 60), tmp_path)
    yield exporter
    exporter.stop()


@contextmanager
def shown(
    engine: QQmlEngine, exporter: Exporter, control: str, theme: str
) -> Iterator[tuple[QQuickWindow, QQuickItem]]:
    """The control in a window of its own, with the keyboard's focus on it."""
    text = f"""
        import QtQuick
        import SmartIntersection.Controls
        import SmartIntersection.Theme
        Window {{
            id: root
            property var told: []
            property var exporter
            width: 400; height: 300; visible: true; color: Theme.color.background
            Component.onCompleted: Theme.name = "{theme}"
            {control} {{ objectName: "it"; {SAMPLES[control].given} }}
        }}"""
    component = QQmlComponent(engine)
    component.setData(text.encode(), QUrl())
    window = component.createWithInitialProperties({"exporter": exporter})
    assert isinstance(window, QQuickWindow), component.errorString()
    item = window.findChild(QQuickItem, "it")
    assert item is not None
    yield window, item
    window.close()  # and no more: PySide crashes on a component whose window was deleted


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("control", controls())
def test_a_control_is_shown_named_and_operated(  # noqa: PLR0913, PLR0917 -- fixtures and parameters
    control: str, theme: str, engine: QQmlEngine, exporter: Exporter, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    complaints: list[str] = []
    engine.warnings.connect(lambda errors: complaints.extend(error.toString() for error in errors))
    sample = SAMPLES[control]
    with shown(engine, exporter, control, theme) as (window, item):
        qtbot.waitUntil(window.isExposed)
        qtbot.waitUntil(lambda: item.width() > 0 and item.height() > 0)
        if sample.name:
            spoken = QAccessible.queryAccessibleInterface(item)
            assert spoken is not None
            assert spoken.text(QAccessible.Text.Name) == sample.name
        if sample.keys:
            window.requestActivate()
            qtbot.waitUntil(window.isActive)
            QTest.keyClick(window, Qt.Key.Key_Tab)
            for key in sample.keys:
                QTest.keyClick(window, KEYS[key])
                qtbot.wait(20)
            qtbot.waitUntil(lambda: _told(window) == sample.told)
        assert complaints == []
        assert caplog.records == []


def _told(window: QQuickWindow) -> list[Any]:
    told = window.property("told")
    return list(told.toVariant() if hasattr(told, "toVariant") else told)


def test_every_control_has_a_sample() -> None:
    assert set(controls()) == set(SAMPLES)


@pytest.mark.parametrize("control", ["IconButton", "TextButton", "Toggle", "ChoiceCard"])
def test_a_click_does_what_a_key_does(control: str, engine: QQmlEngine, exporter: Exporter, qtbot: QtBot) -> None:
    with shown(engine, exporter, control, "dark") as (window, item):
        qtbot.waitUntil(window.isExposed)
        _click(window, item)
        qtbot.waitUntil(lambda: _told(window) == SAMPLES[control].told[:1])


def test_a_table_goes_among_the_users_documents_under_a_name_of_its_own(
    engine: QQmlEngine, exporter: Exporter, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)  # then the dialog is our own
    with shown(engine, exporter, "ExportButton", "dark") as (window, item):
        qtbot.waitUntil(lambda: window.isExposed() and item.width() > 0)
        _click(window, _labelled(item, "Export …"))

        qtbot.waitUntil(lambda: _labelled(window.contentItem(), "Save") is not None)
        qtbot.wait(500)  # its layout comes to rest
        QTest.keyClick(window, Qt.Key.Key_Return)  # the name is ready, and Return saves
        qtbot.waitUntil(lambda: exporter.file == str(tmp_path / "Documents" / "counts_1970-01-01.csv"))


def _labelled(place: QQuickItem, text: str) -> QQuickItem | None:
    return next((one for one in items(place) if one.property("text") == text and one.isVisible()), None)


def test_how_a_save_went_takes_no_more_room_than_there_is(engine: QQmlEngine, exporter: Exporter, qtbot: QtBot) -> None:
    with shown(engine, exporter, "ExportButton", "dark") as (window, item):
        qtbot.waitUntil(lambda: window.isExposed() and item.width() > 0)
        alone = item.width()
        item.setWidth(alone + 60)
        exporter._finish("a.csv", -1, "a.csv cannot be written: no such folder — name another one")
        message, save = item.childItems()[0], _labelled(item, "Export …")
        qtbot.waitUntil(lambda: bool(message.property("truncated")))
        assert save.x() + save.width() <= item.width()
        assert save.width() == alone
        whole = message.property("text")
        tips = lambda: [one for one in items(window.contentItem()) if one.property("text") == whole]  # noqa: E731
        qtbot.waitUntil(lambda: len(tips()) == 2)  # the whole of it is told for a while


@pytest.mark.parametrize(("room", "lines"), [(128, 1), (84, 2)])
def test_a_facts_value_stands_beside_the_first_line_of_its_name(
    room: int, lines: int, engine: QQmlEngine, exporter: Exporter, qtbot: QtBot
) -> None:
    with shown(engine, exporter, "Fact", "dark") as (window, item):
        item.setProperty("label", "Not deliverable")
        item.setProperty("labelWidth", room)
        item.setWidth(240)
        name, value = _labelled(item, "Not deliverable"), _labelled(item, "1.0")
        qtbot.waitUntil(lambda: window.isExposed() and name.property("lineCount") == lines and value.x() > 0)
        qtbot.waitUntil(lambda: value.y() == name.y())


def test_the_room_of_a_facts_name_does_not_hang_on_the_width_that_it_helps_to_make(
    engine: QQmlEngine, exporter: Exporter, qtbot: QtBot
) -> None:
    with shown(engine, exporter, "Fact", "dark") as (window, item):
        item.setWidth(600)
        name, value = _labelled(item, "Version"), _labelled(item, "1.0")
        qtbot.waitUntil(lambda: window.isExposed() and value.x() > 0)
        assert name.width() == item.property("labelWidth") == 84


def _click(window: QQuickWindow, item: QQuickItem) -> None:
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def test_text_that_wraps_is_an_explanation_and_no_caption() -> None:
    """Captions are smaller than running text: good for a unit or a column's head, not for a sentence."""
    block = re.compile(r"^( *)(?:\w+: )?CaptionText \{\n((?:\1    .*\n|\n)*?)\1\}", re.MULTILINE)
    files = {file.name: file.read_text("utf-8") for file in (QML / "SmartIntersection").rglob("*.qml")}
    captions = {name: block.findall(text) for name, text in files.items()}
    assert sum(map(len, captions.values())) > 20
    wrapping = [name for name, found in captions.items() if any("wrapMode:" in body for _, body in found)]
    assert wrapping == []
