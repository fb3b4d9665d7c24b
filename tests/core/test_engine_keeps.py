"""An engine goes on: without its only camera, after a detector that hangs, after one inference that failed."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from waiting import eventually

from core import preparing
from core.beat import Limits
from core.engine import Engine
from core.errors import UserError
from core.journal.reader import period
from core.live import read_state
from core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.types import Detections, Frame


def settings(**cameras: str) -> Settings:
    listed = [{"id": name, "source": source} for name, source in cameras.items()]
    detector = {"model": "ground-truth"} if "simulator" in "".join(cameras.values()) else {}
    return Settings.model_validate({"site": "here", "detector": detector, "cameras": listed})


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    made: list[Engine] = []

    def start(wanted: Settings, **options: Any) -> Engine:
        one = Engine(wanted, state_dir=tmp_path, runtime_dir=tmp_path, cache_dir=tmp_path, realtime=True, **options)
        one.start()
        made.append(one)
        return one

    yield start
    for one in made:
        one.stop(5.0)


def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"


def test_an_engine_waits_for_its_only_camera_unless_who_asks_wants_to_know(engine: Callable[..., Engine]) -> None:
    said: list[str] = []
    wanted = settings(a=nobody())
    with pytest.raises(UserError, match="connection refused"):
        engine(wanted, waits=False)
    one = engine(wanted, progress=said.append)
    eventually(lambda: one.snapshot()["cameras"]["a"]["state"] == "reconnecting")
    assert one.snapshot()["cameras"]["a"]["reason"] == "connection refused"
    assert not one.wait(0.0)
    assert any(line.endswith("; waiting for it") for line in said)


class Broken:
    """A detector whose first session hangs, whose second raises, at their second frame; the others are well."""

    def __init__(self, inner: Any, go_on: threading.Event, made: list[int]) -> None:
        self._inner, self._go_on, self._made = inner, go_on, made

    def session(self) -> Any:
        number, inner, go_on = len(self._made), self._inner.session(), self._go_on
        self._made.append(number)
        submit = inner.submit

        def submitted(frame: Frame) -> Any:
            answer = submit(frame)

            class Later:
                def result(self) -> Detections:
                    if number == 0 and frame.index >= 2:
                        go_on.wait(120)
                    if number == 1 and frame.index >= 2:
                        raise RuntimeError("device lost")
                    found: Detections = answer.result()
                    return found

            return Later()

        inner.submit = submitted
        return inner


@pytest.mark.slow  # the same as test_kept_camera, with all there is
def test_a_detector_that_hangs_and_an_inference_that_fails_are_told_and_the_camera_counts_on(
    tmp_path: Path, engine: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    load, go_on, made = preparing.load_model, threading.Event(), list[int]()
    monkeypatch.setattr(preparing, "load_model", lambda *a, **k: Broken(load(*a, **k), go_on, made))
    one = engine(settings(a="simulator:crossroads"), limits=Limits(detector=0.5, first=10.0))

    def camera() -> dict[str, Any]:
        return dict((read_state(tmp_path) or {}).get("cameras", {}).get("a", {}))

    eventually(lambda: len(made) > 2 and camera().get("state") == "running" and camera()["frames"] > 5)
    assert camera()["reason"] is None
    go_on.set()
    one.stop(5.0)
    told = [row.body.decode() for row in period(tmp_path / "journal.sqlite", "performance", 0, 1e11)]
    assert any('"reconnecting"' in body and "the detector did not respond" in body for body in told)
    assert any('"reconnecting"' in body and "RuntimeError" in body for body in told)
    assert not any('"failed"' in body for body in told)
