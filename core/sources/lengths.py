"""In the engine: how long each of many recordings is, found out beside everything else."""

from __future__ import annotations

import json
import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from core.leftovers import own_name
from core.sources.process import DecoderProcess
from core.sources.wire import Job, Say
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PATIENCE: Final = 20.0  # seconds a decoder may look at one file


class Lengths:
    """Length and frame rate of recordings by their number; what playing shows is known at once, the rest follows.

    A file that takes the decoder along is left out: its length is 0.

    Args:
        timeout: seconds a file may take to open.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._known: dict[int, tuple[float | None, float]] = {}
        self._process: DecoderProcess | None = None
        self._closing = threading.Event()

    def look(self, files: Sequence[Path]) -> None:
        """Find out, in the background; a single file tells by itself when it is played."""
        if len(files) > 1:
            paths = [str(path) for path in files]
            begin(partial(self._look, paths), "lengths", after=After.NOTED)

    def note(self, file: int, seconds: float | None, rate: float) -> None:
        """What playing a file has shown; what is not known now may be from before."""
        self._known[file] = (self.seconds(file) if seconds is None else seconds, rate or self.rate(file) or 0.0)

    def seconds(self, file: int) -> float | None:
        """Seconds, None if they are not known (yet)."""
        return self._known.get(file, (None, 0.0))[0]

    def rate(self, file: int) -> float | None:
        """Frames per second, None if they are not known (yet)."""
        return self._known.get(file, (None, 0.0))[1] or None

    def close(self) -> None:
        """Look no further."""
        self._closing.set()
        if self._process is not None:
            self._process.stop()

    def _look(self, paths: list[str]) -> None:
        done = 0
        while done < len(paths) and not self._closing.is_set():
            done += self._ask(paths, done)
            if done < len(paths) and not self._closing.is_set():
                self._known.setdefault(done, (0.0, 0.0))  # the one that took the decoder along
                done += 1

    def _ask(self, paths: list[str], first: int) -> int:
        """Let one decoder look at the files from `first` on; returns how many it has seen."""
        seen = 0
        job = Job("file", "", own_name(), live=False, paced=False, timeout=self._timeout, files=tuple(paths[first:]))
        self._process = DecoderProcess(job, _PATIENCE)
        try:
            for message in self._process.messages():
                if message.say == Say.FACTS:
                    number, seconds, rate, _ = json.loads(message.body)
                    self._known.setdefault(first + number, (seconds, rate))
                    seen = number + 1
        except (OSError, ValueError):  # what hostile bytes took over may write anything
            pass
        finally:
            self._process.stop()
        return seen
