"""Stand-ins for the stages of one camera's loop; the loop itself is the real one."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from core.detect.protocol import DetectorInfo
from core.pipeline import Pipeline
from core.stages import Stages
from core.types import Detections, Frame, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.events import AnyEvent
    from core.live import LiveWriter


@dataclass
class ScriptedSource:
    """Hands out `count` frames at 10 per media second; may fail afterwards."""

    count: int
    live: bool = False
    failure: str | None = None
    skipped: int = 0
    state: str = "starting"
    reason: str | None = None
    notice: str | None = None
    held: int = 0
    most_held: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    def frames(self) -> Iterator[Frame]:
        self.state = "running"
        for index in range(self.count):
            if self.closed.is_set():
                break
            self.held += 1
            self.most_held = max(self.most_held, self.held)
            yield Frame(np.zeros((4, 4, 3), np.uint8), index, 100 + index / 10, 0.0)
        self.state, self.reason = ("failed", self.failure) if self.failure else ("ended", None)

    def release(self, frame: Frame) -> None:
        assert frame.image is not None
        self.held -= 1

    def close(self) -> None:
        self.closed.set()


@dataclass
class ScriptedDetector:
    depth: int = 1
    fails_at: int | None = None
    info: DetectorInfo = field(default_factory=lambda: DetectorInfo("scripted", "onnx", "CPU"))
    closed: bool = False
    tuned: Any = None

    def submit(self, frame: Frame) -> Any:
        detector = self

        class Later:
            def result(self) -> Detections:
                if frame.index == detector.fails_at:
                    raise ValueError("broken on purpose")
                return Detections.empty()

        return Later()

    def tune(self, settings: Any) -> None:
        self.tuned = settings

    def close(self) -> None:
        self.closed = True


class NoTracks:
    def update(self, detections: Detections, time: float) -> TrackUpdate:
        assert len(detections) == 0
        assert time >= 100
        return TrackUpdate(())


class Listing:
    """An analyser that remembers what it was shown."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.says: dict[int, str] = {}  # notices, by frame
        self.finished_at: float | None = None
        self.scene = "0" * 12

    def change(self, camera: Any) -> list[AnyEvent]:
        self.scene = camera
        return []

    def since(self) -> dict[str, str | None]:
        return {}

    def update(self, frame: Frame, tracks: TrackUpdate, spent_ms: float) -> list[AnyEvent]:
        assert not tracks.tracks
        assert spent_ms >= 0
        self.seen.append(frame.index)
        return []

    def finish(self, time: float) -> list[AnyEvent]:
        self.finished_at = time
        return []

    def counts(self) -> dict[str, Any]:
        return {}

    def movements(self) -> dict[str, Any]:
        return {}

    def violations(self) -> dict[str, int]:
        return {"red_light": 0, "wrong_way": 0}

    def notice(self) -> str | None:
        return self.says.get(self.seen[-1])

    def overlay(self) -> dict[str, Any]:
        return {"lines": [self.scene], "zones": [], "signals": {}, "objects": list(self.seen)}


def make(
    source: ScriptedSource, detector: ScriptedDetector | None = None, live: LiveWriter | None = None, **options: Any
) -> tuple[Any, Any, Any, Any]:
    emitted: list[AnyEvent] = []

    def emit(events: Sequence[AnyEvent]) -> None:
        emitted.extend(events)

    detector, listing = detector or ScriptedDetector(), Listing()
    stages = Stages(source, detector, NoTracks(), listing, live, emit, lambda: ({"mqtt": 3}, {"mqtt": 1}))  # type: ignore[arg-type]
    return Pipeline("site", "cam", stages, **options), listing, detector, emitted
