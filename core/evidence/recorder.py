"""One camera's recorder: the part that runs in its frame loop, and what it remembers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from core.events import Violation
from core.evidence.pictures import RATE, Ring
from core.evidence.shelf import file_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.events import AnyEvent
    from core.evidence.pictures import Box
    from core.types import Frame, Image, TrackUpdate

#: Seconds of a clip before the wrong began, and after it was proved.
BEFORE: Final = 2.0
AFTER: Final = 2.5
#: What a red light takes to be proved is within it; longer stories are shown from here on.
_RING_SECONDS: Final = 10.0
_RING_BYTES: Final = 16_000_000
#: Copies of frames that may wait to be compressed; more of them where a violation is to be seen.
_COPIES: Final = 2
_COPIES_OF_VIOLATIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Shot:
    """A copy of a frame on its way to be compressed.

    Without `image` there was no memory for a picture of its `cases`; without these it says that the camera has ended.
    """

    recorder: Recorder
    image: Image | None = None
    time: float = float("inf")
    boxes: Mapping[int, Box] = field(default_factory=dict)
    cases: tuple[Violation, ...] = ()


class Recorder:
    """Copies a frame when a picture is due or a violation is new, and hands it on; nothing else on the loop's thread.

    Args:
        clip: whether clips are made.
        put: takes a copy without waiting.
    """

    def __init__(self, put: Callable[[Shot], None], *, clip: bool) -> None:
        self.ring = Ring(_RING_SECONDS, _RING_BYTES)  # the keeper's thread alone
        self.clip = clip
        self._put = put
        self._slot: int | None = None
        self._spare: list[Image] = []
        self._out = 0
        self._lock = threading.Lock()

    def take(self, frame: Frame, tracks: TrackUpdate, events: Sequence[AnyEvent]) -> list[AnyEvent]:
        """See a frame with what was seen in it; the events, with the names of their evidence."""
        cases = tuple(event for event in events if isinstance(event, Violation) and event.phase == "new")
        slot = int(frame.time * RATE + 1e-6) if self.clip else None
        if cases or slot != self._slot:
            self._slot = slot
            self._copy(frame, tracks, cases)
        return self.named(events)

    def named(self, events: Sequence[AnyEvent]) -> list[AnyEvent]:
        """The events, violations with the names of their evidence: the same for every phase and every replay."""
        return [self._named(event) if isinstance(event, Violation) else event for event in events]

    def _named(self, event: Violation) -> Violation:
        return event.model_copy(update={"evidence": file_names(event.id, clip=self.clip)})

    def _copy(self, frame: Frame, tracks: TrackUpdate, cases: tuple[Violation, ...]) -> None:
        image = self._memory(frame.image, _COPIES_OF_VIOLATIONS if cases else _COPIES)
        if image is None:
            if cases:
                self._put(Shot(self, time=frame.time, cases=cases))
            return
        np.copyto(image, frame.image)
        self._put(Shot(self, image, frame.time, {track.id: track.box for track in tracks.tracks}, cases))

    def _memory(self, like: Image, most: int) -> Image | None:
        """Memory of a copy that is done with, or new; None while too many are waiting."""
        with self._lock:
            if self._out >= most:
                return None
            self._out += 1
            spare = self._spare.pop() if self._spare else None
        return spare if spare is not None and spare.shape == like.shape else np.empty_like(like)

    def give_back(self, image: Image) -> None:
        """A copy is done with."""
        with self._lock:
            self._out -= 1
            self._spare = [image]

    def finish(self) -> None:
        """The camera has ended: clips that wait for more end here."""
        self._put(Shot(self))
