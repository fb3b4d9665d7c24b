"""In the decoder process: a frame's colours straight into the picture that is handed over.

PyAV converts into memory of its own, from where the picture would have to be copied: for 1920 x 1080 a millisecond of a
processor. FFmpeg's library that converts can write anywhere; PyAV brings it along and has it loaded, and here it is
called as it is. A conversion is used only after it has given, bit for bit, what PyAV gives.
"""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.types import Image

#: As nearly all cameras and recorders send them; others take much longer to convert than to copy.
_FORMATS: Final = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p"})
_WHOLE: Final = 16  # pixels that are converted at once: where a row ends within them, it writes beyond its end
_SLACK: Final = 65_536  # bytes beside a picture in which nothing may be written
#: Where PyAV keeps the libraries that it brings along: beside itself on Linux and Windows, inside on macOS.
_FOLDERS: Final = ("../av.libs", ".dylibs")
_KINDS: Final = 8  # that are remembered
_ONE: Final = 1 << 16  # contrast and saturation as they are

_PLANES: Final = 4
_Pointers: Final = ctypes.c_void_p * _PLANES
_Strides: Final = ctypes.c_int * _PLANES


class _Kind(NamedTuple):
    """What two frames have in common that are converted alike."""

    width: int
    height: int
    format: str
    colorspace: int
    color_range: int


class Colours:
    """Converts frames into pictures that are there already, where it can.

    Args:
        reference: makes a picture of a frame by PyAV's own means, of the same size and in BGR.
    """

    def __init__(self, reference: Callable[[VideoFrame], Image]) -> None:
        self._reference = reference
        self._known: dict[_Kind, _Scaler | None] = {}

    def put(self, frame: VideoFrame, target: Image) -> bool:
        """Write `frame` into `target`, (height, width, 3) BGR of its size; False, with nothing written, if it cannot.

        Raises:
            FFmpegError: what PyAV raises for the first frame of a kind.
        """
        kind = _Kind(frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range)
        if kind not in self._known:
            if len(self._known) >= _KINDS:
                self._known.clear()
            self._known[kind] = self._proved(kind, frame)
        scaler = self._known[kind]
        if scaler is None:
            return False
        scaler.put(frame, target)
        return True

    def _proved(self, kind: _Kind, frame: VideoFrame) -> _Scaler | None:
        """A conversion for frames of this kind that has given the same as PyAV, of this frame and of a trial one."""
        if kind.format not in _FORMATS or kind.width % _WHOLE or kind.height % 2:
            return None
        try:
            scaler = _Scaler(kind)
        except (OSError, AttributeError, ValueError):  # PyAV was built by somebody else, who keeps it elsewhere
            return None
        return scaler if self._agree(scaler, _trial(kind)) and self._agree(scaler, frame) else None

    def _agree(self, scaler: _Scaler, frame: VideoFrame) -> bool:
        size = frame.height * frame.width * 3
        room = np.zeros(_SLACK + size + _SLACK, np.uint8)
        before, found, behind = np.split(room, (_SLACK, _SLACK + size))
        found = found.reshape(frame.height, frame.width, 3)
        scaler.put(frame, found)
        return np.array_equal(found, self._reference(frame)) and not (before.any() or behind.any())


class _Scaler:
    """One conversion of FFmpeg's library.

    Raises:
        OSError, AttributeError: the library is not where PyAV keeps its own, or another one.
        ValueError: it knows no such conversion.
    """

    def __init__(self, kind: _Kind) -> None:
        scale = _library("swscale")
        pixels = _library("avutil").av_get_pix_fmt
        source, bgr = (pixels(name.encode()) for name in (kind.format, "bgr24"))
        scale.sws_getContext.restype = scale.sws_getCoefficients.restype = ctypes.c_void_p
        size = (kind.width, kind.height)
        context = ctypes.c_void_p(
            scale.sws_getContext(*size, source, *size, bgr, int(Interpolation.BICUBIC), None, None, None)
        )
        if not context:
            raise ValueError("no such conversion")
        weakref.finalize(self, scale.sws_freeContext, context)
        colours = ctypes.c_void_p(scale.sws_getCoefficients(kind.colorspace))
        whole = kind.color_range == ColorRange.JPEG or kind.format.startswith("yuvj")
        scale.sws_setColorspaceDetails(context, colours, int(whole), colours, 0, 0, _ONE, _ONE)
        self._run, self._context, self._height = scale.sws_scale, context, kind.height
        self._planes, self._strides = _Pointers(), _Strides()
        self._target, self._row = _Pointers(), _Strides(3 * kind.width)

    def put(self, frame: VideoFrame, target: Image) -> None:
        """Write a frame into a picture without gaps."""
        for number, plane in enumerate(frame.planes):
            self._planes[number], self._strides[number] = plane.buffer_ptr, plane.line_size
        self._target[0] = target.ctypes.data
        self._run(self._context, self._planes, self._strides, 0, self._height, self._target, self._row)


def _trial(kind: _Kind) -> VideoFrame:
    """A frame of this kind with bytes of all values, the same each time."""
    frame = VideoFrame(kind.width, kind.height, kind.format)
    frame.colorspace, frame.color_range = kind.colorspace, kind.color_range
    values = np.random.default_rng(0)
    for plane in frame.planes:
        plane.update(values.bytes(plane.buffer_size))
    return frame


@cache
def _library(name: str) -> ctypes.CDLL:
    """One of the libraries that PyAV has loaded.

    Raises:
        OSError: it is not where PyAV keeps its own.
    """
    home = Path(av.__file__).parent
    for folder in _FOLDERS:
        for file in (home / folder).resolve().glob(f"*{name}*"):
            return ctypes.CDLL(str(file))
    raise FileNotFoundError(name)
