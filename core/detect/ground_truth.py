"""The perfect detector: what the simulator says is in the picture. For tests and demonstrations of everything after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.detect.protocol import DetectorInfo
from core.errors import UserError

if TYPE_CHECKING:
    from core.settings.models import Detector as Settings
    from core.types import Detections, Frame


class GroundTruthModel:
    """Nothing to load."""

    def session(self) -> GroundTruthDetector:
        """A detector for one camera."""
        return GroundTruthDetector()


class GroundTruthDetector:
    """Passes on what the source knows."""

    info = DetectorInfo("ground-truth", "ground-truth", "simulator")
    depth = 1

    def submit(self, frame: Frame) -> Known:
        """Look up the frame's truth.

        Raises:
            UserError: the source has none.
        """
        if frame.truth is None:
            raise UserError(
                "the 'ground-truth' detector works with the simulator only",
                "use simulator:crossroads as the source, or choose another detector.model",
            )
        return Known(frame.truth.detections)

    def tune(self, settings: Settings) -> None:
        """Nothing to take over: it is never unsure."""

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class Known:
    """Detections that are there already."""

    detections: Detections

    def result(self) -> Detections:
        """The detections."""
        return self.detections
