"""The values that flow from stage to stage. Plain data; no stage's behaviour lives here.

Pixel coordinates have their origin in the top left corner, x right, y down. Times are seconds since the Unix
epoch (UTC) on the *media* clock: a file's anchor plus the frame's place in the file, or the moment of capture of
a live frame. Nothing downstream of a source reads a clock to decide what happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from core.class_names import CLASSES as CLASSES  # noqa: PLC0414 - it is known here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"  # (height, width, 3), BGR
Points: TypeAlias = "NDArray[np.float64]"  # (n, 2), pixels

#: Class names in the order of the integer ids used inside the engine. The first six are COCO's road users;
#: "object" is what a detector says that sees motion and does not know what moves.
CLASS_IDS: Final[Mapping[str, int]] = {name: index for index, name in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Detections:
    """What a detector found in one frame.

    Attributes:
        boxes: (n, 4) float32, x1 y1 x2 y2 in pixels of the frame.
        scores: (n,) float32, 0..1.
        classes: (n,) int32, indices into `CLASSES`.
    """

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    classes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.scores)

    @classmethod
    def empty(cls) -> Detections:
        """No detections."""
        return cls(np.empty((0, 4), np.float32), np.empty(0, np.float32), np.empty(0, np.int32))


@dataclass(frozen=True, slots=True)
class SceneTruth:
    """What a simulated frame really shows; real sources have none.

    Attributes:
        detections: boxes as a perfect detector would give them.
        ids: (n,) int64, the road user behind each box.
        signals: state of each signal group: "red", "amber" or "green".
    """

    detections: Detections
    ids: NDArray[np.int64]
    signals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded picture with its place in time.

    Attributes:
        image: (height, width, 3) uint8 BGR. May point into memory the source re-uses: valid until `release`.
        index: 0-based number of the frame in its source; gaps are frames that were skipped.
        time: seconds since the epoch on the media clock.
        captured: `time.monotonic()` when the picture was taken, as far as its source tells; else when it came.
        decode_ms: how long decoding took, milliseconds.
        truth: only from the simulator.
        cut: it does not follow the frame before: there is a gap between two recordings.
        ahead: seconds that the wall clock is ahead of `time`: other than 0 after it was set while a camera ran.
    """

    image: Image
    index: int
    time: float
    captured: float
    decode_ms: float = 0.0
    truth: SceneTruth | None = None
    cut: bool = False
    ahead: float = 0.0


class Sighting(NamedTuple):
    """Where something was seen: media time in seconds, and x1, y1, x2, y2 in pixels."""

    time: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Track:
    """One road user as the tracker sees it in this frame. Only confirmed tracks leave the tracker.

    Attributes:
        id: per camera, growing in order of confirmation; never used twice in a run.
        box: x1, y1, x2, y2 in pixels.
        cls: index into `CLASSES`, by majority over the track's life.
        score: confidence of the newest detection.
        first_seen: media time of the first detection.
        observed: False while the track is only predicted (occluded or missed).
        before: where it was seen before it was sure to be a road user; told once, in the frame in which it is.
        share: of the votes for its class in all, 0..1.
    """

    id: int
    box: tuple[float, float, float, float]
    cls: int
    score: float
    first_seen: float
    observed: bool = True
    before: tuple[Sighting, ...] = ()
    share: float = 1.0

    @property
    def ground(self) -> tuple[float, float]:
        """Ground-contact point: the middle of the box's lower edge."""
        x1, _, x2, y2 = self.box
        return ((x1 + x2) / 2, y2)


class Fleeting(NamedTuple):
    """What was surely seen, but too few times to be confirmed.

    Attributes:
        id: as of a track, if it moved by more than its size; else 0.
        seen: all its sightings: one or two.
        cls: index into `CLASSES`.
        score: confidence of the last detection.
    """

    id: int
    seen: tuple[Sighting, ...]
    cls: int
    score: float


@dataclass(frozen=True, slots=True)
class TrackUpdate:
    """What a tracker says of one frame.

    Attributes:
        tracks: the confirmed ones in it.
        ended: ids that ended.
        fleeting: what was gone before it could be confirmed.
    """

    tracks: tuple[Track, ...]
    ended: tuple[int, ...] = field(default=())
    fleeting: tuple[Fleeting, ...] = field(default=())
