"""The picture that is drawn on: how it is by the engine that shows it, and that it is none of now when that ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engine_stand_in import camera_state, state

from core.live import LiveWriter, write_state
from core.settings import Camera
from qml_app.settings_engine import Watcher
from qml_app.settings_picture import Looker, Seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE = "rtsp://host/street"
PICTURE = np.zeros((36, 64, 3), np.uint8)


def tell(runtime: Path, age: float = 0.0, **changes: Any) -> None:
    """An engine of this process said so `age` seconds ago."""
    cameras = {"cam": camera_state(source=SOURCE, **changes)}
    write_state(runtime, state(cameras, updated=time.time() - age))


@pytest.fixture
def looker(runtime: Path) -> Looker:
    tell(runtime)
    writer = LiveWriter(runtime, "cam")
    writer.write(PICTURE, {"signals": {"north": "red"}})
    writer.close()
    made = Looker(runtime)
    made.want(Camera(id="cam", source=SOURCE))
    return made


def test_a_picture_is_live_while_others_follow(looker: Looker, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = looker.look()
    assert first is not None
    assert (first.image is not None, first.status, first.signals) == (True, "live", {"north": "red"})
    assert looker.look() is None
    now = time.monotonic()
    monkeypatch.setattr("qml_app.settings_picture.time.monotonic", lambda: now + 5.0)
    late = looker.look()
    assert late is not None
    assert (late.image, late.status, late.signals) == (None, "no-data", {})
    tell(runtime, state="no_data")
    assert looker.look() is None  # it is the same
    tell(runtime, playback={"mode": "preview", "playing": False})
    held = looker.look()
    assert held is not None
    assert held.status == "paused"


@pytest.mark.parametrize(("age", "said"), [(34.0, "running"), (0.0, "no_data")])
def test_a_picture_of_before_is_not_live_because_it_is_read_now(
    looker: Looker, runtime: Path, age: float, said: str
) -> None:
    tell(runtime, age, state=said)
    seen = looker.look()
    assert seen is not None
    assert (seen.image is not None, seen.status) == (True, "no-data")
    writer = LiveWriter(runtime, "cam")
    writer.write(PICTURE, {})
    writer.write(PICTURE, {})
    writer.close()
    seen = looker.look()
    assert seen is not None
    assert seen.status == "live", "another one has come meanwhile"


def test_the_picture_of_an_engine_that_is_gone_is_a_still_one(looker: Looker, runtime: Path) -> None:
    looker.look()
    write_state(runtime, state({"cam": camera_state(source=SOURCE)}, created="another time"))
    seen = looker.look()
    assert seen is not None
    assert (seen.image, seen.status, seen.problem, seen.signals) == (None, "", "", {})
    assert looker.look() is None


def test_an_engine_that_says_nothing_lives_and_does_not_respond(runtime: Path) -> None:
    watcher = Watcher(runtime)
    tell(runtime)
    assert (watcher.look().running, watcher.look().responding) == (True, True)
    tell(runtime, age=10.0)
    assert (watcher.look().running, watcher.look().responding) == (True, False)


def test_a_camera_that_gave_no_picture_is_asked_again_until_it_does(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera, clock = Camera(id="cam", source=SOURCE), Clock()
    answers = [Seen(camera, problem="no image"), Seen(camera, problem="no image"), Seen(camera, PICTURE)]
    monkeypatch.setattr("qml_app.settings_picture.fetch", lambda _: answers.pop(0))
    monkeypatch.setattr("qml_app.settings_picture.time.monotonic", lambda: clock.now)
    looker = Looker(runtime)
    looker.want(camera)
    told = [(clock.now, seen.problem) for _ in range(30) if (seen := clock.after_a_second(looker.look)) is not None]
    assert [problem for _, problem in told] == ["no image", "no image", ""]
    first, second, third = (at for at, _ in told)
    assert third - second > second - first >= 5.0


def test_the_picture_is_fetched_with_the_trust_that_the_camera_was_given(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine would show it; without one, the camera's own certificate must not be refused."""
    camera = Camera(id="cam", source="rtsps://host/street", tls={"verify": False}, allowed_hosts=["other"])
    asked: list[Camera] = []
    monkeypatch.setattr("qml_app.settings_picture.fetch", lambda one: asked.append(one) or Seen(one, PICTURE))
    looker = Looker(runtime)
    looker.want(camera)
    looker.look()
    assert [(one.tls.verify, one.allowed_hosts) for one in asked] == [(False, ["other"])]


class Clock:
    """Goes on by a second with each look."""

    now = 0.0

    def after_a_second(self, look: Callable[[], Seen | None]) -> Seen | None:
        self.now += 1.0
        return look()
