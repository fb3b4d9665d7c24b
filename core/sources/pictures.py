"""In the decoder process: from decoded frames to pictures, deinterlaced, upright, with square pixels, in BGR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import av.error
import numpy as np
from av.filter import Graph
from av.video.reformatter import Interpolation, VideoReformatter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from av.video.frame import VideoFrame

    from core.types import Image

_SQUARE: Final = 0.02  # what pixels may differ from squares and still be taken for them
_LEAST_SAR: Final = 0.2  # what is more distorted is damaged
#: One picture a frame, from both its fields; frames that are whole pass as they are.
_DEINTERLACE: Final = ("bwdif", "mode=send_frame:deint=interlaced")
#: How a picture is turned, by the degrees its metadata tells counter-clockwise.
_OVER: Final = (("hflip", ""), ("vflip", ""))
_TURNS: Final = {90: (("transpose", "cclock"),), -90: (("transpose", "clock"),), 180: _OVER, -180: _OVER}


class Filters:
    """Takes frames as they are decoded and gives them deinterlaced and upright; most pass as they are.

    Deinterlacing looks one frame ahead: from the first interlaced frame on, each comes one later.
    """

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()
        self._interlaced = False

    def put(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """What is ready once `frame` is there. Raises FFmpegError if it cannot be filtered."""
        self._interlaced |= frame.interlaced_frame
        turn = round(frame.rotation / 90) * 90
        if not self._interlaced and turn not in _TURNS:
            yield frame
            return
        shape = (frame.width, frame.height, frame.format.name, self._interlaced, turn)
        if shape != self._shape:
            yield from self.rest()
            self._graph, self._shape = _graph(frame, self._interlaced, turn), shape
        if self._graph is not None:
            self._graph.push(frame)
            yield from _pulled(self._graph)

    def rest(self) -> Iterator[VideoFrame]:
        """The last ones, when no more come."""
        graph, self._graph, self._shape = self._graph, None, ()
        if graph is not None:
            graph.push(None)
            yield from _pulled(graph)


def _graph(frame: VideoFrame, interlaced: bool, turn: int) -> Graph:  # noqa: FBT001 -- internal
    graph = Graph()
    graph.threads = 1
    steps = [*([_DEINTERLACE] if interlaced else []), *_TURNS.get(turn, ())]
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    graph.link_nodes(source, *(graph.add(name, args) for name, args in steps), graph.add("buffersink")).configure()
    return graph


def _pulled(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            yield graph.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


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

    def make(self, frame: VideoFrame, target: Image | None) -> Image:
        """(height, width, 3) uint8, in `target` if it fits. Raises FFmpegError if the frame cannot be converted."""
        width, height = self._size(frame)
        done = self._convert.reformat(
            frame, width=width, height=height, format="bgr24", interpolation=Interpolation.BICUBIC, threads=1
        )
        picture = cast("Image", done.to_ndarray())
        if target is None or target.shape != picture.shape:
            return picture
        np.copyto(target, picture)
        return target

    def _size(self, frame: VideoFrame) -> tuple[int, int]:
        """With square pixels, no smaller than it is."""
        turned = round(frame.rotation / 90) % 2 != 0
        wider = 1 / self._aspect if turned else self._aspect
        if wider >= 1:
            return round(frame.width * wider), frame.height
        return frame.width, round(frame.height / wider)
