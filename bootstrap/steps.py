"""Shows that a slow step lives: one line renewed on a terminal, a line now and then in a log. Standard library only."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self, TextIO, TypeAlias

from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_UNPACKING: Final = "Installing collected packages"  # what pip says when all is there
_MB: Final = 1_000_000
#: Told the bytes that have arrived, and whether they are being unpacked.
Watch: TypeAlias = "Callable[[int, bool], None]"
_SLOW: Final = 100_000  # bytes a second; below that the time left is a guess
_LOG_PERIOD: Final = 15.0  # a log has room for a line now and then


def told(number: float) -> str:
    """Bytes in words: 310 MB, 1.2 GB."""
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / _MB:.0f} MB"  # noqa: PLR2004 - where GB begin


class Arrivals:
    """The bytes that arrive in the folder pip downloads into; every version of pip can be watched in this way.

    Args:
        folder: for pip's temporary files alone; emptied first. On the disk that is installed on, since a /tmp in
            memory may be too small.
        expected: bytes that are about to come.
        watch: told the bytes that have arrived, and whether they are being unpacked, several times a second.
    """

    def __init__(self, folder: Path, expected: int, watch: Watch | None = None) -> None:
        self.expected = expected
        self.unpacking = False
        self._folder, self._watch = folder, watch
        self._sizes: dict[str, int] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self._folder, ignore_errors=True)  # left by a run that was killed
        self._folder.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """Variables that lead pip there."""
        return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._folder))

    def look(self) -> int:
        """Bytes so far; what pip has moved away since still counts."""
        for folder, _, names in os.walk(self._folder):
            if "pip-unpack-" in folder:
                for name in names:
                    self._measure(os.path.join(folder, name))  # noqa: PTH118 - Path is slow, and this is asked often
        arrived = sum(self._sizes.values())
        if self._watch:
            self._watch(arrived, self.unpacking)
        return arrived

    def _measure(self, path: str) -> None:
        with suppress(OSError):
            self._sizes[path] = max(self._sizes.get(path, 0), os.stat(path).st_size)  # noqa: PTH116 - as above


class Step:
    """One slow step under the eyes of the user.

    Args:
        title: what is done.
        out: where to tell it.
        arrivals: what is being downloaded meanwhile.
    """

    def __init__(self, title: str, out: TextIO, arrivals: Arrivals | None = None) -> None:
        self._title, self._out, self._arrivals = title, out, arrivals
        self._terminal = out.isatty()
        self._period = 0.2 if self._terminal or arrivals else 1.0
        self._begun = time.monotonic()
        self._doing = ""
        self._over = threading.Event()
        self._thread = thread(self._show, "progress", after=After.NOTED)

    def tell(self, line: str) -> None:
        """Take a line of the program's output."""
        if self._arrivals and line.startswith(_UNPACKING):
            self._arrivals.unpacking = True
        self._doing = _condensed(line) or self._doing

    def __enter__(self) -> None:
        if not self._terminal:
            self._write(f"… {self._title}\n")
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def end(self, *, ok: bool) -> None:
        """Say how it ended."""
        self._write(f"{self._clear()}{'✓' if ok else '✗'} {self._title} ({self._elapsed():.0f} s)\n")

    def _show(self) -> None:
        shown = self._begun
        while not self._over.wait(self._period):
            arrived = self._arrivals.look() if self._arrivals else 0
            if self._terminal or time.monotonic() - shown >= _LOG_PERIOD:
                shown = time.monotonic()
                self._tell_now(f"… {self._title}: {self._state(arrived)}")

    def _tell_now(self, text: str) -> None:
        if self._terminal:
            self._write(self._clear() + text[: shutil.get_terminal_size().columns - 1])
        else:
            self._write(f"{text}\n")

    def _state(self, arrived: int) -> str:
        """Bytes, rate and time left while they come; before and after that, what is being done."""
        seconds = self._elapsed()
        if self._arrivals is None or not arrived or self._arrivals.unpacking:
            return f"{self._doing} ({seconds:.0f} s)".lstrip()
        left = self._arrivals.expected - arrived
        text = f"{told(arrived)} of about {told(max(self._arrivals.expected, arrived))}"
        rate = arrived / seconds
        if left <= 0 or rate < _SLOW:
            return f"{text} ({seconds:.0f} s)"
        return f"{text}, {rate / _MB:.1f} MB/s, about {span(left / rate)} left"

    def _clear(self) -> str:
        return "\r\x1b[2K" if self._terminal else ""

    def _elapsed(self) -> float:
        return max(time.monotonic() - self._begun, 0.1)

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._out.write(text)
            self._out.flush()


def span(seconds: float) -> str:
    """Seconds in words: 40 s, 3 min."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"  # noqa: PLR2004 - where minutes read better


def _condensed(line: str) -> str:
    """What pip and apt are doing, without addresses and version ranges; empty if it tells nothing."""
    verb, _, rest = line.partition(" ")
    if verb in ("Collecting", "Downloading", "Building", "Unpacking", "Processing"):
        name = re.split(r"[^\w.]", rest.split(" ", 1)[0].rsplit("/", 1)[-1])[0]
        size = re.search(r"\([\d.]+ [kMG]B\)$", line)
        return f"{verb.lower()} {name} {size.group() if size else ''}".rstrip()
    return "unpacking packages" if line.startswith(_UNPACKING) else ""
