"""Frames that the detector has been given and has not answered yet."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final

from core.beat import DETECTOR, Beat, Limits, Patience

if TYPE_CHECKING:
    from core.detect import Pending
    from core.stages import Stages
    from core.types import Detections, Frame


#: Seconds that a quick detector takes at most for what is asked of it at once.
_QUICK: Final = 1.0


class InFlight:
    """One camera's frames in order, oldest first; says by `beat` what it waits for.

    Args:
        stages: what the frames run through.
        beat: of the thread that works with this.
        limits: of what the detector may take.

    Attributes:
        quick: the detector has answered at once, as far as is known: it may be asked for many answers together.
    """

    def __init__(self, stages: Stages, beat: Beat, limits: Limits) -> None:
        self._stages, self._beat = stages, beat
        self.quick = False
        self._patience = Patience(limits)
        self._frames: deque[tuple[Frame, Pending, float]] = deque()

    def __len__(self) -> int:
        return len(self._frames)

    def submit(self, frame: Frame) -> None:
        """Give it to the detector."""
        self._beat.begin(DETECTOR, self._patience.limit(frame.image.shape))
        began = time.perf_counter()
        self._frames.append((frame, self._stages.detector.submit(frame), began))
        self._patience.took(began)
        self._beat.rest()

    def answers(self, count: int) -> list[Detections]:
        """What the detector says of the oldest `count` frames, which stay here until they are taken.

        The newest of them is waited for first, so that the others need not be waited for; meanwhile the detector has
        the rest to work on.
        """
        pending = [pending for _, pending, _ in islice(self._frames, count)]
        self._beat.begin(DETECTOR, self._patience.limit())
        began = time.perf_counter()
        found = [one.result() for one in reversed(pending)]
        self._patience.took(began)
        self._beat.rest()
        self.quick = time.perf_counter() - began < _QUICK
        return found[::-1]

    def take(self) -> tuple[Frame, float]:
        """The oldest frame, and when it was submitted, `time.perf_counter`."""
        frame, _, submitted = self._frames.popleft()
        return frame, submitted

    def drain(self) -> None:
        """After a failure: the detector may still be reading these frames' memory, which closing takes away."""
        while self._frames:
            self._beat.begin(DETECTOR, self._patience.limit())
            frame, pending, _ = self._frames.popleft()
            with contextlib.suppress(Exception):
                pending.result()
            self._stages.source.release(frame)
