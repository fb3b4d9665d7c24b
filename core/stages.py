"""What one camera's frames run through, and what a pipeline knows of those before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.beat import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.analyse import Analyser
    from core.detect import Detector
    from core.events import AnyEvent
    from core.evidence.recorder import Recorder
    from core.live import LiveWriter
    from core.playback import Played
    from core.sources import Source
    from core.track import Tracker


@dataclass(slots=True)
class Stages:
    """What one camera's frames run through."""

    source: Source
    detector: Detector
    tracker: Tracker
    analyser: Analyser
    live: LiveWriter | None
    emit: Callable[[Sequence[AnyEvent]], None]
    receivers: Callable[[], tuple[dict[str, int], dict[str, int]]]  # backlog and set aside of each
    evidence: Recorder | None = None
    playback: Played | None = None  # how a recording is played, for the overlay

    def silence(self) -> None:
        """From now on nothing that runs through them is seen: another pipeline has taken the place of theirs."""
        self.emit, self.live, self.evidence = _unheard, None, None


def _unheard(_: Sequence[AnyEvent]) -> None:
    """What is said by one whose place is taken."""


class Turn(NamedTuple):
    """One of several pipelines that run a camera, one after the other.

    Attributes:
        again: if it fails, another one takes its place: the camera has not failed then, it is being begun again.
        why: why it takes the place of another one, if it does.
        limits: of what a stage may take.
    """

    again: bool = False
    why: str | None = None
    limits: Limits = Limits()
