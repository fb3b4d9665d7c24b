"""What a service runs on: once that has changed, one that has given up may begin again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY: Final = 1.0  # seconds between two looks


class Heed:
    """A file, and the one that it names.

    Args:
        path: of a JSON file; the other one is its `file`. None where a service runs on none.
        clock: monotonic seconds.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float]) -> None:
        self._path, self._clock = path, clock
        self._due = clock()
        self._known = self._stamps()

    def note(self) -> None:
        """The service is about to read them."""
        self._known = self._stamps()

    def changed(self) -> bool:
        """Whether one of them is another one than was noted; looks once a second at most."""
        if self._path is None or self._clock() < self._due:
            return False
        self._due = self._clock() + _EVERY
        return self._stamps() != self._known

    def _stamps(self) -> tuple[str, tuple[int, int]]:
        """What the first says, because the service itself may write it as it was; the other is not ours to read."""
        try:
            text = self._path.read_text("utf-8") if self._path else ""
        except (OSError, ValueError):
            text = ""
        return text, _stamp(_named(text))


def _named(text: str) -> Path | None:
    try:
        found = json.loads(text).get("file")
    except (ValueError, AttributeError):
        return None
    return Path(found) if isinstance(found, str) else None


def _stamp(path: Path | None) -> tuple[int, int]:
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_ino) if found else (0, 0)
