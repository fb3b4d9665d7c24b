"""Events as the analysis tells them: crossings, turning movements, samples of what is in view."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from core.events import Crossing, Detection, Movement, event_id, utc
from core.types import CLASSES

if TYPE_CHECKING:
    from core.analyse.class_wait import Told
    from core.analyse.view import View
    from core.rules.case import Place
    from core.scene import Moved
    from core.trajectory import Mover
    from core.types import Frame


class EventMaker:
    """Makes the events of one camera under one scene.

    Args:
        place: site, camera and scene they name.
        detector: name of the detector, for samples.
    """

    def __init__(self, place: Place, detector: str) -> None:
        self._place, self._detector = place, detector

    def crossing(self, told: Told, view: View) -> Crossing:
        """A road user has crossed a line."""
        crossing = told.crossing
        track, line = crossing.track, crossing.line.id
        cls = CLASSES[track.cls]
        subject = f"{line}/{crossing.direction}/{track.id}"
        return Crossing.model_validate(
            {
                **self._head("crossing", subject, crossing.time),
                "scene": told.scene,
                "line": line,
                "line_kind": crossing.line.kind,
                "direction": crossing.direction,
                "track": track.id,
                "class": cls,
                "confidence": round(track.score, 3),
                "point": rounded(crossing.point),
                **_speed(view, track.id, crossing.time),
            }
        )

    def movement(self, moved: Moved, view: View) -> Movement:
        """A road user has gone from an approach to an exit."""
        zones = view.geometry.zones.settings
        origin, destination, cls = zones[moved.origin].id, zones[moved.destination].id, CLASSES[moved.track.cls]
        return Movement.model_validate(
            {
                **self._head("movement", f"{origin}/{destination}/{moved.track.id}", moved.time),
                "origin": origin,
                "destination": destination,
                "turn": moved.turn,
                "track": moved.track.id,
                "class": cls,
                "seconds": round(moved.seconds, 3),
                **_speed(view, moved.track.id, moved.time),
            }
        )

    def sample(self, frame: Frame, seen: list[Mover], view: View, processing_ms: float) -> Detection:
        """What is in view in a frame."""
        zones = view.geometry.zones.settings
        objects = [
            {
                "track": mover.track.id,
                "class": mover.cls,
                "confidence": round(mover.track.score, 3),
                "box": rounded(mover.track.box),
                "zones": tuple(zones[k].id for k in mover.zones),
            }
            for mover in seen
        ]
        return Detection.model_validate(
            {
                **self._head("detection", str(frame.index), frame.time),
                "frame": frame.index,
                "detector": self._detector,
                "processing_ms": round(processing_ms, 2),
                "counts": dict(Counter(mover.cls for mover in seen)),
                "objects": objects,
            }
        )

    def _head(self, kind: str, subject: str, time: float) -> dict[str, Any]:
        site, camera = self._place.site, self._place.camera
        return {
            "id": event_id(site, camera, kind, subject, time),
            "site": site,
            "camera": camera,
            "time": utc(time),
            "scene": self._place.scene,
        }


def _speed(view: View, track: int, time: float) -> dict[str, float | None]:
    speed = view.speed(track, time)
    kmh, error = (round(speed.kmh, 1), round(speed.error, 1)) if speed else (None, None)
    return {"speed_kmh": kmh, "speed_error_kmh": error}


def rounded(values: tuple[float, ...]) -> tuple[float, ...]:
    """To a tenth."""
    return tuple(round(value, 1) for value in values)
