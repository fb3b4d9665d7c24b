"""What setup remembers. A cache of facts, never the proof: inspection decides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_VERSION: Final = 1


class Notes:
    """A small JSON file, replaced as a whole at each change.

    Args:
        path: the file; made with the first note.
        instead: sections that count where the file is lost or damaged; they go into the new one with the first note.

    Attributes:
        trouble: why `instead` counts, in words; empty if the file is whole, or nothing was ever noted.
    """

    def __init__(self, path: Path, instead: Callable[[], dict[str, Any]] = dict) -> None:
        self._path, self._instead = path, instead
        self._data: dict[str, Any] = {}
        self.trouble = ""
        self.read()

    def read(self) -> None:
        """Take what is in the file now: somebody else may have written it while we waited for our turn."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            self._data = self._instead()
            self.trouble = f"{self._path} is missing" if self._data else ""
            return
        except OSError as error:
            found, self.trouble = None, f"{self._path} cannot be read ({error.strerror})"
        except ValueError:
            found, self.trouble = None, f"{self._path} is damaged"
        else:
            whole = isinstance(found, dict) and found.get("version") == _VERSION
            self.trouble = "" if whole else f"{self._path} is damaged"
        self._data = self._instead() if self.trouble else found

    def get(self, section: str, key: str) -> Any:  # noqa: ANN401 - JSON
        """What was noted, or None."""
        found = self._data.get(section)
        return found.get(key) if isinstance(found, dict) else None

    def section(self, section: str) -> dict[str, Any]:
        """All of a section, a copy."""
        found = self._data.get(section)
        return dict(found) if isinstance(found, dict) else {}

    def put(self, section: str, key: str, value: object) -> None:
        """Note a JSON value; None forgets it.

        Raises:
            OSError: it could not be written.
        """
        entries = {**self.section(section), key: value}
        if value is None:
            del entries[key]
        if entries == self.section(section):
            return
        self._data = {**self._data, "version": _VERSION, section: entries}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self._path, json.dumps(self._data, indent=1, sort_keys=True) + "\n", 0o600)
