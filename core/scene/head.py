"""One signal, wherever its state comes from: what it shows, since when, and why nobody knows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from core.settings.signals import SignalSettings

if TYPE_CHECKING:
    from core.scene.geometry import Geometry
    from core.scene.mqtt_signals import MqttSignals
    from core.settings.basics import SignalState
    from core.types import Frame

_Settings = TypeVar("_Settings", bound=SignalSettings)

_MEMORY: Final = 30.0  # seconds of past changes; crossings are decided a moment after they happen
_UNREAD: Final = 60.0  # seconds after which a signal that cannot be read is worth telling
_NEVER_READ: Final = 1.0  # the same for one that could not be read yet
#: What it means for the rules.
SO: Final = "red-light running is not detected there"


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


@dataclass(slots=True)
class History:
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
        """What was shown at a time."""
        for since, state in reversed(self.changes):
            if since <= time:
                return Reading(state, time - since)
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class Wiring(Generic[_Settings]):
    """What a head is made of.

    Attributes:
        signal: its settings.
        geometry: of the scene, in pixels.
        published: states that controllers publish; None where nobody listens.
    """

    signal: _Settings
    geometry: Geometry
    published: MqttSignals | None
