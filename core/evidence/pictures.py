"""Pictures in memory: small and compressed for the clip, large and marked for the snapshot."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from core.types import Image

Box: TypeAlias = "tuple[float, float, float, float]"

#: Pictures for each second of media time. Divides 25 and 30, so that steps are even.
RATE: Final = 5
_WIDTH: Final = 960
_QUALITY: Final = 80
_SNAPSHOT_QUALITY: Final = 90
_RED: Final = (94, 77, 255)
_BLACK: Final = (15, 10, 8)
_WHITE: Final = (250, 247, 244)
_PROBE: Final = 1 << 20  # bytes that a disk with room takes
_LINES_OF_TEXT: Final = 34  # a caption is one of so many that would fit into the picture


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the ring.

    Attributes:
        time: media time.
        jpeg: the picture, at most 960 pixels wide.
        scale: its width over the frame's.
        boxes: where the road users were, by track, in pixels of the frame.
    """

    time: float
    jpeg: bytes
    scale: float
    boxes: Mapping[int, Box]


class Ring:
    """The newest pictures of a camera, bounded in seconds and in bytes.

    Args:
        seconds: of media time.
        max_bytes: of the compressed pictures.
    """

    def __init__(self, seconds: float, max_bytes: int) -> None:
        self._seconds, self._max_bytes = seconds, max_bytes
        self._pictures: deque[Picture] = deque()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pictures)

    def add(self, picture: Picture) -> None:
        """Take the next picture; a time before the last one's begins anew."""
        if self._pictures and picture.time < self._pictures[-1].time:
            self._pictures.clear()
            self.bytes = 0
        self._pictures.append(picture)
        self.bytes += len(picture.jpeg)
        while picture.time - self._pictures[0].time > self._seconds or self.bytes > self._max_bytes:
            self.bytes -= len(self._pictures.popleft().jpeg)
            if not self._pictures:
                return

    def between(self, start: float, end: float) -> list[Picture]:
        """The pictures from `start` to `end`, both included."""
        return [picture for picture in self._pictures if start <= picture.time <= end]


def compress(image: Image, time: float, boxes: Mapping[int, Box]) -> Picture:
    """A (h, w, 3) BGR frame as a picture of the ring."""
    height, width = image.shape[:2]
    scale = min(1.0, _WIDTH / width)
    if scale < 1:
        size = (round(width * scale) // 2 * 2, max(2, round(height * scale) // 2 * 2))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]  # uint8 stays
    return Picture(time, _jpeg(image, _QUALITY), image.shape[1] / width, boxes)


def snapshot(image: Image, boxes: Iterable[Box], caption: str) -> bytes:
    """The whole (h, w, 3) BGR frame as JPEG, `boxes` on it and a line of text below; `image` is drawn on."""
    for box in boxes:
        mark(image, box)
    return _jpeg(np.vstack([image, _strip(image.shape[1], image.shape[0], caption)]), _SNAPSHOT_QUALITY)


def mark(image: Image, box: Box, scale: float = 1.0) -> None:
    """Draw a box in red within black: to be seen on whatever lies below."""
    x1, y1, x2, y2 = (round(value * scale) for value in box)
    thickness = max(2, round(image.shape[1] / 480))
    cv2.rectangle(image, (x1, y1), (x2, y2), _BLACK, thickness + 2)
    cv2.rectangle(image, (x1, y1), (x2, y2), _RED, thickness)


def write_clip(path: Path, pictures: list[Picture], tracks: tuple[int, ...]) -> None:
    """VP8 in WebM, which browsers and Qt play: as long as it was, the boxes of `tracks` on it; whole, or an error.

    Raises:
        OSError: this OpenCV cannot write it, or the disk does not take it.
    """
    first = _decode(pictures[0])
    size = (first.shape[1] // 2 * 2, first.shape[0] // 2 * 2)
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"VP80"), RATE, size)
    try:
        if not writer.isOpened():
            raise OSError("this OpenCV build cannot write VP8 video")
        for picture in paced(pictures):
            image = _decode(picture)
            for track in picture.boxes.keys() & set(tracks):
                mark(image, picture.boxes[track], picture.scale)
            whole = image[: size[1], : size[0]]
            writer.write(whole if whole.shape[1::-1] == size else cv2.resize(image, size))
    finally:
        writer.release()
    _look_through(path, len(paced(pictures)))


def _look_through(path: Path, pictures: int) -> None:
    """OpenCV keeps what went wrong to itself, so the clip is read again.

    Raises:
        OSError: it is not whole; with the disk's own reason, if it has one.
    """
    video = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        length = video.get(cv2.CAP_PROP_FRAME_COUNT)  # from the head, which is written last
        found = 0
        while video.grab():
            found += 1
    finally:
        video.release()
    if found < pictures or length <= 0:
        with path.open("ab", buffering=0) as file:
            file.write(bytes(_PROBE))
            os.fsync(file.fileno())
        raise OSError("the clip was cut off while being written")


def paced(pictures: list[Picture]) -> list[Picture]:
    """As many as the clip has steps: where one is missing, the one before stays."""
    steps = round((pictures[-1].time - pictures[0].time) * RATE) + 1
    shown, index = [], 0
    for step in range(steps):
        due = pictures[0].time + (step + 0.5) / RATE
        while index + 1 < len(pictures) and pictures[index + 1].time < due:
            index += 1
        shown.append(pictures[index])
    return shown


def _decode(picture: Picture) -> Image:
    image: Any = cv2.imdecode(np.frombuffer(picture.jpeg, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise OSError("a frame of the clip is damaged")
    return image  # type: ignore[no-any-return]  # a JPEG of our own, so uint8 BGR


def _jpeg(image: Image, quality: int) -> bytes:
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise OSError("the image cannot be compressed")
    return data.tobytes()


def _strip(width: int, picture_height: int, caption: str) -> Image:
    """A line of text below the picture. OpenCV's letters are ASCII, others become question marks."""
    height = max(16, picture_height // _LINES_OF_TEXT)
    strip = np.full((height, width, 3), _BLACK, np.uint8)
    text = caption.encode("ascii", "replace").decode()
    (wide, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1)
    size = min(height / 34, (width - height) / max(wide, 1))
    cv2.putText(strip, text, (height // 2, round(height * 0.7)), cv2.FONT_HERSHEY_SIMPLEX, size, _WHITE, 1, cv2.LINE_AA)
    return strip
