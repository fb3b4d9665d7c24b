"""Which files of evidence there should be and are not, and why; kept beside their folder, which may be what is full."""

from __future__ import annotations

import errno
import json
import os
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = "evidence-missed.jsonl"  # beside the folder
#: Lines at the beginning of a run; older ones are of violations nobody looks at any more.
_LINES: Final = 5_000
_CODES: Final = {
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}

#: begun: it is being made; kept: it is there; the others say why it is not.
Code = Literal["begun", "kept", "full", "denied", "slow", "stopped", "other"]


@dataclass(frozen=True, slots=True)
class Miss:
    """What became of one file of a violation.

    Attributes:
        violation: its id.
        ending: of the file: SNAPSHOT or CLIP.
        code: what happened.
        reason: the same in the system's words, where there are any.
        time: of this machine, seconds since the epoch.
    """

    violation: str
    ending: str
    code: Code
    reason: str = ""
    time: float = 0.0


def code_of(error: Exception) -> Code:
    """What an error means for whoever looks for the file."""
    number = error.errno if isinstance(error, OSError) else None
    return _CODES.get(number, "other") if number is not None else "other"  # type: ignore[return-value]  # of Code


class Misses:
    """Writes down what becomes of each file. Any thread; a disk that takes nothing is tried again the next time.

    Args:
        file: where to.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._waiting: list[Miss] = []
        self._open: dict[tuple[str, str], Miss] = {}

    def begin(self) -> None:
        """Take over the file of an earlier run: what that one left unfinished was stopped with it."""
        found = [
            Miss(one.violation, one.ending, "stopped", time=one.time) if one.code == "begun" else one
            for one in read(self._file).values()
            if one.code != "kept"
        ]
        if found:
            lines = "".join(map(_line, found[-_LINES:]))
            part = self._file.with_name(f"{self._file.name}.part")
            with suppress(OSError):
                part.write_text(lines, "utf-8")
                patiently(lambda: part.replace(self._file))

    def note(self, miss: Miss) -> None:
        """One more."""
        with self._lock:
            key = miss.violation, miss.ending
            if miss.code == "begun":
                self._open[key] = miss
            else:
                self._open.pop(key, None)
            self._waiting = [*self._waiting, miss][-_LINES:]
            with suppress(OSError):
                self._append()

    def _append(self) -> None:
        text = "".join(map(_line, self._waiting)).encode()
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab", buffering=0) as file:
            if file.write(text) == len(text):
                self._waiting = []

    def unfinished(self) -> list[Miss]:
        """What was begun and did not end yet."""
        with self._lock:
            return list(self._open.values())


def read(file: Path) -> dict[tuple[str, str], Miss]:
    """The newest of each file by violation and ending; never raises."""
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    return {(one.violation, one.ending): one for one in _parsed(lines)}


def _parsed(lines: list[str]) -> Iterator[Miss]:
    """Lines that a full disk cut off are passed over."""
    for line in lines:
        with suppress(ValueError, TypeError):
            yield Miss(**json.loads(line))


def _line(miss: Miss) -> str:
    return f"\n{json.dumps(asdict(miss))}"  # the break comes first: it ends a line that was cut off
