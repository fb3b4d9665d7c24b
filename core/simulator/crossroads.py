"""The simulated camera: a world, seen from its pole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.simulator import signals
from core.simulator.camera import CAMERA, SIZE
from core.simulator.painter import Painter
from core.simulator.visibility import look, truth
from core.simulator.world import FPS, World

if TYPE_CHECKING:
    from core.simulator.visibility import Seen
    from core.types import Image, SceneTruth


class Crossroads:
    """A four-arm intersection under a camera. The same seed always gives the same pictures and the same truth."""

    fps: Final = FPS
    size: Final = SIZE

    def __init__(self, seed: int = 1) -> None:
        self._world = World(seed)
        self._seen: list[Seen] = self._look()
        self._painter: Painter | None = None

    @property
    def time(self) -> float:
        """Seconds since the start."""
        return self._world.time

    def step(self) -> SceneTruth:
        """Advance 1/25 s. Gives the boxes in pixels, the road users' ids and the signals of the new moment."""
        self._world.step()
        self._seen = self._look()
        return truth(CAMERA, self._seen, signals.states(self.time))

    def render(self, out: Image) -> None:
        """Draw the present moment into `out`, (720, 1280, 3) uint8 BGR. The first time takes longer.

        Raises:
            ValueError: if `out` has another shape.
        """
        if out.shape != (SIZE[1], SIZE[0], 3):
            raise ValueError(f"the picture must be {(SIZE[1], SIZE[0], 3)}, not {out.shape}")
        if self._painter is None:
            self._painter = Painter(CAMERA)
        self._painter.paint(out, self._seen, signals.states(self.time))

    def _look(self) -> list[Seen]:
        return look(CAMERA, list(self._world.users()))
