"""What the scene's signals show, and since when. Unknown where that is not clear: no rule fires on a guess."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from core.scene.lamps import LAG, Lamps
from core.settings.scene import FixedPlanSignal, MqttSignal, SimulatorSignal, VideoSignal
from core.wall_clock import Ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.scene.geometry import Geometry
    from core.scene.mqtt_signals import MqttSignals
    from core.settings.scene import Signal, SignalState
    from core.types import Frame

_DOUBT: Final = 600.0  # seconds after the clock was set in which its time of before may have been the right one
_MEMORY: Final = 30.0  # seconds of past changes; crossings are decided a moment after they happen
_UNREAD: Final = 60.0  # seconds after which a signal that cannot be read is worth telling
_NEVER_READ: Final = 1.0  # the same for one that could not be read yet
_SO: Final = "red-light running is not detected there"
_LISTEN: Final = "check the controller and the topic"
_DRAW: Final = "check that its lamps are visible, and draw them again"


@dataclass(frozen=True, slots=True)
class Reading:
    """A signal at one moment.

    Attributes:
        state: what it shows.
        seconds: for how long it has, at least: a state seen from the first frame on may be older.
    """

    state: SignalState
    seconds: float


UNKNOWN: Final = Reading("unknown", 0.0)


class Head(Protocol):
    """One signal of whatever kind.

    Attributes:
        lag: seconds after which what it showed at a time is known for good.
    """

    lag: float

    def observe(self, frame: Frame) -> None:
        """Look at the newest frame."""

    def at(self, time: float) -> Reading:
        """The reading at a media time not after the newest frame."""

    def problem(self, time: float) -> str | None:
        """Why nobody knows what it shows, with what to do about it; None while somebody does, or will soon."""


class FixedPlan:
    """A signal that repeats a plan by the wall clock.

    For a while after that was set nobody can tell which of its times the signal goes by: what they do not agree on is
    unknown.
    """

    lag = 0.0

    def __init__(self, signal: FixedPlanSignal) -> None:
        self._signal = signal
        self._ahead = Ahead(_DOUBT)
        self._cycle = sum(phase.seconds for phase in signal.phases)
        ends, total = [], 0.0
        for phase in signal.phases:
            total += phase.seconds
            ends.append(total)
        self._ends = ends

    def observe(self, frame: Frame) -> None:
        """Nothing to see but the clock: the plan knows."""
        self._ahead.note(frame.time, frame.ahead)

    def at(self, time: float) -> Reading:
        """The plan's state; neighbouring phases of one state count as one."""
        readings = [self._by(time + ahead) for ahead in self._ahead.lately(time)]
        agreed = len({reading.state for reading in readings}) == 1
        return min(readings, key=lambda reading: reading.seconds) if agreed else UNKNOWN

    def _by(self, time: float) -> Reading:
        into = (time - self._signal.offset) % self._cycle
        phases = self._signal.phases
        now = min(bisect_right(self._ends, into), len(phases) - 1)
        seconds = into - (self._ends[now] - phases[now].seconds)
        for back in range(1, len(phases)):
            before = phases[now - back]
            if before.state != phases[now].state:
                break
            seconds += before.seconds
        return Reading(phases[now].state, max(0.0, seconds))

    def problem(self, time: float) -> None:
        """A plan knows, but for a while after the clock was set; that is told by itself."""


@dataclass(slots=True)
class _History:
    """Changes of an observed state."""

    changes: deque[tuple[float, SignalState]] = field(default_factory=deque)
    was_known: bool = False

    def note(self, time: float, state: SignalState, since: float | None = None) -> None:
        """Note what is shown at a time, and since when if it is known by now; what was noted after that was wrong."""
        self.was_known = self.was_known or state != "unknown"
        if not self.changes or self.changes[-1][1] != state:
            began = time if since is None else since
            while self.changes and self.changes[-1][0] >= began:
                self.changes.pop()
            if not self.changes or self.changes[-1][1] != state:
                self.changes.append((began, state))
        while len(self.changes) > 1 and self.changes[1][0] < time - _MEMORY:
            self.changes.popleft()

    def is_unread(self, time: float) -> bool:
        """Whether nothing was known for so long, up to `time`, that it will hardly be known soon."""
        now = self.at(time)
        return now.state == "unknown" and now.seconds >= (_UNREAD if self.was_known else _NEVER_READ)

    def at(self, time: float) -> Reading:
        for since, state in reversed(self.changes):
            if since <= time:
                return Reading(state, time - since)
        return UNKNOWN


