"""What the scene's signals show, and since when. Unknown where that is not clear: no rule fires on a guess."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from core.scene.lamps import Lamps
from core.settings.scene import FixedPlanSignal, MqttSignal, SimulatorSignal, VideoSignal
from core.wall_clock import Ahead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.scene.geometry import Geometry
    from core.scene.mqtt_signals import MqttSignals
    from core.settings.scene import Signal, SignalState
    from core.types import Frame

_DOUBT: Final = 600.0  # seconds after the clock was set in which its time of before may have been the right one
_MEMORY: Final = 30.0  # seconds of past changes; crossings are decided a moment after they happen


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
    """One signal of whatever kind."""

    def observe(self, frame: Frame) -> None:
        """Look at the newest frame."""

    def at(self, time: float) -> Reading:
        """The reading at a media time not after the newest frame."""


class FixedPlan:
    """A signal that repeats a plan by the wall clock.

    For a while after that was set nobody can tell which of its times the signal goes by: what they do not agree on is
    unknown.
    """

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


@dataclass(slots=True)
class _History:
    """Changes of an observed state."""

    changes: deque[tuple[float, SignalState]] = field(default_factory=deque)

    def note(self, time: float, state: SignalState) -> None:
        if not self.changes or self.changes[-1][1] != state:
            self.changes.append((time, state))
        while len(self.changes) > 1 and self.changes[1][0] < time - _MEMORY:
            self.changes.popleft()

    def at(self, time: float) -> Reading:
        for since, state in reversed(self.changes):
            if since <= time:
                return Reading(state, time - since)
        return UNKNOWN


class Simulated:
    """A signal group of the simulated intersection, from the frame's truth."""

    def __init__(self, signal: SimulatorSignal) -> None:
        self._group = signal.group
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


class Seen:
    """A signal head seen in the picture."""

    def __init__(self, signal: VideoSignal, geometry: Geometry) -> None:
        self._lamps = Lamps(signal, geometry)
        self._history = _History()

    def observe(self, frame: Frame) -> None:
        """Look at the lamps."""
        self._history.note(frame.time, self._lamps.state(frame.image, frame.time))

    def at(self, time: float) -> Reading:
        """The state seen last before `time`."""
        return self._history.at(time)


class Published:
    """A signal whose controller publishes its state."""

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
