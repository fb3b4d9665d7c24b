"""A camera's tile by itself: what of it fits, what a click on it does, and what is said of it while it is held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engine_stand_in import camera_state, state
from PySide6.QtCore import QMetaObject, QObject, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtQuickControls2 import QQuickStyle
from PySide6.QtTest import QTest
from settings_desk import items

from bootstrap.engine_control import EngineControl
from qml_app import (
    application,  # noqa: F401 -- registers the types
    overlay,
)
from qml_app.camera import Camera
from qml_app.engine import Engine
from qml_app.environment import QML
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.preferences import Preferences
from qml_app.reader import Picture
from qml_app.results import Results
from qml_app.service_watch import ServiceWatch
from qml_app.snapshots import Snapshots
from qml_app.video import drawable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Show = Callable[..., QQuickView]

PATIENCE = 60_000
HEADS = [("north", "red"), ("east", "green"), ("south", "red"), ("west", "green")]


@pytest.fixture
def show(qtbot: QtBot, qapp: object) -> Iterator[Show]:
    """Shows a part of the live page in a window of its own."""
    assert qapp
    windows: list[QQuickView] = []

    def make(what: str, width: int, height: int, module: str = "Live", **given: Any) -> QQuickView:
        QQuickStyle.setStyle("Basic")
        window = QQuickView()
        windows.append(window)
        window.engine().addImportPath(str(QML))
        window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        window.resize(width, height)
        window.setInitialProperties(given)
        if module:
            window.loadFromModule(f"SmartIntersection.{module}", what)
        else:
            window.setSource(QUrl.fromLocalFile(QML / "SmartIntersection" / f"{what}.qml"))
        window.show()
        qtbot.waitUntil(window.isExposed, timeout=PATIENCE)
        return window

    yield make
    for window in windows:
        window.hide()
        window.setSource("")
        window.deleteLater()


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def press(window: QQuickView, point: QPointF) -> None:
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point.toPoint())


@pytest.mark.parametrize(("width", "named"), [(345, False), (300, False), (460, True), (1200, True)])
def test_every_signal_is_in_sight_however_small_the_tile(show: Show, width: int, named: bool) -> None:  # noqa: FBT001
    camera = Camera("cam-1")
    camera._signals.update(HEADS)
    window = show("SceneOverlay", width, 200, camera=camera, zoom=0.3)
    window.grabWindow()
    heads = [one for one in items(window.contentItem()) if one.metaObject().className().startswith("SignalHead")]
    assert [head.property("name") for head in heads] == [name for name, _ in HEADS]
    places = [place(head) for head in heads]
    assert all(QRectF(0, 0, width, 200).contains(one) for one in places), places
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    words = {one.property("text") for head in heads for one in items(head)}
    assert ({"north", "west"} <= words) == named


def test_a_line_ends_where_its_picture_does(show: Show) -> None:
    corners = [QPointF(-50, 20), QPointF(50, 20), QPointF(50, 300), QPointF(20, 300), QPointF(20, 80), QPointF(60, 80)]
    given = {"points": corners, "middle": QPointF(-20, 20), "angle": 0.0, "forward": 0, "backward": 0, "zoom": 1.0}
    window = show("SceneLine", 100, 100, name="all", kind="count", room=QSizeF(100, 100), **given)
    pieces = window.rootObject().property("_pieces")
    assert (pieces.toVariant() if isinstance(pieces, QJSValue) else pieces) == [
        [QPointF(0, 20), QPointF(50, 20), QPointF(50, 100)],
        [QPointF(20, 100), QPointF(20, 80), QPointF(60, 80)],
    ]
    assert [one for one in items(window.rootObject()) if one.x() == given["middle"].x()] == [], "its arrow"


def test_a_button_that_is_disabled_looks_so_and_keeps_its_click(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    camera = Camera("cam-1")
    given = {"camera": camera, "snapshots": Snapshots(tmp_path), "enlargeable": True}
    window = show("CameraTile", 500, 320, **given)
    enlarged: list[bool] = []
    window.rootObject().enlarge.connect(lambda: enlarged.append(True))
    buttons = {one.property("text"): one for one in items(window.contentItem()) if one.property("glyph")}
    shutter, larger = buttons["Save image of cam-1"], buttons["Enlarge cam-1"]
    assert not shutter.isEnabled()
    assert shutter.opacity() < larger.opacity() == 1
    press(window, place(shutter).center())
    press(window, QPointF(250, 180))
    qtbot.waitUntil(lambda: bool(enlarged), timeout=PATIENCE)
    assert enlarged == [True]  # by the picture, not by the button
    press(window, place(larger).center())
    assert enlarged == [True, True]


def test_the_tip_of_a_button_is_shown_to_the_keyboard_too(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    given = {"camera": Camera("cam-1"), "snapshots": Snapshots(tmp_path), "enlargeable": True}
    window = show("CameraTile", 500, 320, **given)
    window.requestActivate()
    qtbot.waitUntil(window.isActive, timeout=PATIENCE)
    larger = next(one for one in items(window.contentItem()) if one.property("text") == "Enlarge cam-1")
    larger.forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def tips() -> list[QQuickItem]:
        found = [one for one in items(window.contentItem()) if one.property("text") == "Enlarge cam-1"]
        return [one for one in found if one is not larger]

    qtbot.waitUntil(lambda: bool(tips()), timeout=PATIENCE)


@pytest.mark.usefixtures("qapp")
def test_holding_the_pictures_hides_nothing_of_a_camera_that_never_delivered(runtime: Path) -> None:
    monitor = Monitor(runtime)
    away = camera_state(state="reconnecting", reason="nobody answers")
    found = state({"new": camera_state(frames=0), "away": away, "well": camera_state()}, updated=100.0)
    monitor.paused = True
    monitor.tell(found, alive=True, now=100.0, tick=0.0)
    cameras = dict(monitor.cameras.rows)
    more = {"new": camera_state(frames=0), "away": away, "well": camera_state(frames=200)}
    monitor.tell(state(more, updated=200.0), alive=True, now=200.0, tick=100.0)
    seen = {name: (camera.status, camera.reason) for name, camera in cameras.items()}
    assert seen == {"new": ("starting", ""), "away": ("reconnecting", "nobody answers"), "well": ("held", "")}


@pytest.mark.parametrize(("condition", "status"), [("running", "held"), ("no_data", "no-data")])
@pytest.mark.usefixtures("qapp")
def test_a_picture_that_is_held_stays_until_the_engine_says_that_none_come(
    runtime: Path, condition: str, status: str
) -> None:
    """However slowly a busy engine tells of the next frame."""
    monitor = Monitor(runtime)
    monitor.paused = True
    monitor.tell(state({"cam-1": camera_state()}, updated=100.0), alive=True, now=100.0, tick=0.0)
    late = state({"cam-1": camera_state(state=condition)}, updated=109.0)
    monitor.tell(late, alive=True, now=109.0, tick=9.0)
    assert dict(monitor.cameras.rows)["cam-1"].status == status


def test_what_makes_the_figures_of_a_running_camera_less_than_they_seem_is_said_on_it(
    show: Show, runtime: Path, tmp_path: Path
) -> None:
    monitor, text = Monitor(runtime), "line 'all' lies outside the 320x176 image — redraw it"
    monitor.tell(state({"cam-1": camera_state(reason=text)}, updated=100.0), alive=True, now=100.0, tick=0.0)
    camera = dict(monitor.cameras.rows)["cam-1"]
    camera.show(Picture("cam-1", drawable(np.zeros((36, 64, 3), np.uint8)), overlay.parse({})), 0.0)
    window = show("CameraTile", 500, 320, camera=camera, snapshots=Snapshots(tmp_path))
    assert camera.status == "live"
    window.grabWindow()
    shown = "Line all lies outside the 320\u202f\N{MULTIPLICATION SIGN}\u202f176 image \N{EN DASH} redraw it"
    (said,) = [one for one in items(window.contentItem()) if one.property("text") == shown and one.height() > 20]
    assert QRectF(0, 0, 500, 320).contains(place(said))


@pytest.mark.parametrize(("reason", "ticked"), [("", True), ("line 'all' lies outside the 320x176 image", False)])
def test_only_a_video_of_which_nothing_is_missing_ends_with_a_tick(
    show: Show,
    runtime: Path,
    tmp_path: Path,
    reason: str,
    ticked: bool,  # noqa: FBT001
) -> None:
    monitor = Monitor(runtime)
    ended = camera_state(state="ended", reason=reason)
    monitor.tell(state({"cam-1": ended}, updated=100.0), alive=True, now=100.0, tick=0.0)
    camera = dict(monitor.cameras.rows)["cam-1"]
    window = show("CameraTile", 500, 320, camera=camera, snapshots=Snapshots(tmp_path))
    (told,) = [one for one in items(window.contentItem()) if one.property("explanation") is not None]
    signs = re.findall(r"(check|warning): (\".+\")", (QML / "SmartIntersection/Controls/Glyphs.qml").read_text("utf-8"))
    assert told.property("glyph") == dict(signs)["check" if ticked else "warning"].strip('"')


def test_no_word_of_a_services_name_is_broken_for_a_figures_sake(show: Show) -> None:
    told = {"level": "busy", "condition": "stalled", "address": "", "reason": "", "backlog": 0, "amount": 14, "lost": 0}
    told["concern"] = "trouble"
    window = show("ServiceRow", 200, 80, service="engine", **told)
    (name,) = [one for one in items(window.rootObject()) if one.property("text") == "Engine"]
    assert name.property("lineCount") == 1


def test_no_word_of_a_cameras_name_is_broken_for_its_states_sake(show: Show) -> None:
    told = {
        "level": "busy",
        "condition": "reconnecting",
        "address": "",
        "reason": "",
        "backlog": 0,
        "amount": 14,
        "lost": 0,
        "concern": "trouble",
    }
    window = show("ServiceRow", 230, 80, service="camera/roundabout-entry-west-2", **told)
    shown = {one.property("text"): one for one in items(window.rootObject()) if one.isVisible()}
    assert shown["roundabout-entry-west-2"].property("lineCount") == 1
    assert place(shown["reconnecting"]).top() >= place(shown["roundabout-entry-west-2"]).bottom()


@pytest.mark.parametrize("width", [420, 700])
def test_the_bar_of_held_pictures_ends_where_its_column_does(show: Show, tmp_path: Path, width: int) -> None:
    given = {"pages": 1, "number": 0, "paused": True, "several": False, "editable": True, "openable": True}
    window = show("LiveBar", width, 40, preferences=Preferences(tmp_path / "p.json"), **given)
    window.grabWindow()
    assert max(place(one).right() for one in items(window.rootObject()) if one.width() > 0) <= width


@pytest.mark.parametrize(
    ("counting", "told"), [(True, "Image frozen \u2013 counting continues"), (False, "Image frozen")]
)
def test_what_goes_on_behind_held_pictures_is_said_only_where_it_does(
    show: Show,
    tmp_path: Path,
    counting: bool,  # noqa: FBT001
    told: str,
) -> None:
    given = {"pages": 1, "number": 0, "paused": True, "several": False, "counting": counting, "playable": True}
    window = show("LiveBar", 700, 40, preferences=Preferences(tmp_path / "p.json"), **given)
    shown = {one.property("text") for one in items(window.rootObject()) if one.isVisible()}
    assert {told, "Resume (P)"} <= shown


def test_pictures_that_a_play_bar_holds_are_not_held_twice(show: Show, tmp_path: Path) -> None:
    given = {"pages": 1, "number": 0, "paused": False, "several": False, "playable": True}
    window = show("LiveBar", 700, 40, preferences=Preferences(tmp_path / "p.json"), **given)
    shown = {one.property("text") for one in items(window.rootObject()) if one.isVisible()}
    assert "Overlays" in shown
    assert "Freeze (P)" not in shown


def test_two_digits_cover_no_more_of_the_bell_than_one(show: Show, runtime: Path, tmp_path: Path) -> None:
    monitor = Monitor(runtime)
    notifications = Notifications(monitor, Snapshots(tmp_path), ServiceWatch(tmp_path))
    given = {"monitor": monitor, "engine": Engine(EngineControl(runtime)), "notifications": notifications}
    window = show("TopBar", 1000, 56, module="", **given)
    badge = window.rootObject().findChild(QQuickItem, "unread")
    assert badge is not None
    found = {}
    for number in range(1, 13):
        notifications.tell(f"topic-{number}", "failed", "")
        window.grabWindow()
        found[notifications.unread] = (badge.x(), badge.width())
    assert found[12][1] > found[1][1], "it has grown"
    assert found[12][0] == found[1][0]


def test_how_many_more_notifications_there_are_stands_beside_the_newest(
    show: Show, runtime: Path, tmp_path: Path
) -> None:
    notifications = Notifications(Monitor(runtime), Snapshots(tmp_path), ServiceWatch(tmp_path))
    window = show("NoticeBar", 340, 40, module="", notifications=notifications)
    notifications.tell("browser", "failed", "")
    notifications.tell("picture", "ok", "")
    window.grabWindow()
    shown = [one for one in items(window.rootObject()) if one.isVisible() and one.width() > 0]
    (more,) = [place(one) for one in shown if one.property("text") == "1 more" and one.property("primary") is not None]
    (newest,) = [place(one) for one in shown if one.metaObject().className().startswith("Toast")]
    assert 0 < more.left() - newest.right() < more.height()


class Told(Results):
    """A result that is told here."""

    def __init__(self, runtime: Path, **values: Any) -> None:
        super().__init__(runtime)
        self._values = values


WHOLE = {"lines": {"all": {"forward": {"car": 1, "total": 1}, "backward": {}}}}
GAP = {"from": "2020-01-01T12:00:00+00:00", "to": "2020-01-01T12:10:00+00:00", "file": "b.mp4", "reason": None}


@pytest.mark.parametrize(
    ("values", "ticked"),
    [(WHOLE, True), ({}, False), ({**WHOLE, "gaps": [GAP]}, False), ({**WHOLE, "reason": "the image shakes"}, False)],
)
def test_a_tick_stands_only_at_a_result_that_lacks_nothing(
    show: Show,
    runtime: Path,
    values: dict[str, Any],
    ticked: bool,  # noqa: FBT001
) -> None:
    results = Told(runtime, **values)
    try:
        window = show("ResultHeading", 500, 200, module="Recording", camera=Camera("clip"), results=results)
        glyphs = [one for one in items(window.rootObject()) if one.metaObject().className().startswith("Glyph")]
        assert [one.property("path") == "M3 8.5l3.2 3.2L13 5" for one in glyphs] == [ticked]
    finally:
        results.stop()


@pytest.mark.parametrize("names", [("cam-1",), ("cam-1", "cam-2")])
def test_a_violation_names_its_camera_where_there_are_several(
    show: Show, runtime: Path, names: tuple[str, ...]
) -> None:
    monitor = Monitor(runtime)
    quiet = camera_state(recent_violations=[])
    found = state(dict.fromkeys(names, quiet) | {"cam-1": camera_state()}, updated=100.0)
    monitor.tell(found, alive=True, now=100.0, tick=0.0)
    window = show("ViolationList", 300, 300, monitor=monitor)
    told = {one.property("text") for one in items(window.rootObject())}
    assert ("Red light: Car 7" in told, "Red light: Car 7 at cam-1" in told) == (len(names) == 1, len(names) > 1)


def test_a_menu_does_not_outlive_its_page(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    given = {"pages": 1, "number": 0, "paused": False, "several": False}
    window = show("LiveBar", 700, 400, preferences=Preferences(tmp_path / "p.json"), **given)
    bar = window.rootObject()
    menus = [
        one for one in bar.findChildren(QObject) if one.inherits("QQuickPopup") and one.property("visible") is not None
    ]
    (opener,) = [one for one in items(bar) if one.property("text") == "Overlays" and one.property("glyph")]
    QMetaObject.invokeMethod(opener, "click", Qt.ConnectionType.DirectConnection)
    qtbot.waitUntil(lambda: any(one.property("visible") for one in menus), timeout=PATIENCE)
    bar.setVisible(False)
    qtbot.waitUntil(lambda: not any(one.property("visible") for one in menus), timeout=PATIENCE)


def test_what_runs_a_network_is_named_as_its_maker_does(show: Show, runtime: Path) -> None:
    monitor = Monitor(runtime)
    monitor.tell(state({"cam-1": camera_state()}, updated=100.0), alive=True, now=100.0, tick=0.0)
    window = show("CameraHeader", 900, 46, camera=dict(monitor.cameras.rows)["cam-1"])
    assert "OpenVINO \N{MIDDLE DOT} CPU" in {one.property("text") for one in items(window.rootObject())}


@pytest.mark.parametrize("width", [640, 680, 714, 760])
def test_the_header_of_a_camera_without_figures_ends_where_its_tile_does(show: Show, runtime: Path, width: int) -> None:
    monitor, name = Monitor(runtime), "roundabout-entry-west-2"
    away = camera_state(state="reconnecting", reason="nobody answers", detector={"name": "motion"})
    monitor.tell(state({name: away}, updated=100.0), alive=True, now=100.0, tick=0.0)
    window = show("CameraHeader", width, 46, camera=dict(monitor.cameras.rows)[name], enlargeable=True)
    window.grabWindow()
    shown = [one for one in items(window.rootObject()) if one.width() > 0]
    assert "fps" not in {one.property("text") for one in shown}
    assert max(place(one).right() for one in shown) <= width


@pytest.mark.parametrize("width", [240, 320, 400, 700])
def test_what_is_simulated_says_so_at_whatever_width(show: Show, runtime: Path, width: int) -> None:
    monitor, name = Monitor(runtime), "crossroads-of-the-simulator"
    values = camera_state(source="simulator:crossroads", detector={"name": "ground-truth"})
    monitor.tell(state({name: values}, updated=100.0), alive=True, now=100.0, tick=0.0)
    window = show("CameraHeader", width, 46, camera=dict(monitor.cameras.rows)[name], enlargeable=True)
    window.grabWindow()
    shown = [one for one in items(window.rootObject()) if one.isVisible() and one.width() > 0]
    assert "Simulated" in {one.property("text") for one in shown}
    assert max(place(one).right() for one in shown) <= width


@pytest.mark.parametrize("frames", [0, 100])
def test_of_a_camera_that_never_gave_an_image_nothing_was_skipped(show: Show, runtime: Path, frames: int) -> None:
    monitor, values = Monitor(runtime), camera_state(state="reconnecting", frames=frames, skipped=0)
    monitor.tell(state({"north": values}, updated=100.0), alive=True, now=100.0, tick=0.0)
    window = show("CameraHeader", 1000, 46, camera=dict(monitor.cameras.rows)["north"])
    window.grabWindow()
    shown = {one.property("label") for one in items(window.rootObject()) if one.isVisible()}
    assert ("skipped" in shown) == (frames > 0)


@pytest.mark.parametrize("width", [640, 660, 700, 740, 800])
def test_figures_make_way_for_the_name_of_the_model(show: Show, runtime: Path, width: int) -> None:
    monitor = Monitor(runtime)
    detector = {"name": "yolo11n_int8", "backend": "openvino", "device": "CPU"}
    busy = camera_state(source="simulator:crossroads", detector=detector, skipped=1094)
    monitor.tell(state({"crossroads": busy}, updated=100.0), alive=True, now=100.0, tick=0.0)
    camera = dict(monitor.cameras.rows)["crossroads"]
    camera.show(Picture("crossroads", drawable(np.zeros((90, 160, 3), np.uint8)), overlay.Overlay()), 0.0)
    window = show("CameraHeader", width, 46, camera=camera, enlargeable=True)
    window.grabWindow()
    texts = [one for one in items(window.rootObject()) if one.metaObject().className().startswith("CaptionText")]
    (model,) = [one for one in texts if one.property("text") == "yolo11n_int8"]
    assert not model.property("truncated")
    assert not model.property("truncated")


def test_where_room_is_short_problems_stand_before_limits(show: Show, runtime: Path) -> None:
    ended = camera_state(state="ended", reason="line 'all' lies outside the 320x176 image")
    away = camera_state(state="reconnecting", reason="connection refused")
    cameras = {"first": ended, "second": ended, "third": away, "fourth": away}
    monitor = Monitor(runtime)
    monitor.tell(state(cameras, updated=100.0), alive=True, now=100.0, tick=0.0)
    window = show("HealthCard", 300, 600, monitor=monitor, brief=True)
    shown = {one.property("text") for one in items(window.rootObject()) if one.isVisible()}
    assert shown & set(cameras) == {"third"}, "the first problem is that of a service"
    window.rootObject().setProperty("brief", False)  # noqa: FBT003
    window.grabWindow()
    texts = [one.property("text") for one in items(window.rootObject()) if one.isVisible()]
    assert texts.count("ended, limited") == 2, "what is counted as limited says so"


@pytest.mark.parametrize(("alive", "told"), [(False, "1 problem."), (True, "1 problem, 1 not ready.")])
def test_what_cannot_be_known_is_not_counted_beside_what_is_known(
    show: Show,
    runtime: Path,
    alive: bool,  # noqa: FBT001
    told: str,
) -> None:
    monitor = Monitor(runtime)
    found = state({"cam-1": camera_state()}, updated=100.0)
    monitor.tell(found, alive=alive, now=100.0, tick=0.0)
    window = show("HealthCard", 300, 400, monitor=monitor, brief=True)
    assert told in {one.property("text") for one in items(window.rootObject())}
