"""The thread that tells how the engine is outlives whatever one look meets."""

from __future__ import annotations

import json
import threading
import time
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from waiting import eventually

from core import telling, threads
from core.live import read_state
from core.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Asked:
    """Gives an answer, but fails while it is told to."""

    def __init__(self, error: Exception, answer: Any = None) -> None:
        self.error: Exception | None = error
        self.answer, self.failed = answer, threading.Event()

    def __call__(self, *_: Any) -> Any:
        if self.error is not None:
            self.failed.set()
            raise self.error
        return self.answer


@pytest.fixture
def emitted() -> list[Any]:
    return []


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, emitted: list[Any]) -> Callable[..., Telling]:
    monkeypatch.setattr(telling, "_EVERY", 0.01)
    ledger = threads.Ledger()
    monkeypatch.setattr(telling, "LEDGER", ledger)

    def emit(events: Sequence[Any]) -> None:
        emitted.extend(events)

    def snapshot() -> dict[str, Any]:
        ran = {"state": "running", "reason": None}
        return {"site": "s", "cameras": {}, "journal": ran, "sinks": {}, "threads": ledger.report()}

    telemetry: Any = SimpleNamespace(broker=lambda: {"state": "off"}, database=dict, emit=emit)
    clock: Any = SimpleNamespace(steps=lambda _: ())

    def made(**other: Any) -> Telling:
        asked = {"look": lambda: None, "snapshot": snapshot, "beside": dict, "about": dict, **other}
        return Telling(tmp_path, telemetry, clock, **asked)

    return made


def test_the_state_comes_back_after_whatever_a_look_meets(
    tmp_path: Path, make: Callable[..., Telling], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no descriptor left, not even the version can be read."""
    troubles = [Asked(OSError(24, "Too many open files")), Asked(RuntimeError("changed"), {}), Asked(KeyError("a"), {})]
    version = Asked(PackageNotFoundError("none"), "1")
    monkeypatch.setattr(telling, "version", version)
    one = make(look=troubles[0], about=troubles[1], beside=troubles[2])
    one.start()
    for trouble in (troubles[0], troubles[1], troubles[2]):
        assert trouble.failed.wait(30)
    troubles[1].error = None
    assert version.failed.wait(30)
    for trouble in (*troubles, version):
        trouble.error = None
    eventually(lambda: read_state(tmp_path))
    first = json.dumps(read_state(tmp_path))
    eventually(lambda: json.dumps(read_state(tmp_path)) != first)
    one.stop(10)


def test_a_failing_thread_is_told_as_a_service_and_so_is_its_recovery(
    make: Callable[..., Telling], emitted: list[Any]
) -> None:
    state = make()
    state._tell_health("running")
    telling.LEDGER.note("journal", OSError("S3CRET"))
    state._tell_health("running")
    telling.LEDGER._latest.clear()
    state._tell_health("running")
    told = [(one.service, one.state, one.reason) for one in emitted if one.service.startswith("thread/")]
    reason = "unexpected error OSError — please report this with the log"
    assert told == [("thread/journal", "failed", reason), ("thread/journal", "running", None)]


def test_what_goes_wrong_every_second_is_logged_once(
    make: Callable[..., Telling], caplog: pytest.LogCaptureFixture
) -> None:
    look = Asked(OSError("no descriptor"))
    one = make(look=look)
    for _ in range(5):
        one._guarded("look", look)
    assert len(caplog.records) == 1
    look.error = None
    one._guarded("look", look)
    look.error = OSError("again")
    one._guarded("look", look)
    assert len(caplog.records) == 2


def test_the_beginning_stays_what_it_was_unless_the_clock_is_set(
    tmp_path: Path, make: Callable[..., Telling], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(key: str) -> float:
        return float((read_state(tmp_path) or {}).get(key, 0.0))

    made = make()
    made.start()
    eventually(lambda: told("updated"))
    began, first = told("started"), told("beat")
    eventually(lambda: told("beat") > first)
    assert told("started") == began
    now = time.time
    monkeypatch.setattr(telling, "time", SimpleNamespace(time=lambda: now() + 3600.0, monotonic=time.monotonic))
    eventually(lambda: told("started") - began > 3000.0)
    assert time.monotonic() - told("beat") < 30.0
    made.stop(10.0)


def test_first_pictures_are_told_as_soon_as_they_come(
    tmp_path: Path, make: Callable[..., Telling], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for an engine that begins does not wait for its next round."""
    monkeypatch.setattr(telling, "_EVERY", 3600.0)
    frames, frames_now = iter([0, 0, 5]), [0]

    def snapshot() -> dict[str, Any]:
        ran = {"state": "running", "reason": None}
        cameras = {"yard": {"frames": frames_now[0], "state": "running", "reason": None}}
        return {"site": "s", "cameras": cameras, "journal": ran, "sinks": {}, "threads": threads.Ledger().report()}

    def look() -> None:
        frames_now[0] = next(frames, 5)

    one = make(look=look, snapshot=snapshot)
    one.start()
    eventually(lambda: (read_state(tmp_path) or {}).get("cameras", {}).get("yard", {}).get("frames") == 5)
    one.stop(60.0)
