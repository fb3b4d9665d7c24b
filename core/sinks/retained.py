"""Which states of cameras lie retained at a broker: those of a camera that is gone are taken away again."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core import private

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

FILE: Final = "retained.json"


class Retained:
    """Remembers topics over runs; a disk that cannot be written makes it forget the newest.

    Args:
        file: where; None to remember them in this run alone.
        broker: name of the place they are at.
    """

    def __init__(self, file: Path | None, broker: str) -> None:
        self._file, self._broker = file, broker
        self._topics = self._read().get(broker, set())

    def _read(self) -> dict[str, set[str]]:
        if self._file is None:
            return {}
        with suppress(OSError, ValueError, AttributeError, TypeError):
            found = json.loads(self._file.read_text("utf-8"))
            return {str(name): {str(topic) for topic in topics} for name, topics in found.items()}
        return {}

    def add(self, topic: str) -> None:
        """It is published there from now on."""
        if topic not in self._topics:
            self._topics.add(topic)
            self._write()

    def remove(self, topic: str) -> None:
        """It was taken away."""
        if topic in self._topics:
            self._topics.remove(topic)
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        known = {**self._read(), self._broker: self._topics}
        with suppress(OSError):
            private.write(self._file, json.dumps({name: sorted(topics) for name, topics in known.items()}))

    def stale(self, cameras: Collection[str], topic_of: Callable[[str], str]) -> list[str]:
        """Topics of cameras that there are no more."""
        return sorted(self._topics - {topic_of(camera) for camera in cameras})
