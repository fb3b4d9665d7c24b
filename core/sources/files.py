"""What is wrong with a video file before any decoder sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.kinds.sources import Problem
from core.suffixes import VIDEOS

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 4096
#: How files of one image begin: JPEG, PNG, TIFF.
_IMAGES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_CONTROL: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def file_problem(path: Path) -> Problem | None:
    """Why `path` cannot be a video, or None. Only its beginning is read."""
    try:
        if path.is_dir():
            return Problem("this is a folder", "choose a video file in it")
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            return Problem("not a regular file", "for a camera device use webcam:0")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:
        return _unreadable(error)
    return _no_video(head, path.suffix.lower())


def _no_video(head: bytes, suffix: str) -> Problem | None:
    if not head:
        return Problem("the file is empty", "record or copy the file again")
    # Some recorders write one JPEG behind the other, and a PNG may be animated.
    if head.startswith(_IMAGES) and suffix not in VIDEOS and b"acTL" not in head:
        return Problem("this is an image, not a video", "choose a video file, for example .mp4, .avi or .mkv")
    if _is_text(head):
        return Problem("this is a text file, not a video", "choose a video file, for example .mp4, .avi or .mkv")
    return None


def _unreadable(error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(
            "file not found", "check the path (in a configuration file it is relative to that file's folder)"
        )
    if isinstance(error, PermissionError):
        return Problem("permission denied", "grant read permission, or copy the file to a folder of yours")
    text = getattr(error, "strerror", None) or str(error)
    return Problem(f"cannot read the file: {text}", "check that the disk or network drive is connected")


def _is_text(head: bytes) -> bool:
    """No video is text. Playlists are, and would make ffmpeg open whatever they name."""
    try:
        head[: -4 if len(head) == _HEAD else None].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.intersection(head)
