"""A detector that is a neural network: letterbox, run, decode. What computes is a `Runtime`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.detect.decode import Decoder
from core.detect.letterbox import GREY, Letterbox
from core.detect.protocol import Backend, DetectorInfo, Shape
from core.types import Detections

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from core.detect.head import Head
    from core.settings.models import Detector as Settings
    from core.types import Frame, Image


class Lane(Protocol):
    """Room for one inference: its input, its run, its output."""

    @property
    def input(self) -> Image:
        """(height, width, 3) uint8 BGR, to be filled before each run; kept between runs."""

    def start(self) -> None:
        """Run on `input`, if possible in the background."""

    def wait(self) -> NDArray[np.float32]:
        """The raw output, valid until the next start."""


class Runtime(Protocol):
    """A network loaded by one library. Shared between threads."""

    head: Head
    backend: Backend
    device: str
    depth: int
    fixed: Shape | None  # the input's shape where it cannot be chosen

    def lanes(self, shape: Shape) -> Callable[[], Lane]:
        """Prepare for inputs of this shape; each call of the result makes room for one more at a time."""


class NetworkModel:
    """A loaded network with its settings."""

    def __init__(self, name: str, runtime: Runtime, settings: Settings) -> None:
        self.name = name
        self.runtime = runtime
        self.settings = settings

    def session(self) -> NetworkSession:
        """A detector for one camera."""
        return NetworkSession(self)

    def letterbox(self, frame: Shape) -> Letterbox:
        """How frames of this height and width go into the network."""
        if self.runtime.fixed:
            return Letterbox.fixed(frame, self.runtime.fixed)
        return Letterbox.rectangle(frame, self.settings.image_size, self.runtime.head.stride)


class NetworkSession:
    """One camera's use of a network. A frame of another size than the one before is taken as it comes."""

    def __init__(self, model: NetworkModel) -> None:
        self._model = model
        self._pool: _Pool | None = None
        self.tune(model.settings)

    @property
    def info(self) -> DetectorInfo:
        """Which detector this is."""
        shape = self._pool.letterbox.input if self._pool else self._model.runtime.fixed
        return DetectorInfo(self._model.name, self._model.runtime.backend, self._model.runtime.device, shape)

    @property
    def depth(self) -> int:
        """How many frames are worth having in flight."""
        return self._model.runtime.depth

    def tune(self, settings: Settings) -> None:
        """See `Detector`."""
        self.decoder = Decoder(self._model.runtime.head, settings.confidence, settings.iou, settings.classes)

    def submit(self, frame: Frame) -> _Inference:
        """Start on a frame. Its picture has been copied when this returns."""
        height, width = frame.image.shape[:2]
        if self._pool is None or self._pool.letterbox.frame != (height, width):
            self._pool = _Pool(self._model, (height, width))
        lane = self._pool.take()
        self._pool.letterbox.fill(frame.image, lane.input)
        lane.start()
        return _Inference(lane, self._pool, self)

    def close(self) -> None:
        """Let go of memory. What is still in flight keeps what it needs until its result was taken."""
        self._pool = None


class _Pool:
    """Lanes for frames of one size; as many as were ever in flight at once."""

    def __init__(self, model: NetworkModel, frame: Shape) -> None:
        self.letterbox = model.letterbox(frame)
        self._make = model.runtime.lanes(self.letterbox.input)
        self._free: list[Lane] = []

    def take(self) -> Lane:
        if self._free:
            return self._free.pop()
        lane = self._make()
        lane.input[:] = GREY
        return lane

    def give(self, lane: Lane) -> None:
        self._free.append(lane)


class _Inference:
    """One frame in flight."""

    def __init__(self, lane: Lane, pool: _Pool, session: NetworkSession) -> None:
        self._lane = lane
        self._pool = pool
        self._session = session

    def result(self) -> Detections:
        """Wait for the detections, in pixels of the frame."""
        found = self._session.decoder.decode(self._lane.wait())
        self._pool.give(self._lane)
        return Detections(self._pool.letterbox.restore(found.boxes), found.scores, found.classes)
