"""One camera's analysis: crossings, violations and samples of what is in view, as events, counts and an overlay."""

from __future__ import annotations

import math
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.analyse.beginnings import Edges
from core.analyse.camera_moved import CameraMoved
from core.analyse.car_sizes import CarSizes
from core.analyse.class_wait import ClassWait
from core.analyse.drawing import overlay
from core.analyse.event_maker import EventMaker
from core.analyse.frame_rate import FrameRate
from core.analyse.steps import caught_up, gone, over_lines, passed_through, through_zones
from core.analyse.tally import Tally
from core.analyse.view import View
from core.notices import together
from core.rules import Context
from core.rules.case import Place
from core.scene import Geometry, Kept, misfit
from core.settings.version import scene_version
from core.types import TrackUpdate

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.analyse.class_wait import Told
    from core.events import AnyEvent, Crossing, Movement
    from core.scene import Moved, MqttSignals
    from core.settings.models import Camera
    from core.trajectory import Mover
    from core.types import Frame


class Analyser:
    """Makes events of one camera's tracks.

    Args:
        site: name of the site.
        camera: the camera with its scene and rules.
        interval: seconds of media time between detection events.
        detector: name of the detector, for detection events.
        published: states of signals of kind "mqtt"; without it they stay unknown.
        occupancy_interval: seconds of media time between occupancy events.
        zone: whose time is told in notices; without it the machine's.
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
        zone: tzinfo | None = None,
    ) -> None:
        self._place = Place(site, camera.id, scene_version(camera))
        self._maker = EventMaker(self._place, detector)
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
        self._moved = CameraMoved(zone)
        self._misfit: str | None = None
        self._first_size: tuple[int, int] | None = None
        self._movers: list[Mover] = []
        self._time = 0.0
        self._slot: int | None = None
        self._tally = Tally()
        self._tally.count_anew(camera, Kept(), None)

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
        self._moved.see(frame)
        tracks = replace(tracks, tracks=self._cars.judged(view.trajectories, tracks.tracks, frame.time))
        view.signals.observe(frame)
        self._frame_rate.note(view.trajectories, tracks, frame.time)
        crossings, moved = caught_up(self._edges, view, tracks, frame.time)
        self._movers = view.movers(tracks.tracks, frame.time)
        seen = [mover for mover in self._movers if mover.track.observed]
        crossings += over_lines(view, seen, frame.time)
        crossings += gone(self._edges, view, tracks.ended) + view.counter.drove_off(tracks.ended)
        passed, also_moved = passed_through(self._edges, view, tracks)
        due = self._wait.update(crossings + passed, self._place.scene, tracks, frame.time)
        events += [self._crossing(told, view) for told in due]
        moved += through_zones(view, seen, frame.time) + also_moved
        events += [self._movement(one, view) for one in moved]
        events += view.occupancy.update(seen, view.trajectories, frame.time)
        movers = {mover.track.id: mover for mover in seen}
        context = Context(
            frame.time,
            movers,
            crossings,
            tracks.ended,
            view.signals,
            view.geometry.zones,
            view.vehicles,
            view.trajectories,
        )
        for name, rule in view.rules.items():
            events += self._tally.noted(name, rule.update(context))
        view.forget(tracks.ended)
        if self._is_due(frame.time):
            events.append(self._maker.sample(frame, seen, view, processing_ms))
        return events

    def finish(self, time: float) -> list[AnyEvent]:
        """Tell crossings that wait, end violations and intervals; `time` is the media time of the last frame."""
        view = self._view
        if view is None:
            return []
        left = gone(self._edges, view, self._edges.unseen(view.trajectories))
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

    def go_on_from(self, before: Analyser) -> None:
        """Count on where another one has ended whose camera is begun again; another scene begins at zero."""
        if before.scene == self.scene:
            self._tally = deepcopy(before.tally)  # the other one may hang in a call that returns some day
            self._moved = deepcopy(before.moved)

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
            self._moved.anew()
        self._camera, self._place = camera, Place(self._place.site, camera.id, scene_version(camera))
        self._maker = EventMaker(self._place, self._detector)
        old = self._view
        if old is None:
            self._tally.count_anew(camera, Kept(), None)
            return []
        _, same = self._enter(old.size, old)
        events = self._leave(old, same, self._time)
        self._tally.count_anew(camera, same, self._time)
        return events

    @property
    def tally(self) -> Tally:
        """What it has counted."""
        return self._tally

    @property
    def moved(self) -> CameraMoved:
        """Whether the camera was."""
        return self._moved

    @property
    def scene(self) -> str:
        """Version of the scene that is counted under."""
        return self._place.scene

    def since(self) -> dict[str, str | None]:
        """Media time from which on each line has counted, as ISO text; None before the first frame."""
        return self._tally.since()

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Crossings of each line by direction and class, with a total."""
        return self._tally.counts()

    def movements(self) -> dict[str, dict[str, dict[str, int]]]:
        """Turning movements from each approach to each exit by class, with a total."""
        return self._tally.movements()

    def violations(self) -> dict[str, int]:
        """How many violations of each rule began; only of rules that can fire in the scene, and those that did."""
        return self._tally.violations()

    def notice(self) -> str | None:
        """What makes the results less than they seem at present, with what to do about it; None if nothing does."""
        view = self._view
        if view is None:
            return None
        return together(
            (self._misfit, self._moved.notice(self._camera.scene), self._frame_rate.notice(), *view.notices(self._time))
        )

    def overlay(self) -> dict[str, Any]:
        """What to draw over the newest frame: JSON values, pixels."""
        return overlay(self._camera.scene, self._view, self._tally, self._movers, self._time)

    def _look(self, size: tuple[int, int], time: float) -> tuple[View, list[AnyEvent]]:
        """The view for the frame's size; a new one ends what was open in the old."""
        old = self._view
        if old is not None and old.size == size:
            return old, []
        if old is None:
            self._tally.begin(time)
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

    def _is_due(self, time: float) -> bool:
        """Whether a new interval began: on a grid of media time, so that a replay samples the same frames."""
        slot = math.floor(time / self._interval + 1e-6)
        due, self._slot = slot != self._slot, slot
        return due

    def _crossing(self, told: Told, view: View) -> Crossing:
        event = self._maker.crossing(told, view)
        self._tally.crossed(event.line, event.direction, event.cls)
        return event

    def _movement(self, moved: Moved, view: View) -> Movement:
        event = self._maker.movement(moved, view)
        self._tally.moved(event.origin, event.destination, event.cls)
        return event
