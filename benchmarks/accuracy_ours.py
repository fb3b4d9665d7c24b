"""How this product counts a clip: its own source and detector once, then tracker and analyser on what they saw.

Detections are kept in a folder by clip and weights, so that a change of the tracker is judged in seconds. Remove that
folder after a change of decoding or detection.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks.accuracy_clips import Crossing
from core.analyse import Analyser
from core.detect import load_model
from core.events import Crossing as CrossingEvent
from core.settings.models import Detector
from core.sources import open_source
from core.track import Tracker
from core.types import Detections, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from benchmarks.accuracy_clips import Clip

_START: Final = 1_600_000_000.0
MOTION: Final = "motion"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a detector found in every frame of a clip.

    Attributes:
        times: (frames,) media times, seconds.
        found: one entry a frame.
    """

    times: NDArray[np.float64]
    found: list[Detections]


def seen(clip: Clip, weights: str, cache: Path) -> Seen:
    """Look at the whole clip, or read what was seen before."""
    kept = cache / f"{clip.name}.{_key(clip, weights)}.npz"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _write(kept, _look(clip, weights, cache))
    with np.load(kept) as table:
        ends = np.cumsum(table["numbers"])[:-1]
        parts = (np.split(table[name], ends) for name in ("boxes", "scores", "classes"))
        return Seen(table["times"], [Detections(*one) for one in zip(*parts, strict=True)])


def count(clip: Clip, what: Seen) -> list[Crossing]:
    """Track and count."""
    tracker, analyser = Tracker(), Analyser("site", clip.camera(), 1e9, "kept")
    image = np.zeros((clip.size[1], clip.size[0], 3), np.uint8)
    events: list[Any] = []
    for k, (time, found) in enumerate(zip(what.times.tolist(), what.found, strict=True)):
        events += analyser.update(Frame(image, k, time, 0.0), tracker.update(found, time), 0.0)
    events += analyser.finish(float(what.times[-1]))
    return [
        Crossing(event.line, event.direction, _frame(event.time.timestamp(), what.times), event.cls)
        for event in events
        if isinstance(event, CrossingEvent)
    ]


def _frame(time: float, times: NDArray[np.float64]) -> float:
    """The number of a moment's frame, with its fraction."""
    return float(np.interp(time, times, np.arange(len(times))))


def _key(clip: Clip, weights: str) -> str:
    """Changes with the video and the weights."""
    paths = [clip.video] if weights == MOTION else [clip.video, *_files(weights)]
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _files(weights: str) -> list[Path]:
    path = Path(weights)
    return sorted(path.iterdir()) if path.is_dir() else [path]


def _look(clip: Clip, weights: str, cache: Path) -> Iterator[tuple[float, Detections]]:
    settings = Detector(model=None if weights == MOTION else weights)
    session = load_model(settings, cache=cache / "models", progress=lambda _: None).session()
    source = open_source(clip.camera(), start_time=_START)
    flying: deque[Any] = deque()
    try:
        for frame in source.frames():
            flying.append((frame, session.submit(frame)))
            if len(flying) >= session.depth:
                yield _landed(source, *flying.popleft())
        while flying:
            yield _landed(source, *flying.popleft())
    finally:
        source.close()
        session.close()
    if source.state == "failed":
        raise SystemExit(f"{clip.video}: {source.reason}")


def _landed(source: Any, frame: Frame, pending: Any) -> tuple[float, Detections]:  # noqa: ANN401 -- Source, Pending
    found = pending.result()
    source.release(frame)
    return frame.time, found


def _write(path: Path, looks: Iterator[tuple[float, Detections]]) -> None:
    told = list(looks)
    part = path.with_suffix(".part")
    with part.open("wb") as stream:
        np.savez(
            stream,
            times=np.array([time for time, _ in told]),
            numbers=np.array([len(found) for _, found in told]),
            boxes=np.concatenate([found.boxes for _, found in told]),
            scores=np.concatenate([found.scores for _, found in told]),
            classes=np.concatenate([found.classes for _, found in told]),
        )
    part.replace(path)
