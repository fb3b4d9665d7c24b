"""In the decoder process: pictures of the simulated intersection, each with the truth about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.simulator import Crossroads
from core.sources.wire import pack_truth

if TYPE_CHECKING:
    from core.sources.wire import Job
    from core.types import Image, SceneTruth


class SimulatorCapture:
    """A `Capture` of `Crossroads(seed)`; it never ends."""

    def __init__(self, seed: int) -> None:
        self._world = Crossroads(seed=seed)
        self._steps = 0
        self.period = 1 / self._world.fps
        self.offset = 0.0
        self.truth = b""

    def read(self, target: Image | None) -> Image | None:
        """See `Capture`."""
        truth = self._step()
        if target is None:
            width, height = self._world.size
            target = np.empty((height, width, 3), np.uint8)
        self._world.render(target)
        self.truth = pack_truth(truth)
        return target

    def skip(self) -> bool:
        """See `Capture`."""
        self._step()
        return True

    def _step(self) -> SceneTruth:
        self.offset = self._steps * self.period
        self._steps += 1
        return self._world.step()

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:
        """See `Capture`; it never comes to that."""
        return "ended", None, f"after {frames} frames"

    def close(self) -> None:
        """See `Capture`."""


def build(job: Job) -> SimulatorCapture:
    """The seed of the job."""
    return SimulatorCapture(int(job.where))
