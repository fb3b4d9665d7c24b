"""Whatever would end a running count, or lose what nobody saved, asks first: whichever way something is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, state
from PySide6.QtCore import QMetaMethod, QUrl

from bootstrap.effective import Effective, effective, write
from core.live import write_state
from core.settings.rewrite import rewrite
from qml_app.opening import Opening
from qml_app.stake import at_stake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

CLIP: dict[str, Any] = {"id": "clip", "source": "/clip.mp4"}
CAMERA: dict[str, Any] = {"id": "north", "source": "rtsp://127.0.0.1/1"}
LINE = {"id": "north", "points": [[1, 2], [30, 40]]}


def running(kind: str, *cameras: dict[str, Any]) -> Effective:
    return Effective(rewrite("", {"cameras": list(cameras)}), Path("/"), kind=kind)


def saved(one: Effective) -> Effective:
    return replace(one, kind="file", file=Path("/intersection.yaml"), origin=one.text)


def told(mode: str = "preview", condition: str = "running") -> dict[str, Any]:
    return state({"clip": camera_state(state=condition, playback={"mode": mode})})


ONE = running("camera", CAMERA)
KEPT = saved(ONE)
CHANGED = replace(KEPT, text=running("camera", {**CAMERA, "scene": {"lines": [LINE]}}).text)
VIDEO = running("video", CLIP)
EDITED = replace(saved(VIDEO), text=running("video", {**CLIP, "scene": {"lines": [LINE]}}).text)


@pytest.mark.parametrize(
    ("base", "engine", "beside", "alone"),
    [
        (None, None, "", ""),
        (ONE, None, "", "unsaved"),
        (KEPT, None, "", "saved"),
        (CHANGED, None, "", "unsaved"),
        (VIDEO, told(), "", ""),  # what was drawn on it comes back with it
        (VIDEO, told("count"), "count", "count"),
        (VIDEO, told("count", "ended"), "", ""),
        (VIDEO, told("count", "failed"), "", ""),
        (VIDEO, {**told("count"), "stopped": True}, "", ""),
        (KEPT, told("count"), "count", "saved"),  # a recording beside cameras begins again
        (saved(VIDEO), told(), "", ""),
        (EDITED, told(), "edits", "edits"),
    ],
)
def test_what_would_end_or_be_lost(
    base: Effective | None, engine: dict[str, Any] | None, beside: str, alone: str
) -> None:
    assert (at_stake(base, engine), at_stake(base, engine, alone=True)) == (beside, alone)


def test_the_simulated_intersection_makes_way_for_anything() -> None:
    assert at_stake(effective(None, "simulator:", None), state({"cam-1": camera_state()})) == ""


class Control:
    """Stands for the engine."""

    offered = True

    def __init__(self) -> None:
        self.ran: list[Effective] = []

    def run(self, one: Effective) -> None:
        self.ran.append(one)


#: Slots of Opening after which the engine runs on something else.
WAYS: dict[str, Callable[[Opening, Path], None]] = {
    "simulate": lambda one, _: one.simulate(),
    "openFiles": lambda one, file: one.openFiles([QUrl.fromLocalFile(str(file))]),
    "open": lambda one, file: one.open(str(file)),
    "addCamera": lambda one, _: one.addCamera("rtsp://127.0.0.1/2", "", "", "", {}),
}
#: And those after which it runs as before; `agree` is the answer.
OTHERS = {"agree", "decline", "localPath", "test", "forgetTest", "forget", "look"}


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def counting(runtime: Path, tmp_path: Path, control: Control, qapp: object) -> Iterator[Opening]:
    """While a recording is being counted."""
    assert qapp
    write_state(runtime, told("count"))
    write(runtime, VIDEO)
    one = Opening(runtime, tmp_path / "kept", control)  # type: ignore[arg-type]  # as far as it is used here
    yield one
    one.stop()


def test_every_way_of_opening_is_known_here() -> None:
    about = Opening.staticMetaObject
    methods = [about.method(number) for number in range(about.methodOffset(), about.methodCount())]
    slots = {str(one.name(), "ascii") for one in methods if one.methodType() == QMetaMethod.MethodType.Slot}
    assert slots == WAYS.keys() | OTHERS


@pytest.mark.parametrize("way", WAYS)
def test_a_running_count_ends_only_once_somebody_agreed(
    way: str, counting: Opening, control: Control, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "next.mp4"
    file.touch()
    WAYS[way](counting, file)
    qtbot.waitUntil(lambda: counting.atStake == "count")
    WAYS[way](counting, file)  # one question at a time
    counting.decline()
    assert (counting.busy, counting.atStake, control.ran) == ("", "", [])
    WAYS[way](counting, file)
    qtbot.waitUntil(lambda: counting.atStake == "count")
    with qtbot.waitSignal(counting.opened):
        counting.agree()
    assert (len(control.ran), counting.atStake) == (1, "")


def test_of_a_count_that_has_come_to_its_end_nobody_asks(
    counting: Opening, control: Control, runtime: Path, qtbot: QtBot
) -> None:
    counting.simulate()
    qtbot.waitUntil(lambda: counting.atStake == "count")
    counting.see("running")
    assert counting.atStake == "count"
    write_state(runtime, told("count", "ended"))
    counting.see("running")
    assert (counting.busy, counting.atStake, control.ran) == ("", "", [])


def test_for_what_cannot_be_opened_nothing_is_asked(counting: Opening, control: Control, qtbot: QtBot) -> None:
    counting.open("/gone.mp4")
    qtbot.waitUntil(lambda: "not found" in counting.failure)
    assert (counting.atStake, counting.shown, control.ran) == ("", True, [])


def test_what_is_no_file_is_refused_in_words(counting: Opening, control: Control) -> None:
    counting.openFiles([QUrl("rtsp://127.0.0.1/1")])
    assert ("only videos" in counting.failure, counting.shown, control.ran) == (True, True, [])


@pytest.mark.usefixtures("qapp")
def test_what_was_saved_and_cannot_run_is_said_where_something_else_can_be_opened(
    runtime: Path, tmp_path: Path, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qml_app.opening.usual", lambda: tmp_path / "saved.yaml")
    one = Opening(runtime, tmp_path / "kept", control)  # type: ignore[arg-type]  # as far as it is used here
    one.refuse("")
    assert not one.shown
    one.refuse("camera 'north': gone.mp4: file not found — check the path")
    assert (one.shown, one.first) == (True, False)
    assert one.failure == "camera 'north': gone.mp4: file not found — check the path"
    one.stop()
