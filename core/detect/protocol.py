"""What every detector offers, whatever runs inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from core.settings.models import Detector as Settings
    from core.types import Detections, Frame

Shape: TypeAlias = tuple[int, int]  # height, width


@dataclass(frozen=True, slots=True)
class DetectorInfo:
    """Which detector runs; every report carries it.

    Attributes:
        name: of the weights ("yolo11n"), or of the method ("motion", "ground-truth").
        backend: what computes.
        device: where, in the backend's own words ("CPU", "cuda:0").
        input: height and width of the picture the detector looks at; None where there is none or before the
            first frame said how large pictures are.
        notice: what makes its results less than they seem, with what to do about it; None if nothing does.
        unassigned: classes of the network of which nobody has said whether they are road users; they are not counted.
    """

    name: str
    backend: str
    device: str
    input: Shape | None = None
    notice: str | None = None
    unassigned: tuple[str, ...] = ()

    def report(self) -> dict[str, Any]:
        """What reports say of it."""
        told = {"name": self.name, "backend": self.backend, "device": self.device}
        return {**told, "unassigned": list(self.unassigned)}


class Pending(Protocol):
    """A frame that was submitted."""

    def result(self) -> Detections:
        """Wait for the frame's detections, in its pixels. Call once, in the order of submission."""


class Detector(Protocol):
    """Looks at one camera's frames. Used from one thread."""

    @property
    def info(self) -> DetectorInfo:
        """Which detector this is."""

    @property
    def depth(self) -> int:
        """How many frames are worth having in flight."""

    def submit(self, frame: Frame) -> Pending:
        """Start on a frame; its picture must stay untouched until the result was taken."""

    def tune(self, settings: Settings) -> None:
        """Take over confidence, overlap and classes for the results that come next; for this camera alone."""

    def close(self) -> None:
        """Wait for what is in flight and let go of memory."""


class Model(Protocol):
    """A loaded detector, shared between cameras and threads."""

    def session(self) -> Detector:
        """A detector for one camera."""
