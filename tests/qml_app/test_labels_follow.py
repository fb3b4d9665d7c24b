"""What the window draws: whenever a picture is drawn, labels are those of this picture."""

from __future__ import annotations

import math
import random
import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtQuickControls2 import QQuickStyle
from settings_desk import items

from core.simulator import scene
from qml_app import (
    application,  # noqa: F401 -- registers the types
    overlay,
)
from qml_app.camera import Camera
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.reader import Picture
from qml_app.translation import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
_TRACK = re.compile(r"[^\W\d]\S* (\d+)(?: ·|$)")  # "Car 12 · 48 km/h"
WIDTH, HEIGHT = 1280, 720
KINDS = ("car", "motorcycle", "person", "bicycle", "truck")
#: Of the picture in windows of 1024x640, 1920x1080 and 2560x1440 at 2x, and how many updates each is given.
TILES = ((594, 200), (1440, 30), (850, 40))


class Crowd:
    """Road users that come, go, stand, hurry, are measured, change their class and break rules."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 -- the same each time
        self._count = 0
        self._users: dict[int, dict[str, Any]] = {}
        self._lines = [
            {"id": line.id, "kind": line.kind, "points": [list(p) for p in line.points], "forward": 0, "backward": 0}
            for line in scene().lines
        ]
        self._zones = [{"id": zone.id, "kind": "", "points": [list(p) for p in zone.points]} for zone in scene().zones]

    def step(self) -> overlay.Overlay:
        """The next picture's."""
        chance = self._chance
        if len(self._users) < 40:
            self._come()
        for track in [track for track in self._users if chance.random() < 0.02]:
            del self._users[track]
        for one in self._users.values():
            x, y, width, height = one["place"]
            dx, dy = one["way"] if chance.random() < 0.9 else (chance.uniform(-200, 200), chance.uniform(-90, 90))
            one["place"] = (x + dx, y + dy, width, height)
            one["class"] = chance.choice(KINDS) if chance.random() < 0.02 else one["class"]
            one["speed_kmh"] = chance.choice((None, 7.0, 48.0, 128.0))
            one["box"] = [x + dx, y + dy, x + dx + width, y + dy + height]
        chance.choice(self._lines)["forward"] += chance.choice((1, 90, 1000))
        bad = [track for track in self._users if track % 5 == 0 and chance.random() < 0.8]
        users = [dict(one) for one in self._users.values()]
        chance.shuffle(users)
        return overlay.parse({"objects": users, "lines": self._lines, "zones": self._zones, "violations": bad})

    def _come(self) -> None:
        chance = self._chance
        for _ in range(chance.randint(0, 4)):
            self._count += 1
            size = chance.uniform(15, 160)
            self._users[self._count] = {
                "id": self._count,
                "class": chance.choice(KINDS),
                "place": (chance.uniform(-50, WIDTH), chance.uniform(-50, HEIGHT), size, size * 0.6),
                "way": (chance.uniform(-25, 25), chance.uniform(-12, 12)),
            }


class Eye:
    """Sees the labels each time the window draws a picture."""

    def __init__(self, window: QQuickView) -> None:
        self._window = window
        self.pictures = self.labels = self.led = 0
        self.wrong: list[str] = []
        window.afterRendering.connect(self.look)

    def look(self) -> None:
        """What is drawn now."""
        root = self._window.rootObject()
        room, plates = QRectF(0, 0, root.width(), root.height()), list(_plates(root))
        self.pictures += 1
        self.labels += len(plates)
        self.wrong += [f"{one} leaves the picture: {place}" for one, place in plates if not room.contains(place)]
        for (one, place), (other, there) in combinations(plates, 2):
            if place.adjusted(0.01, 0.01, -0.01, -0.01).intersects(there):
                self.wrong.append(f"{one} {place} covers {other} {there}")
        boxes = {one.property("track"): _place(one) for one in root.childItems() if _is(one, "ObjectBox")}
        self.wrong += [f"{one} stands apart: {place}" for one, place in plates if not self._belongs(one, place, boxes)]

    def _belongs(self, words: str, place: QRectF, boxes: dict[int, QRectF]) -> bool:
        """Whether a road user's label touches its box, or a line leads from there."""
        if not (track := _TRACK.match(words)):
            return True
        box = boxes.get(int(track[1]))
        if box is None or box.adjusted(-1, -1, 1, 1).intersects(place):
            return box is not None
        self.led += 1
        wanted = (*box.center().toTuple(), *place.center().toTuple())
        plan = next(one for one in self._window.rootObject().childItems() if _is(one, "LabelPlan"))
        path = str(plan.property("leaders"))
        ends = [[float(one) for one in piece.replace("L", ",").split(",")] for piece in path.split("M")[1:]]
        return any(math.dist(wanted, one) < 1 for one in ends)


def _is(item: QQuickItem, kind: str) -> bool:
    return item.metaObject().className().startswith(kind)


def _place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _plates(root: QQuickItem) -> Iterator[tuple[str, QRectF]]:
    """Labels in sight: what they say and where they are."""
    for item in root.childItems():
        if item.isVisible() and item.metaObject().className() == "QQuickRectangle":
            yield " ".join(str(one.property("text")) for one in items(item) if one.property("text")), _place(item)


@pytest.fixture
def drawn(request: pytest.FixtureRequest, qtbot: QtBot, qapp: object, tmp_path: Path) -> Iterator[tuple[Any, ...]]:
    """The overlay on a tile as wide as wanted, its camera, and the language of its words."""
    assert qapp
    QQuickStyle.setStyle("Basic")
    camera, window, width = Camera("cam-1"), QQuickView(), request.param
    preferences = Preferences(tmp_path / "preferences")
    translator = Translator(window.engine(), preferences)
    window.engine().addImportPath(str(QML))
    window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    window.resize(width, width * HEIGHT // WIDTH)
    window.setInitialProperties({"camera": camera, "zoom": width / WIDTH})
    window.loadFromModule("SmartIntersection.Live", "SceneOverlay")
    window.show()
    qtbot.waitUntil(window.isExposed, timeout=PATIENCE)
    yield window, camera, preferences
    window.hide()
    window.setSource("")
    window.deleteLater()
    del translator


@pytest.mark.parametrize(("drawn", "count"), TILES, indirect=["drawn"])
def test_no_picture_is_drawn_with_the_labels_of_another(
    drawn: tuple[QQuickView, Camera, Preferences], count: int
) -> None:
    window, camera, preferences = drawn
    eye, crowd, nothing = Eye(window), Crowd(count), QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    for number in range(count):
        camera.show(Picture("cam-1", nothing, crowd.step()), 0.0)
        if number % 20 == 5:
            preferences.setProperty("language", "de" if number % 40 == 5 else "en")
        if number % 20 == 10:
            window.rootObject().setProperty("hiddenLayers", ["speeds", "signals"] if number % 40 == 10 else [])
        if number % 20 == 15:
            window.rootObject().setProperty("zoom", window.width() / WIDTH * (0.9 if number % 40 == 15 else 1.0))
        window.grabWindow()
    assert eye.wrong == []
    assert eye.pictures >= count
    assert eye.labels > 10 * count
    assert eye.led > 0 or window.width() > 600, "no label ever needed a leader line"
