"""What is wrong with a video file before any decoder sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.sources.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 4096
_CONTROL: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def file_problem(path: Path) -> Problem | None:
    """Why `path` cannot be a video, or None. Only its beginning is read."""
    try:
        if path.is_dir():
            return Problem("it is a folder", "name one video file in it")
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            return Problem("it is not a regular file", "write webcam:0 for a camera device")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:
        return _unreadable(error)
    return _no_video(head)


def _no_video(head: bytes) -> Problem | None:
    if not head:
        return Problem("the file is empty", "record or copy it again")
    if _is_text(head):
        return Problem("it is a text file, not a video", "name a video file, for example .mp4, .avi or .mkv")
    return None


def _unreadable(error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(
            "there is no such file", "correct the path (in a configuration file it counts from that file's folder)"
        )
    if isinstance(error, PermissionError):
        return Problem("this user may not read the file", "give read permission, or copy the file to your own folder")
    text = getattr(error, "strerror", None) or str(error)
    return Problem(f"the file cannot be read: {text}", "see if the disk or network drive is connected")


def _is_text(head: bytes) -> bool:
    """No video is text. Playlists are, and would make ffmpeg open whatever they name."""
    try:
        head[: -4 if len(head) == _HEAD else None].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL.intersection(head)
