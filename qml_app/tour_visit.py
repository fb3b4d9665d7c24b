"""Walks through the app's pages from inside it and saves a picture of each in every size, theme and language wanted."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Q_ARG, QMetaObject, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from qml_app import tour_popups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from PySide6.QtQuick import QQuickItem, QQuickWindow

_OPENING_MS: Final = 1_500  # a page reads the journal or asks the services first
_READING_MS, _READINGS = 500, 20  # and may take longer where much is to be read
_SETTLING_MS: Final = 250
_TURNING_MS: Final = 600  # until all has the colours of another theme, or the words of another language
_FRAMES: Final = 3
_THUMBNAIL: Final = 320
#: Where thumbnails go, below the pictures.
THUMBNAILS: Final = "thumbnails"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a page: size of the window in device-independent pixels, and what it is called."""

    size: tuple[int, int]
    size_name: str
    theme: str
    language: str

    def name(self, station: str) -> str:
        """The picture's file name without its ending."""
        return f"{station}-{self.size_name}-{self.theme}-{self.language}"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one run of the app is to show.

    Attributes:
        folder: where the pictures go.
        pages: the pages to open, each with every tab it has; `page:name=Text` presses a button
            there first, `page:name@object` opens a dialog.
        looks: every page is seen in each.
        prefix: begins the name of each picture.
    """

    folder: Path
    pages: tuple[str, ...]
    looks: tuple[Look, ...]
    prefix: str = ""


def looks(sizes: list[tuple[str, tuple[int, int]]], themes: list[str], languages: list[str]) -> tuple[Look, ...]:
    """All combinations; neighbours differ in size first, since a new language costs the most."""
    return tuple(
        Look(size, name, theme, language) for language, theme, (name, size) in product(languages, themes, sizes)
    )


class Tour(QObject):
    """Runs a visit in steps between which the app goes on as always, then ends the app.

    Args:
        window: the app's window, which owns the tour.
        models: the app's view models by name.
        visit: what to show.
    """

    def __init__(self, window: QQuickWindow, models: Mapping[str, QObject], visit: Visit) -> None:
        super().__init__(window)
        self._window, self._preferences, self._visit = window, models["preferences"], visit
        self._models = list(models.values())
        self._missing: list[str] = []
        self._drawn = 0
        window.frameSwapped.connect(self._count)
        self._steps = self._walk()
        QTimer.singleShot(_OPENING_MS, self, self._next)

    def _next(self) -> None:
        """Take one step; the wait it asks for is the app's."""
        try:
            wait = next(self._steps, None)
        except Exception:
            QGuiApplication.exit(1)
            raise
        if wait is None:
            QGuiApplication.exit(1 if self._missing else 0)
        else:
            QTimer.singleShot(wait, self, self._next)

    def _walk(self) -> Iterator[int]:
        notice = self._window.findChild(QObject, "software-rendering")
        if notice is not None:  # true of the tour, not of the machine
            notice.setProperty("visible", 0)
        for wanted in self._visit.pages:
            page, _, deed = wanted.partition(":")
            self._window.setProperty("page", page)
            self._speak("en")
            yield from self._open()
            name, _, button = deed.partition("=")
            dialog = name.partition("@")
            if dialog[1]:
                yield from self._ask(f"{page}-{dialog[0]}", dialog[2])
            elif deed:
                yield from self._press(f"{page}-{name}", button)
            else:
                yield from self._tabs(page)

    def _open(self) -> Iterator[int]:
        """What was opened has read what it shows, or takes too long."""
        yield _OPENING_MS
        for _ in range(_READINGS):
            if not any(_is_reading(found) for one in self._models for found in (one, *one.findChildren(QObject))):
                return
            yield _READING_MS

    def _tabs(self, page: str) -> Iterator[int]:
        tabs = next((item for item in _visible(self._window.contentItem()) if item.objectName() == "tabs"), None)
        if tabs is None:
            yield from self._station(page)
            return
        for value in [str(choice["value"]) for choice in tabs.property("choices").toVariant()]:
            QMetaObject.invokeMethod(tabs, "chosen", Q_ARG(str, value))
            yield from self._open()
            yield from self._station(f"{page}-{value}")

    def _press(self, station: str, text: str) -> Iterator[int]:
        button = None
        for _ in range(_READINGS):
            button = next((item for item in _visible(self._window.contentItem()) if _is_button(item, text)), None)
            if button is not None:
                break
            yield _READING_MS
        if button is None:
            log.error("%s: there is no button '%s'", station, text)
            self._missing.append(station)
            return
        QMetaObject.invokeMethod(button, "click", Qt.ConnectionType.DirectConnection)
        yield _OPENING_MS
        yield from self._station(station)
        tour_popups.close(self._window)

    def _ask(self, station: str, name: str) -> Iterator[int]:
        if not tour_popups.begin(self._window, name):
            log.error("%s: there is no dialog '%s'", station, name)
            self._missing.append(station)
            return
        yield from self._station(station)
        tour_popups.close(self._window)

    def _station(self, station: str) -> Iterator[int]:
        before = None
        for look in self._visit.looks:
            self._window.resize(*look.size)
            self._preferences.setProperty("theme", look.theme)
            self._speak(look.language)
            yield from self._settle(_SETTLING_MS if before == (look.theme, look.language) else _TURNING_MS)
            before = look.theme, look.language
            self._picture(look.name(self._visit.prefix + station))

    def _settle(self, wait: int) -> Iterator[int]:
        """A layout may take more than one frame, and a frame its time on a machine that is busy."""
        self._drawn = 0
        yield wait
        for _ in range(_READINGS):
            if self._drawn >= _FRAMES:
                return
            self._window.update()
            yield _SETTLING_MS

    def _count(self) -> None:
        self._drawn += 1

    def _speak(self, language: str) -> None:
        self._preferences.setProperty("language", language)

    def _picture(self, name: str) -> None:
        picture = self._window.grabWindow()
        small = picture.scaledToWidth(_THUMBNAIL, Qt.TransformationMode.SmoothTransformation)
        files = (picture, f"{name}.png"), (small, f"{THUMBNAILS}/{name}.png")
        if not all(image.save(str(self._visit.folder / file)) for image, file in files):
            log.error("cannot write %s", self._visit.folder / name)
            self._missing.append(name)


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _visible(child)


def _is_reading(model: QObject) -> bool:
    return bool(model.property("active")) and model.property("status") == "loading"


def _is_button(item: Any, text: str) -> bool:  # noqa: ANN401 -- any item of the window
    """A number that is told after its name is not asked for: "Notifications, 3 unread"."""
    says = item.inherits("QQuickAbstractButton") and str(item.property("text")).partition(",")[0] == text
    return bool(says and item.isEnabled())
