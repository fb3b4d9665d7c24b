"""In the decoder process: from decoded frames to pictures, deinterlaced, upright, with square pixels, in BGR."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Final, cast

import av.error
import numpy as np
from av.filter import Graph
from av.video.reformatter import Interpolation, VideoReformatter

from core.sources.colours import Colours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from av.video.frame import VideoFrame

    from core.types import Image

_SQUARE: Final = 0.02  # what pixels may differ from squares and still be taken for them
_LEAST_SAR: Final = 0.2  # what is more distorted is damaged
#: One picture a frame, from both its fields; frames that are whole pass as they are.
_DEINTERLACE: Final = ("bwdif", "mode=send_frame:deint=interlaced")
#: How a picture is laid on its side, by whether its columns run up and its rows run to the left then.
_TURNS: Final = {
    (False, False): "cclock_flip",
    (False, True): "clock",
    (True, False): "cclock",
    (True, True): "clock_flip",
}
_MATRIX: Final = struct.Struct("=9i")  # how a frame is to be shown


class Filters:
    """Takes frames as they are decoded and gives them deinterlaced and upright; most pass as they are.

    Deinterlacing looks one frame ahead: from the first interlaced frame on, each comes one later.
    """

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()
        self._interlaced = False
        self._told: tuple[object, ...] = ()  # of which frames `_turned` says what has to be done
        self._turned: tuple[tuple[str, str], ...] = ()

    def put(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """What is ready once `frame` is there. Raises FFmpegError if it cannot be filtered."""
        self._interlaced |= frame.interlaced_frame
        upright = self._upright(frame)
        if not self._interlaced and not upright:
            yield frame
            return
        shape = (frame.width, frame.height, frame.format.name, self._interlaced, upright)
        if shape != self._shape:
            yield from self.rest()
            steps = ((_DEINTERLACE,) if self._interlaced else ()) + upright
            self._graph, self._shape = _graph(frame, steps), shape
        if self._graph is not None:
            self._graph.push(frame)
            yield from _pulled(self._graph)

    def _upright(self, frame: VideoFrame) -> tuple[tuple[str, str], ...]:
        """As `_upright` says of the first of frames that are alike.

        Looking into a frame's side data makes it hold itself: its memory comes back only with the garbage collector,
        which rarely has a reason to come. At 4K that would be gigabytes.
        """
        told = (frame.width, frame.height, round(frame.rotation))
        if told != self._told:
            self._told, self._turned = told, _upright(frame)
        return self._turned

    def rest(self) -> Iterator[VideoFrame]:
        """The last ones, when no more come."""
        graph, self._graph, self._shape = self._graph, None, ()
        if graph is not None:
            graph.push(None)
            yield from _pulled(graph)


def _upright(frame: VideoFrame) -> tuple[tuple[str, str], ...]:
    """What has to be done with a frame to show it as its metadata says: turned by right angles, mirrored, or both."""
    across, over, down, along = _matrix(frame)
    if abs(over) > abs(across):
        return (("transpose", _TURNS[over < 0, down < 0]),)
    return ((("hflip", ""),) if across < 0 else ()) + ((("vflip", ""),) if along < 0 else ())


def _matrix(frame: VideoFrame) -> tuple[float, float, float, float]:
    """The four numbers that turn and mirror a frame."""
    try:
        told = cast("bytes | None", frame.side_data.get("DISPLAYMATRIX"))  # a buffer, though its types do not say so
    except ValueError:  # PyAV does not know all that a frame may bear; turning it knows, mirroring it does not
        turned = math.radians(frame.rotation)
        return math.cos(turned), -math.sin(turned), math.sin(turned), math.cos(turned)
    if told is None or memoryview(told).nbytes != _MATRIX.size:
        return 1, 0, 0, 1
    across, over, _, down, along, *_ = _MATRIX.unpack(told)
    return across, over, down, along


def _graph(frame: VideoFrame, steps: tuple[tuple[str, str], ...]) -> Graph:
    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    graph.link_nodes(source, *(graph.add(name, args) for name, args in steps), graph.add("buffersink")).configure()
    return graph


def _pulled(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            yield graph.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def _seen(frame: VideoFrame) -> Image:
    """The picture where it lies; PyAV's own `to_ndarray` does the same by way of much more code."""
    plane = frame.planes[0]
    if plane.line_size < 0:  # stored from the last row to the first, as uncompressed AVI files are
        return cast("Image", frame.to_ndarray())
    rows = np.frombuffer(cast("bytes", plane), np.uint8).reshape(-1, plane.line_size)
    return rows[:, : 3 * frame.width].reshape(frame.height, frame.width, 3)


class Pictures:
    """Makes the picture of a frame, always the same way as OpenCV makes it.

    Args:
        aspect: width of a pixel to its height, as the frames are stored; None if nobody says.
    """

    def __init__(self, aspect: Fraction | None) -> None:
        ratio = float(aspect or 1)
        told = _LEAST_SAR < ratio < 1 / _LEAST_SAR and abs(ratio - 1) > _SQUARE
        self._aspect = ratio if told else 1.0
        self._convert = VideoReformatter()
        self._colours = Colours(lambda frame: self._converted(frame, frame.width, frame.height))

    def make(self, frame: VideoFrame, target: Image | None) -> Image:
        """(height, width, 3) uint8, in `target` if it fits. Raises FFmpegError if the frame cannot be converted."""
        width, height = size = self._size(frame)
        if target is not None and target.shape == (height, width, 3):
            if size == (frame.width, frame.height) and target.flags.c_contiguous and self._colours.put(frame, target):
                return target
            np.copyto(target, self._converted(frame, width, height))
            return target
        return self._converted(frame, width, height)

    def _converted(self, frame: VideoFrame, width: int, height: int) -> Image:
        """By PyAV, in memory of its own."""
        done = self._convert.reformat(
            frame, width=width, height=height, format="bgr24", interpolation=Interpolation.BICUBIC, threads=1
        )
        return _seen(done)

    def _size(self, frame: VideoFrame) -> tuple[int, int]:
        """With square pixels, no smaller than it is."""
        turned = round(frame.rotation / 90) % 2 != 0
        wider = 1 / self._aspect if turned else self._aspect
        if wider >= 1:
            return round(frame.width * wider), frame.height
        return frame.width, round(frame.height / wider)
