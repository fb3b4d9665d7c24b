"""What is written over the picture: on tiles of any size nothing covers anything else, and moving labels follow."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import pytest
from PySide6.QtCore import QPointF, QRectF, QUrl
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickView
from PySide6.QtQuickControls2 import QQuickStyle
from PySide6.QtTest import QTest
from settings_desk import items

from core.simulator import scene
from qml_app import (
    application,  # noqa: F401 -- registers the types
    overlay,
)
from qml_app.camera import Camera
from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
PICTURE = 1280


def drawn(*, shift: float = 0.0) -> overlay.Overlay:
    """The simulated intersection's own scene and a crowd at its middle, one of them violating."""
    crossroads = scene()
    crowd = [
        {"id": n, "class": "car", "box": [520 + 12 * n + shift, 300 + 7 * n, 580 + 12 * n + shift, 340 + 7 * n]}
        for n in range(20)
    ]
    lines = [
        {"id": line.id, "kind": line.kind, "points": [list(p) for p in line.points], "forward": 128, "backward": 3}
        for line in crossroads.lines
    ]
    zones = [{"id": zone.id, "kind": "", "points": [list(p) for p in zone.points]} for zone in crossroads.zones]
    return overlay.parse({"objects": crowd, "lines": lines, "zones": zones, "violations": [19]})


def put(camera: Camera, what: overlay.Overlay) -> None:
    camera._objects.update(what.objects)
    camera._lines.update(what.lines)
    camera._zones.update(what.zones)


