"""Recordings that were opened before, and what was drawn on each, so that opening one again brings it back."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Final

from bootstrap.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MOST: Final = 10
_PRIVATE: Final = 0o600  # a configuration may come to hold credentials

log = logging.getLogger(__name__)


class Recent:
    """A list in a file, the newest first, and beside it the configuration each recording ran with last.

    Args:
        folder: where both are kept; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "recent.json"

    def sources(self) -> list[str]:
        """What was opened, the newest first. Never raises."""
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in found if isinstance(one, str)][:_MOST] if isinstance(found, list) else []

    def remember(self, source: str) -> None:
        """Have `source` first in the list."""
        self._write([source, *(one for one in self.sources() if one != source)][:_MOST])

    def forget(self, source: str) -> None:
        """Take `source` out of the list, and what was drawn on it with it."""
        self._write([one for one in self.sources() if one != source])
        self._kept(source).unlink(missing_ok=True)

    def configuration(self, source: str) -> str | None:
        """The configuration that `source` ran with last; None if it never ran or nothing was kept."""
        try:
            return self._kept(source).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, source: str, configuration: str) -> None:
        """Keep the configuration that `source` runs with."""
        self._put(self._kept(source), configuration)

    def _kept(self, source: str) -> Path:
        return self._folder / "opened" / f"{hashlib.sha256(source.encode()).hexdigest()[:24]}.yaml"

    def _write(self, sources: Sequence[str]) -> None:
        self._put(self._file, json.dumps(list(sources), indent=2) + "\n")

    def _put(self, file: Path, text: str) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomic(file, text, _PRIVATE)
        except OSError as error:
            log.warning("cannot save the list of recent recordings: %s", error)
