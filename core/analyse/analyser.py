"""One camera's analysis: crossings, violations and samples of what is in view, as events, counts and an overlay."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from core.analyse.beginnings import Edges, earlier
from core.analyse.car_sizes import CarSizes
from core.analyse.class_wait import ClassWait
from core.analyse.frame_rate import FrameRate
from core.analyse.view import View
from core.events import AnyEvent, Crossing, Detection, Movement, event_id, utc
from core.notices import together
from core.rules import Context, Mover
from core.rules.able import able
from core.rules.case import Place
from core.scene import Geometry, Kept, misfit
from core.settings.version import scene_version
from core.types import CLASSES, TrackUpdate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.analyse.class_wait import Told
    from core.events import Violation
    from core.scene import LineCrossing, Moved, MqttSignals
    from core.settings.models import Camera
    from core.types import Frame

_DIRECTIONS: Final = ("forward", "backward")


class Analyser:
    """Makes events of one camera's tracks.

    Args:
        site: name of the site.
        camera: the camera with its scene and rules.
        interval: seconds of media time between detection events.
        detector: name of the detector, for detection events.
        published: states of signals of kind "mqtt"; without it they stay unknown.
        occupancy_interval: seconds of media time between occupancy events.
    """

    def __init__(  # noqa: PLR0913 -- each is a separate choice of the caller
        self,
        site: str,
        camera: Camera,
        interval: float,
        detector: str,
        published: MqttSignals | None = None,
        *,
        occupancy_interval: float = 10.0,
    ) -> None:
        self._place = Place(site, camera.id, scene_version(camera))
        self._camera = camera
        self._interval = interval
        self._detector = detector
        self._published = published
        self._occupancy_interval = occupancy_interval
        self._view: View | None = None
        self._edges = Edges((0, 0))
        self._cars = CarSizes((0, 0))
        self._frame_rate = FrameRate((0, 0), None)
        self._wait = ClassWait()
        self._misfit: str | None = None
        self._first_size: tuple[int, int] | None = None
        self._movers: list[Mover] = []
        self._time = 0.0
        self._slot: int | None = None
        self._counts: dict[str, dict[str, Counter[str]]] = {}
        self._since: dict[str, float | None] = {}
        self._ways: dict[str, dict[str, Counter[str]]] = {}
        self._violations: dict[str, int] = {}
        self._count_anew(Kept())

    def update(self, frame: Frame, tracks: TrackUpdate, processing_ms: float) -> list[AnyEvent]:
        """Take one frame with its tracks; frames must come in order.

        Args:
            frame: the frame; its size may change between frames.
            tracks: what the tracker says of it.
            processing_ms: how long the frame took so far, for the detection event.

        Returns:
            The events it gives, in order.
        """
        height, width = frame.image.shape[:2]
        view, events = self._look((width, height), frame.time)
        self._time = frame.time
        tracks = replace(tracks, tracks=self._cars.judged(tracks.tracks, frame.time))
        view.signals.observe(frame)
        self._frame_rate.note(tracks, frame.time)
        crossings, moved = self._catch_up(view, tracks, frame.time)
        self._movers = view.movers(tracks.tracks, frame.time)
        seen = [mover for mover in self._movers if mover.track.observed]
        crossings += _over_lines(view, seen, frame.time)
        crossings += self._gone(view, tracks.ended) + view.counter.drove_off(tracks.ended)
        passed, also_moved = self._passed(view, tracks)
        due = self._wait.update(crossings + passed, self._place.scene, tracks, frame.time)
        events += [self._crossing(told, view) for told in due]
        moved += _through_zones(view, seen, frame.time) + also_moved
        events += [self._movement(one, view) for one in moved]
        events += view.occupancy.update(seen, frame.time)
        movers = {mover.track.id: mover for mover in seen}
        context = Context(frame.time, movers, crossings, tracks.ended, view.signals, view.geometry.zones, view.vehicles)
        for name, rule in view.rules.items():
            events += self._noted(name, rule.update(context))
        view.forget(tracks.ended)
        self._cars.forget(tracks.ended)
        if self._is_due(frame.time):
            events.append(self._sample(frame, seen, view, processing_ms))
        return events

    def _catch_up(self, view: View, tracks: TrackUpdate, time: float) -> tuple[list[LineCrossing], list[Moved]]:
        """What those did who are told for the first time, from where they came into the picture or were first seen."""
        self._edges.note([track for track in tracks.tracks if track.observed], time)
        crossings: list[LineCrossing] = []
        moved: list[Moved] = []
        present = {track.id for track in tracks.tracks}
        for track in tracks.tracks:
            entry = self._edges.entry(track, time) if track.before else None
            if entry is not None:
                crossings += _over_lines(view, view.movers([entry.track], entry.time), entry.time, present)
        for then, early in earlier(tracks.tracks):
            movers = view.movers(early, then)
            crossings += _over_lines(view, movers, then, present)
            moved += _through_zones(view, movers, then)
        return crossings, moved

    def _passed(self, view: View, tracks: TrackUpdate) -> tuple[list[LineCrossing], list[Moved]]:
        """What those did who were seen twice only, on their way through the picture."""
        crossings: list[LineCrossing] = []
        moved: list[Moved] = []
        if not tracks.fleeting:
            return crossings, moved
        present = {track.id for track in tracks.tracks}
        for way in self._edges.passed(tracks.fleeting):
            for step in way:
                movers = view.movers([step.track], step.time)
                crossings += _over_lines(view, movers, step.time, present)
                moved += _through_zones(view, movers, step.time) if step.track.observed else []
            crossings += view.counter.end([way[0].track.id])
            view.forget([way[0].track.id])
        return crossings, moved

    def _gone(self, view: View, ended: Sequence[int]) -> list[LineCrossing]:
        """What those did last who ended: who left the picture passed the lines on the way."""
        crossings: list[LineCrossing] = []
        for track, time in self._edges.exits(ended):
            crossings += _over_lines(view, view.movers([track], time), time)
        return crossings + view.counter.end(ended)

    def finish(self, time: float) -> list[AnyEvent]:
        """Tell crossings that wait, end violations and intervals; `time` is the media time of the last frame."""
        view = self._view
        if view is None:
            return []
        left = self._gone(view, self._edges.unseen())
        due = self._wait.update(left, self._place.scene, TrackUpdate(()), time)
        return [*(self._crossing(told, view) for told in due), *self._leave(view, Kept(), time)]

    def cut(self) -> list[AnyEvent]:
        """What comes next does not follow what was: end what is open. Counts go on.

        Returns:
            The events that this gives.
        """
        old, self._movers = self._view, []
        if old is None:
            return []
        self._enter(old.size, None)
        return self._leave(old, Kept(), self._time)

    def check(self, camera: Camera) -> None:
        """See whether `change` can take it over.

        Raises:
            UserError: its scene cannot be looked at in pictures of the size that come now.
        """
        if self._view is not None:
            Geometry(camera.scene, *self._view.size)

    def change(self, camera: Camera) -> list[AnyEvent]:
        """Go on with another scene and other rules of the same camera, between two frames.

        Tracks go on, and with them what is under way at lines and zones that are as they were; these keep their counts.
        The others begin at zero.

        Returns:
            Events that say what became of the rest: crossings that waited, and ends of violations and intervals.
        """
        if camera.scene != self._camera.scene:
            self._first_size = None  # it was drawn on the picture of now
        self._camera, self._place = camera, Place(self._place.site, camera.id, scene_version(camera))
        old = self._view
        if old is None:
            self._count_anew(Kept())
            return []
        _, same = self._enter(old.size, old)
        events = self._leave(old, same, self._time)
        self._count_anew(same)
        return events

    @property
    def scene(self) -> str:
        """Version of the scene that is counted under."""
        return self._place.scene

    def since(self) -> dict[str, str | None]:
        """Media time from which on each line has counted, as ISO text; None before the first frame."""
        return {line: None if time is None else utc(time).isoformat() for line, time in self._since.items()}

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Crossings of each line by direction and class, with a total."""
        return {
            line: {way: {**classes, "total": classes.total()} for way, classes in ways.items()}
            for line, ways in self._counts.items()
        }

    def movements(self) -> dict[str, dict[str, dict[str, int]]]:
        """Turning movements from each approach to each exit by class, with a total."""
        return {
            origin: {exit_: {**classes, "total": classes.total()} for exit_, classes in exits.items()}
            for origin, exits in self._ways.items()
        }

    def violations(self) -> dict[str, int]:
        """How many violations of each rule began; only of rules that can fire in the scene, and those that did."""
        return dict(self._violations)

    def notice(self) -> str | None:
        """What makes the results less than they seem at present, with what to do about it; None if nothing does."""
        view = self._view
        if view is None:
            return None
        return together((self._misfit, self._frame_rate.notice(), *view.notices(self._time)))

    def overlay(self) -> dict[str, Any]:
        """What to draw over the newest frame: JSON values, pixels."""
        view = self._view
        if view is None:
            return {"objects": [], "lines": [], "zones": [], "signals": {}, "violations": []}
        scene = self._camera.scene
        return {
            "objects": [_drawn(mover, view, self._time) for mover in self._movers],
            "lines": [
                {"id": line.id, "points": points, "kind": line.kind, **self._totals(line.id)}
                for line, points in zip(scene.lines, view.lines, strict=True)
            ],
            "zones": [
                {"id": zone.id, "kind": zone.kind, "points": points}
                for zone, points in zip(scene.zones, view.polygons, strict=True)
            ],
            "signals": view.signals.states(self._time),
            "violations": sorted(set().union(*(rule.offenders() for rule in view.rules.values()))),
        }

    def _totals(self, line: str) -> dict[str, int]:
        return {way: classes.total() for way, classes in self._counts[line].items()}

    def _look(self, size: tuple[int, int], time: float) -> tuple[View, list[AnyEvent]]:
        """The view for the frame's size; a new one ends what was open in the old."""
        old = self._view
        if old is not None and old.size == size:
            return old, []
        if old is None:
            self._since = dict.fromkeys(self._since, time)
        view, same = self._enter(size, old)
        return view, [] if old is None else self._leave(old, same, time)

    def _enter(self, size: tuple[int, int], old: View | None) -> tuple[View, Kept]:
        """A new view of the scene; what it goes on with is nothing if pixels mean other places."""
        view = View(self._place, self._camera, size, self._published, self._occupancy_interval)
        self._view, self._first_size = view, self._first_size or size
        if old is None or old.size != size:
            self._edges = Edges(size)
        if self._cars.size != size:
            self._cars = CarSizes(size)
        self._frame_rate = FrameRate(size, view.geometry.plane)
        self._misfit = misfit(self._camera.scene, view.geometry, self._first_size)
        return view, Kept() if old is None or old.size != size else view.take_over(old)

    def _leave(self, view: View, same: Kept, time: float) -> list[AnyEvent]:
        """Tell what waited in a view, but at lines that are as they were on a road that is, and end what is open."""
        due = [] if same.lines else self._wait.update(view.counter.end(), self._place.scene, TrackUpdate(()), time)
        due += self._wait.finish(same.line_ids if same.road else ())
        return [*(self._crossing(told, view) for told in due), *view.finish(time)]

    def _count_anew(self, same: Kept) -> None:
        """Counters for today's scene: those of what is as it was go on."""
        lines = [line.id for line in self._camera.scene.lines]
        counts, ways, before = self._counts, self._ways, self._violations
        now = None if self._view is None else self._time
        self._since = {line: self._since[line] if line in same.line_ids else now for line in lines}
        self._counts = {
            line: counts[line] if line in same.line_ids else {way: Counter() for way in _DIRECTIONS} for line in lines
        }
        self._ways = {
            origin: {
                exit_: ways[origin][exit_] if {origin, exit_} <= same.zone_ids else Counter()
                for exit_ in _ids(self._camera, "exit")
            }
            for origin in _ids(self._camera, "approach")
        }
        told = {name: number for name, number in before.items() if number}
        self._violations = {**dict.fromkeys(able(self._camera), 0), **told}

    def _noted(self, name: str, events: list[Violation]) -> list[Violation]:
        began = sum(event.phase == "new" for event in events)
        if began:
            self._violations[name] = self._violations.get(name, 0) + began
        return events

    def _is_due(self, time: float) -> bool:
        """Whether a new interval began: on a grid of media time, so that a replay samples the same frames."""
        slot = math.floor(time / self._interval + 1e-6)
        due, self._slot = slot != self._slot, slot
        return due

    def _crossing(self, told: Told, view: View) -> Crossing:
        crossing = told.crossing
        track, line = crossing.track, crossing.line.id
        cls = CLASSES[track.cls]
        self._counts[line][crossing.direction][cls] += 1
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
                "point": _rounded(crossing.point),
                **_speed(view, track.id, crossing.time),
            }
        )

    def _movement(self, moved: Moved, view: View) -> Movement:
        zones = view.geometry.zones.settings
        origin, destination, cls = zones[moved.origin].id, zones[moved.destination].id, CLASSES[moved.track.cls]
        self._ways[origin][destination][cls] += 1
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

    def _sample(self, frame: Frame, seen: list[Mover], view: View, processing_ms: float) -> Detection:
        zones = view.geometry.zones.settings
        objects = [
            {
                "track": mover.track.id,
                "class": mover.cls,
                "confidence": round(mover.track.score, 3),
                "box": _rounded(mover.track.box),
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


def _over_lines(view: View, movers: Sequence[Mover], time: float, present: Collection[int] = ()) -> list[LineCrossing]:
    return view.counter.update([m.track for m in movers], [m.point for m in movers], time, present)


def _through_zones(view: View, movers: Sequence[Mover], time: float) -> list[Moved]:
    if not len(view.movements):
        return []
    return view.movements.update([m.track for m in movers], [m.zones for m in movers], time)


def _ids(camera: Camera, kind: str) -> list[str]:
    return [zone.id for zone in camera.scene.zones if zone.kind == kind]


def _speed(view: View, track: int, time: float) -> dict[str, float | None]:
    speed = view.meter.at(track, time) if view.meter is not None else None
    kmh, error = (round(speed.kmh, 1), round(speed.error, 1)) if speed else (None, None)
    return {"speed_kmh": kmh, "speed_error_kmh": error}


def _rounded(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(value, 1) for value in values)


def _drawn(mover: Mover, view: View, time: float) -> dict[str, Any]:
    track = mover.track
    pace = view.pace(track.id, time)
    return {
        "id": track.id,
        "class": mover.cls,
        "box": list(_rounded(track.box)),
        "score": round(track.score, 2),
        "observed": track.observed,
        "trail": view.paths.trail(track.id),
        **({} if pace is None else {"speed_kmh": pace}),
    }