@pytest.fixture(params=[300, 460, 960, 1920])
def shown(request: pytest.FixtureRequest, qtbot: QtBot, qapp: object) -> Iterator[tuple[QQuickView, Camera]]:
    """The overlay on a tile of some width."""
    assert qapp
    QQuickStyle.setStyle("Basic")
    camera, window, width = Camera("cam-1"), QQuickView(), request.param
    put(camera, drawn())
    window.engine().addImportPath(str(QML))
    window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    window.resize(width, width * 9 // 16)
    window.setInitialProperties({"camera": camera, "zoom": width / PICTURE})
    window.loadFromModule("SmartIntersection.Live", "SceneOverlay")
    window.show()
    qtbot.waitUntil(window.isExposed, timeout=PATIENCE)
    yield window, camera
    window.hide()
    window.setSource("")
    window.deleteLater()


def plates(window: QQuickView, kind: str) -> dict[str, QRectF]:
    """Where the labels of one kind stand, by what they belong to."""
    found: dict[str, QRectF] = {}
    for item in items(window.contentItem()):
        spot: Any = item.property("spot") if item.metaObject().className().startswith(kind) else None
        if isinstance(spot, QJSValue):
            spot = spot.toVariant()
        if spot:
            name = str(item.property("track") if kind == "ObjectBox" else item.property("name"))
            found[name] = QRectF(spot["x"], spot["y"], spot["width"], spot["height"])
    return found


def written(window: QQuickView) -> list[QRectF]:
    """Every text that is in sight."""
    texts = [one for one in items(window.contentItem()) if one.property("text")]
    return [one.mapRectToScene(QRectF(0, 0, one.width(), one.height())) for one in texts]


def texts(window: QQuickView) -> set[str]:
    """What is written in sight."""
    return {str(one.property("text")) for one in items(window.contentItem())}


def worded(window: QQuickView) -> set[bool]:
    """Whether the plates in sight have words on them."""
    labels = [one for one in items(window.contentItem()) if one.metaObject().className().startswith("CaptionText")]
    return {bool(one.property("text")) for one in labels}


def test_no_text_in_the_picture_covers_another_or_is_cut_off(shown: tuple[QQuickView, Camera], qtbot: QtBot) -> None:
    window, _ = shown
    qtbot.waitUntil(lambda: bool(plates(window, "SceneLine")), timeout=PATIENCE)
    room = QRectF(0, 0, window.width(), window.height())
    labels = [*plates(window, "SceneLine").values(), *plates(window, "SceneZone").values()]
    labels += plates(window, "ObjectBox").values()
    assert [pair for pair in combinations(labels, 2) if pair[0].intersects(pair[1])] == []
    assert all(room.contains(one) for one in written(window))
    assert "19" in plates(window, "ObjectBox"), "the violator has no label"
    assert len(plates(window, "SceneLine")) >= (8 if window.width() >= 460 else 4)
    assert ("stop-north" in texts(window)) == (window.width() > 460)
    assert plates(window, "SceneZone") == {}, "sixteen names would hide the picture"


@pytest.mark.parametrize("shown", [460, 1440], indirect=True)
def test_many_zones_are_named_where_the_pointer_is_and_a_few_always(
    shown: tuple[QQuickView, Camera], qtbot: QtBot
) -> None:
    window, camera = shown
    qtbot.waitUntil(lambda: bool(plates(window, "SceneLine")), timeout=PATIENCE)
    lane = next(zone for zone in scene().zones if zone.id == "lane-south-in")
    middle = [sum(axis) / len(lane.points) * window.width() / PICTURE for axis in zip(*lane.points, strict=True)]
    for place, named in (((1.0, 1.0), False), (middle, True), ((2.0, 2.0), False)):
        QTest.mouseMove(window, QPointF(*place).toPoint())
        qtbot.waitUntil(lambda named=named: ("lane-south-in" in plates(window, "SceneZone")) == named, timeout=PATIENCE)
    assert "lane-north-in" not in plates(window, "SceneZone")
    line = next(line for line in scene().lines if line.id == "stop-east")
    end = [axis * window.width() / PICTURE for axis in line.points[0]]
    for place, named in ((end, True), ((1.0, 1.0), window.width() > 460)):
        QTest.mouseMove(window, QPointF(*place).toPoint())
        qtbot.waitUntil(lambda named=named: ("stop-east" in texts(window)) == named, timeout=PATIENCE)
    few = drawn().zones[:2]
    camera._zones.update(few)
    qtbot.waitUntil(lambda: len(plates(window, "SceneZone")) == (2 if window.width() > 460 else 0), timeout=PATIENCE)


def test_labels_follow_and_go_with_what_they_belong_to(shown: tuple[QQuickView, Camera], qtbot: QtBot) -> None:
    window, camera = shown
    qtbot.waitUntil(lambda: "19" in plates(window, "ObjectBox"), timeout=PATIENCE)
    before = plates(window, "ObjectBox")["19"]
    standing = plates(window, "SceneLine")
    put(camera, drawn(shift=-300.0))
    qtbot.waitUntil(lambda: plates(window, "ObjectBox").get("19", before) != before, timeout=PATIENCE)
    assert plates(window, "SceneLine") == standing, "what stands still has moved"
    window.rootObject().setProperty("hiddenLayers", ["labels", "speeds"])
    qtbot.waitUntil(lambda: worded(window) == {True}, timeout=PATIENCE)
    window.rootObject().setProperty("hiddenLayers", [])
    put(camera, overlay.Overlay(lines=drawn().lines))
    qtbot.waitUntil(lambda: not plates(window, "ObjectBox") and not plates(window, "SceneZone"), timeout=PATIENCE)
    window.rootObject().setProperty("hiddenLayers", ["lines"])
    qtbot.waitUntil(lambda: not written(window), timeout=PATIENCE)


def test_what_reaches_out_of_the_picture_ends_at_its_edge(shown: tuple[QQuickView, Camera]) -> None:
    window, _ = shown
    assert window.rootObject().clip()


@pytest.mark.parametrize("shown", [960], indirect=True)
def test_a_line_beyond_the_picture_has_no_label_in_it(shown: tuple[QQuickView, Camera], qtbot: QtBot) -> None:
    window, camera = shown
    for points, labelled in (([[100, 100], [400, 120]], True), ([[100, 900], [1800, 950]], False)):
        line = {"id": "kerb", "kind": "stop", "points": points}
        camera._lines.update(overlay.parse({"lines": [line]}).lines)
        qtbot.waitUntil(lambda wanted=labelled: ("kerb" in plates(window, "SceneLine")) == wanted, timeout=PATIENCE)


EDITED: Final[dict[str, Any]] = {
    "key": "lines/0",
    "shape": "lines",
    "name": "kerb",
    "kind": "stop",
    "handles": [],
    "arrow": True,
    "angle": 90.0,
    "points": [QPointF(10, 10), QPointF(90, 12)],
    "middle": QPointF(50, 11),
    "problem": "",
    "zoom": 2.0,
    "selected": False,
    "handle": 0,
}


@pytest.mark.parametrize(
    ("seen", "drawn"), [(QRectF(0, 0, 300, 200), 3), (QRectF(0, 22, 300, 100), 3), (QRectF(200, 0, 300, 200), 0)]
)
def test_of_what_is_edited_nothing_is_drawn_that_is_out_of_sight(qtbot: QtBot, seen: QRectF, drawn: int) -> None:
    """Where the processor draws the window, Qt does not cut off what lies wholly outside."""
    assert qtbot
    window = QQuickView()
    window.engine().addImportPath(str(QML))
    window.setInitialProperties({**EDITED, "seen": seen})
    window.setSource(QUrl.fromLocalFile(str(QML / "SmartIntersection/Settings/ShapeItem.qml")))
    shapes = [
        one
        for one in items(window.rootObject())
        if one.metaObject().className().startswith(("QQuickShape", "HeadingArrow"))
    ]
    assert len(shapes) == drawn
    window.setSource("")
    window.deleteLater()
