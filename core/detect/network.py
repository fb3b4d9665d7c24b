"""A detector that is a neural network: letterbox, run, decode. What computes is a `Runtime`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from core.detect import names
from core.detect.decode import Decoder
from core.detect.letterbox import GREY, Letterbox
from core.detect.notices import notice
from core.detect.picture import whole
from core.detect.protocol import DetectorInfo, Shape
from core.errors import UserError
from core.types import Detections

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from core.detect.facts import Facts
    from core.detect.head import Head
    from core.settings.models import Detector as Settings
    from core.types import Frame, Image

#: Pixels; of networks that do not say for which size they were trained, and the most there can be.
_USUAL, _MOST = 640, 4096


class Lane(Protocol):
    """Room for one inference: its input, its run, its output.

    Attributes:
        input: (height, width, 3) uint8 BGR, without gaps, to be filled before each run, or replaced by a picture of
            that shape, which must stay untouched until the output was taken; kept between runs.
    """

    input: Image

    def start(self) -> None:
        """Run on `input`, if possible in the background."""

    def wait(self) -> NDArray[np.float32]:
        """The raw output, valid until the next start."""


class Runtime(Protocol):
    """A network loaded by one library. Shared between threads."""

    facts: Facts
    head: Head
    backend: str
    device: str
    depth: int
    grey: bool  # it takes pictures without colour
    batch: int  # pictures it works on at a time, all but one of them empty
    fixed: Shape | None  # the input's shape where it cannot be chosen

    def lanes(self, shape: Shape) -> Callable[[], Lane]:
        """Prepare for inputs of this shape; each call of the result makes room for one more at a time."""


class NetworkModel:
    """A loaded network with its settings.

    Raises:
        UserError: it was trained for pictures of a size that nobody means.
    """

    def __init__(self, name: str, runtime: Runtime, settings: Settings) -> None:
        self.name = name
        self.runtime = runtime
        self.settings = settings
        self._size = whole(settings.image_size or self._trained(), runtime.head.stride)

    def session(self) -> NetworkSession:
        """A detector for one camera."""
        return NetworkSession(self)

    def letterbox(self, frame: Shape) -> Letterbox:
        """How frames of this height and width go into the network."""
        if self.runtime.head.normalised:
            return Letterbox.stretched(frame, self.runtime.fixed or (self._size, self._size))
        if self.runtime.fixed:
            return Letterbox.fixed(frame, self.runtime.fixed)
        return Letterbox.rectangle(frame, self._size, self.runtime.head.stride)

    def _trained(self) -> int:
        """The longer side of the pictures the network was trained for."""
        size = max(self.runtime.facts.size or (_USUAL,))
        if size > _MOST and self.runtime.fixed is None:
            raise UserError(
                f"model {self.name} was trained for images of {size} pixels; at most {_MOST} are supported",
                "set detector.image_size",
            )
        return size


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
        runtime = self._model.runtime
        told = self._notice, self._unassigned
        return DetectorInfo(self._model.name, runtime.backend, runtime.device, shape, *told)

    @property
    def depth(self) -> int:
        """How many frames are worth having in flight."""
        return self._model.runtime.depth

    def tune(self, settings: Settings) -> None:
        """See `Detector`."""
        self.decoder = Decoder(self._model.runtime.head, settings.confidence, settings.iou, settings.classes)
        self._notice = notice(self._model.runtime, settings)
        self._unassigned = tuple(names.unknown(self._model.runtime.facts.names or (), settings.names))

    def submit(self, frame: Frame) -> _Inference:
        """Start on a frame. Where its picture is of the size that the network looks at, it is read where it lies."""
        height, width = frame.image.shape[:2]
        if self._pool is None or self._pool.letterbox.frame != (height, width):
            self._pool = _Pool(self._model, (height, width))
        lane = self._pool.take()
        self._pool.put(_grey(frame.image) if self._model.runtime.grey else frame.image, lane)
        lane.start()
        return _Inference(lane, self._pool, self)

    def close(self) -> None:
        """Let go of memory. What is still in flight keeps what it needs until its result was taken."""
        self._pool = None


def _grey(image: Image) -> Image:
    """The picture without colour. Before it is scaled, as ultralytics does, or some values are one off."""
    return np.asarray(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)


class _Pool:
    """Lanes for frames of one size; as many as were ever in flight at once."""

    def __init__(self, model: NetworkModel, frame: Shape) -> None:
        self.letterbox = model.letterbox(frame)
        self.normalised = model.runtime.head.normalised
        self._make = model.runtime.lanes(self.letterbox.input)
        self._free: list[Lane] = []

    def take(self) -> Lane:
        if self._free:
            return self._free.pop()
        lane = self._make()
        lane.input[:] = GREY
        return lane

    def put(self, image: Image, lane: Lane) -> None:
        if self.letterbox.is_whole:
            lane.input = np.require(image, requirements=("C", "W"))  # itself, but a part of another one is copied
        else:
            self.letterbox.fill(image, lane.input)

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
        letterbox = self._pool.letterbox
        if self._pool.normalised:
            found.boxes[:] *= np.array(letterbox.input[::-1] * 2, np.float32)
        return Detections(letterbox.restore(found.boxes), found.scores, found.classes)
