"""The settings page in a window of its own, worked on with mouse and keys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtQuickControls2 import QQuickStyle
from PySide6.QtTest import QTest

from bootstrap.again import Asked, answer, asked
from qml_app import (
    before_frame,  # noqa: F401 -- registers the type
    site_clock,  # noqa: F401 -- as above
    video,
)
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.settings_page import Configuration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bootstrap.effective import Effective

PATIENCE, PAUSE = 60_000, 40  # milliseconds
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SIMULATED = """\
# written by hand
site: here
detector: {model: ground-truth, confidence: 0.25}   # see the manual
cameras:
  - id: cam-1   # the one on the pole
    source: simulator:crossroads
"""


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    """Everything visible below an item, itself included."""
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from items(child)


def _read(item: QQuickItem) -> str:
    """Its text as it is read: with a blank where no line may end, too."""
    return str(item.property("text")).replace("\u202f", " ")


class Desk:
    """The page, its window, and a hand on mouse and keyboard."""

    def __init__(self, bot: QtBot, runtime: Path, config: Path) -> None:
        QQuickStyle.setStyle("Basic")
        self.bot, self.runtime = bot, runtime
        self.config = Configuration(runtime, config)
        self.preferences = Preferences(runtime / "preferences")
        self.window = QQuickView()
        engine = self.window.engine()
        self.complaints: list[str] = []
        engine.warnings.connect(lambda found: self.complaints.extend(one.toString() for one in found))
        engine.addImportPath(str(QML))
        engine.addImageProvider(video.HOST, video.Pictures())
        self.window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.window.resize(1280, 840)
        self.window.setInitialProperties({"config": self.config, "preferences": self.preferences})
        self.window.loadFromModule("SmartIntersection.Settings", "SettingsPage")
        self.window.show()
        self.window.requestActivate()
        bot.waitUntil(lambda: self.window.isActive() and self.window.isExposed(), timeout=PATIENCE)
        self.config.active = True
        bot.waitUntil(lambda: self.config.status != "loading", timeout=PATIENCE)

    def close(self) -> None:
        self.window.hide()
        self.window.setSource("")
        self.config.stop()
        self.preferences.stop()
        self.window.deleteLater()

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait for it; to ask is to walk through the whole window, so it is not asked all the time."""
        late = time.monotonic() + PATIENCE / 1000
        while not holds():
            assert time.monotonic() < late, self.texts()
            self.bot.wait(PAUSE)

    def settle(self) -> None:
        """Let the layouts come to rest: one moves the next."""

        def places() -> list[tuple[float, ...]]:
            self.window.grabWindow()
            return [one.mapRectToScene(one.boundingRect()).getRect() for one in self.every()]

        self.until(lambda: places() == places())

    def every(self) -> list[QQuickItem]:
        return list(items(self.window.contentItem()))

    def texts(self) -> list[str]:
        """What can be read, and what screen readers are told."""
        named = ("text", "placeholderText", "value", "hint", "problem")
        found = [item.property(name) for item in self.every() for name in named]
        return [one.replace("\u202f", " ") for one in found if isinstance(one, str) and one]  # as it is read

    def shows(self, text: str) -> bool:
        return any(text in one for one in self.texts())

    def click(self, text: str) -> None:
        """Click the button of this text, as soon as there is one."""

        def button() -> QQuickItem | None:
            return next((one for one in self.every() if _read(one) == text and _clickable(one)), None)

        self.until(button)
        self.settle()
        found = button()
        assert found is not None
        self.press(self.place(found, QPointF(found.width() / 2, found.height() / 2)))

    def place(self, item: QQuickItem, point: QPointF) -> QPoint:
        return item.mapToScene(point).toPoint()

    def press(self, place: QPoint) -> None:
        QTest.mouseClick(self.window, LEFT, NONE, place)

    def canvas(self) -> QQuickItem:
        """What is drawn on, once there is a picture behind it."""

        def find() -> list[QQuickItem]:
            return [one for one in self.every() if "Canvas" in one.metaObject().className()]

        self.until(lambda: self.config.view.status in ("live", "still") and find())
        self.settle()
        return find()[0]

    def on_picture(self, x: float, y: float) -> QPoint:
        canvas = self.canvas()
        return self.place(canvas, QPointF(x, y) * canvas.property("zoom"))

    def drag(self, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(self.window, LEFT, NONE, start)
        for step in (0.3, 0.7, 1.0):
            QTest.mouseMove(self.window, start + (end - start) * step)
        QTest.mouseRelease(self.window, LEFT, NONE, end)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window, key, modifier)

    def field(self, label: str) -> QQuickItem:
        """The text field that screen readers know by this name."""
        return next(one for one in self.every() if _is_field(one) and _label(one) == label)

    def fields(self, **properties: str) -> list[QQuickItem]:
        """The text fields with these properties."""
        found = [one for one in self.every() if _is_field(one)]
        return [one for one in found if all(one.property(name) == value for name, value in properties.items())]

    def write(self, label: str, text: str, *, confirm: bool = True) -> None:
        """Replace what stands in a field, and confirm it."""
        self.settle()
        self.fill(self.field(label), text, confirm=confirm)

    def fill(self, field: QQuickItem, text: str, *, confirm: bool = True) -> None:
        """Replace what stands in this field, and confirm it."""
        self.press(self.place(field, QPointF(field.width() / 2, field.height() / 2)))
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(Qt.Key.Key_Delete)
        for letter in text:
            QTest.keyClick(self.window, letter)
        if confirm:
            self.key(Qt.Key.Key_Return)

    def answer(self, refused: str = "") -> Effective | None:
        """Be the engine that is asked to go on with another configuration, and answer; what it is asked to run on."""
        wishes: list[Asked] = []

        def heard() -> bool:
            wishes.extend([wish] if (wish := asked(self.runtime)) else [])
            return bool(wishes)

        self.until(heard)
        answer(self.runtime, wishes[0].number, refused)
        return wishes[0].effective

    def save(self) -> None:
        self.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: not self.config.dirty and self.config.busy == "")


def _clickable(item: QObject) -> bool:
    return item.metaObject().indexOfSignal("clicked()") >= 0 and bool(item.property("enabled"))


def _is_field(item: QQuickItem) -> bool:
    return item.metaObject().indexOfProperty("echoMode") >= 0


def _label(item: QQuickItem) -> str:
    """Its own label, or that of the box around it."""
    at: QQuickItem | None = item
    while at is not None:
        found = at.property("label")
        if isinstance(found, str):
            return found
        at = at.parentItem()
    return ""