class Simulated:
    """A signal group of the simulated intersection, from the frame's truth."""

    lag = 0.0

    def __init__(self, signal: SimulatorSignal) -> None:
        self._name, self._group = signal.id, signal.group
        self._history = _History()

    def observe(self, frame: Frame) -> None:
        """Read the group's state; unknown in a frame that has no truth."""
        state = frame.truth.signals.get(self._group) if frame.truth is not None else None
        known: SignalState = "unknown"
        if state in ("red", "amber", "green"):
            known = state  # type: ignore[assignment] # mypy does not narrow by membership
        self._history.note(frame.time, known)

    def at(self, time: float) -> Reading:
        """The state seen last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """Other sources have no such group."""
        if not self._history.is_unread(time):
            return None
        return f"signal '{self._name}' cannot be read: {_SO} — use it with the simulator only"


class Seen:
    """A signal head seen in the picture."""

    lag = LAG

    def __init__(self, signal: VideoSignal, geometry: Geometry) -> None:
        self._name = signal.id
        self._lamps = Lamps(signal, geometry)
        self._history = _History()

    def observe(self, frame: Frame) -> None:
        """Look at the lamps."""
        self._history.note(frame.time, *self._lamps.state(frame.image, frame.time))

    def at(self, time: float) -> Reading:
        """The state seen last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """Its lamps are not where they were drawn, or hidden."""
        if not self._history.is_unread(time):
            return None
        return f"signal '{self._name}' cannot be read: {_SO} — {_DRAW}"


class Published:
    """A signal whose controller publishes its state."""

    lag = 0.0

    def __init__(self, signal: MqttSignal, holder: MqttSignals | None) -> None:
        self._signal = signal
        self._holder = holder
        self._history = _History()

    def observe(self, frame: Frame) -> None:
        """Take what the controller said last; unknown if that is too old."""
        state: SignalState = "unknown"
        if self._holder is not None:
            state = self._holder.state(self._signal.topic, frame.time, self._signal.stale_after)
        self._history.note(frame.time, state)

    def at(self, time: float) -> Reading:
        """The state known last before `time`."""
        return self._history.at(time)

    def problem(self, time: float) -> str | None:
        """The controller is silent, or says what is no state."""
        name, topic = self._signal.id, self._signal.topic
        age = math.inf if self._holder is None else self._holder.age(topic, time)
        since = self._history.at(time)
        if since.state != "unknown":
            return None
        if age > self._signal.stale_after:
            late = self._history.was_known or since.seconds >= self._signal.stale_after
            return f"signal '{name}' receives nothing on topic '{topic}': {_SO} — {_LISTEN}" if late else None
        if not self._history.is_unread(time):
            return None
        return f"messages on topic '{topic}' contain no state of signal '{name}': {_SO} — publish red, amber or green"


class Signals:
    """All signals of a scene."""

    def __init__(self, signals: Sequence[Signal], geometry: Geometry, published: MqttSignals | None = None) -> None:
        self._heads: dict[str, Head] = {signal.id: _head(signal, geometry, published) for signal in signals}
        self._known = {signal.id: (signal, geometry.units) for signal in signals}

    def take_over(self, before: Signals) -> None:
        """Go on with what signals showed so far that are still the same."""
        self._heads |= {
            name: head for name, head in before._heads.items() if self._known.get(name) == before._known[name]
        }

    def observe(self, frame: Frame) -> None:
        """Look at a frame; frames must come in order."""
        for head in self._heads.values():
            head.observe(frame)

    def at(self, signal: str, time: float) -> Reading:
        """What a signal showed at a time up to the newest frame; unknown for a name nobody knows."""
        head = self._heads.get(signal)
        return head.at(time) if head is not None else UNKNOWN

    def lag(self, signal: str) -> float:
        """Seconds after which what a signal showed at a time is known for good."""
        head = self._heads.get(signal)
        return head.lag if head is not None else 0.0

    def problems(self, used: Iterable[str], time: float) -> list[str]:
        """Why some of the signals of these names are not known, each with what to do about it."""
        found = (self._heads[name].problem(time) for name in used if name in self._heads)
        return [problem for problem in found if problem is not None]

    def states(self, time: float) -> dict[str, SignalState]:
        """What every signal shows."""
        return {name: head.at(time).state for name, head in self._heads.items()}


def _head(signal: Signal, geometry: Geometry, published: MqttSignals | None) -> Head:
    match signal:
        case FixedPlanSignal():
            return FixedPlan(signal)
        case SimulatorSignal():
            return Simulated(signal)
        case VideoSignal():
            return Seen(signal, geometry)
        case MqttSignal():
            return Published(signal, published)
