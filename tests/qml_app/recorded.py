"""A journal as the engine leaves it, with events of the tests' choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.events import Crossing, Detection, Movement, Occupancy, Violation, ZoneOccupancy, event_id, utc
from core.journal.journal import Journal
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.events import AnyEvent


def write(state_dir: Path, events: Sequence[AnyEvent]) -> Path:
    """The journal's file, closed again."""
    state_dir.mkdir(parents=True, exist_ok=True)
    journal = Journal(state_dir / "journal.sqlite", Bounds(), [])
    journal.open()
    journal.append(events)
    journal.close()
    return journal.path


def violation(
    began: float,
    *,
    phase: str = "new",
    rule: str = "red_light",
    camera: str = "cam-1",
    evidence: bool = False,
    **facts: Any,
) -> Any:
    ident = event_id("s", camera, "violation", rule, began)
    return Violation.model_validate(
        {
            "id": ident,
            "phase": phase,
            "site": "s",
            "camera": camera,
            "time": utc(began + (2.5 if phase == "end" else 0.0)),
            "started": utc(began),
            "rule": rule,
            "track": 7,
            "class": "car",
            "facts": facts,
            "evidence": (f"{ident}.jpg", f"{ident}.webm") if evidence else (),
        }
    )


def picture(state_dir: Path, of: Violation, colour: tuple[int, int, int]) -> None:
    """Evidence of one colour (BGR): the picture of the frame, and two seconds of it."""
    from core.evidence.pictures import compress, snapshot, write_clip  # noqa: PLC0415 -- few tests need OpenCV

    folder = state_dir / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    frame = np.full((360, 640, 3), colour, np.uint8)
    write_clip(folder / of.evidence[1], [compress(frame // 2, step / 5, {}) for step in range(11)], ())
    (folder / of.evidence[0]).write_bytes(snapshot(frame, [], of.rule))


def movement(time: float, track: int, origin: str, destination: str, *, kind: str = "car") -> Any:
    return Movement.model_validate(
        {
            "id": event_id("s", "cam-1", "movement", str(track), time),
            "site": "s",
            "camera": "cam-1",
            "time": utc(time),
            "origin": origin,
            "destination": destination,
            "turn": None,
            "track": track,
            "class": kind,
            "seconds": 4.5,
        }
    )


def filling(  # noqa: PLR0913 -- a zone has many figures
    time: float, zone: str, *, mean: float, queue: int, share: float, seconds: float = 30.0
) -> Any:
    """A zone in the interval that ends at `time`."""
    one = ZoneOccupancy(
        zone=zone, zone_kind="approach", objects={}, mean_objects=mean, queue=0, max_queue=queue, occupancy=share
    )
    return Occupancy(
        id=event_id("s", "cam-1", "occupancy", zone, time),
        site="s",
        camera="cam-1",
        time=utc(time),
        seconds=seconds,
        frames=100,
        zones=(one,),
    )


def crossing(  # noqa: PLR0913 -- so has a crossing
    time: float,
    track: int,
    *,
    line: str = "north",
    direction: str = "forward",
    kind: str = "car",
    kmh: float | None = None,
) -> Any:
    return Crossing.model_validate(
        {
            "id": event_id("s", "cam-1", "crossing", f"{line}/{track}", time),
            "site": "s",
            "camera": "cam-1",
            "time": utc(time),
            "line": line,
            "direction": direction,
            "track": track,
            "class": kind,
            "confidence": 0.9,
            "point": (1.0, 2.0),
            "speed_kmh": kmh,
        }
    )


def watching(start: float, end: float, every: float = 10.0) -> list[Any]:
    """Signs that the camera watched."""
    return [
        Detection(
            id=event_id("s", "cam-1", "detection", "", start + index * every),
            site="s",
            camera="cam-1",
            time=utc(start + index * every),
            frame=index,
            detector="yolo11n",
            processing_ms=1.0,
            counts={},
            objects=(),
        )
        for index in range(int((end - start) / every) + 1)
    ]
