"""In the engine: one decoder process, its pipes and its end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Final

from core import decoders
from core.sources import problems
from core.sources.ring import BUNCH, remove
from core.sources.wire import WANT, Message, Say, split
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.kinds.sources import Problem
    from core.sources.wire import Job, Order

_GRACE: Final = 2.0  # seconds a decoder gets to end by itself
_STARTS: Final = 120.0  # seconds in which a decoder has to start
_LOOK: Final = 0.25  # seconds between two looks of the watchdog


class DecoderProcess:
    """A running decoder. It ends when this process does, however that happens.

    Args:
        job: what it has to do.
        patience: seconds without a sign of life, while one is waited for, after which it is killed.
        opening: the same until the first picture; until the process works at all it has `_STARTS`.

    Attributes:
        hung: it was killed for silence.
        started: it came as far as taking its job.
        opened: it could open the source.
        delivered: a picture came.
    """

    def __init__(self, job: Job, patience: float, opening: float | None = None) -> None:
        self.hung = False
        self.started = False
        self.opened = False
        self.delivered = False
        self._job = job
        self._patience = patience
        self._opening = patience if opening is None else opening
        self._freed = bytearray()
        self._asked = False
        self._generation = 0
        self._last_complaint = ""
        self._waiting_since: float | None = None
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._gone = threading.Event()
        self._process, self._complaints = decoders.take()
        begin(self._watch, "decoder-watchdog", after=After.AGAIN)
        self._write(job.pack())

    @property
    def pid(self) -> int:
        """Process id of the decoder."""
        return self._process.pid

    def messages(self) -> Iterator[Message]:
        """All messages until the decoder's end. A live decoder is asked for each frame."""
        buffer = b""
        while data := self._read():
            messages, buffer = split(buffer + data)
            for message in messages:
                self.started = True
                if message.say == Say.FRAME:
                    self._asked, self.delivered = False, True
                elif message.say == Say.OPEN:
                    self.opened = True
                elif message.say == Say.RING:
                    self._generation = message.generation
                yield message

    def _read(self) -> bytes:
        if self._job.live and not self._asked:
            self._ask()
        self._waiting_since = time.monotonic()
        with self._reading:
            if self._process.stdout is None or self._process.stdout.closed:
                return b""
            data = os.read(self._process.stdout.fileno(), 65_536)
        self._waiting_since = None
        return data

    def release(self, generation: int, slot: int) -> None:
        """Slot `slot` of ring `generation` may be used again."""
        with self._writing:
            self._freed += bytes((generation % 256, slot))
            if len(self._freed) >= 2 * BUNCH:
                self._flush_locked()

    def send(self, order: Order) -> None:
        """Tell the decoder of a recording how to go on."""
        with self._writing:
            self._freed += order.pack()
            self._flush_locked()

    def _ask(self) -> None:
        self._asked = True
        with self._writing:
            self._freed += WANT
            self._flush_locked()

    def _flush_locked(self) -> None:
        if self._freed:
            self._write(bytes(self._freed))
            self._freed = bytearray()

    def _write(self, data: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):  # it is gone; reading will tell
            if self._process.stdin is not None:
                self._process.stdin.write(data)

    @property
    def _limit(self) -> float:
        if not self.started:  # it has met nothing yet that it could hang on: its machine is busy
            return max(_STARTS, self._opening)
        return self._patience if self.delivered else self._opening

    def _watch(self) -> None:
        while not self._gone.wait(_LOOK):
            since = self._waiting_since
            if since is not None and time.monotonic() - since > self._limit:
                self.hung = True
                self._process.kill()
                return

    def stop(self) -> None:
        """End the decoder and leave nothing behind; any thread, any number of times."""
        with self._writing, contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):  # a driver may hold it for as long as it likes
                self._process.wait(_GRACE)
        self._gone.set()
        with self._reading:
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._last_complaint = self._close_complaints() or self._last_complaint
        remove(f"{self._job.ring}-{self._generation + 1}")

    def why_it_ended(self, frame: int | None) -> Problem:
        """After the end without a word: what happened, while it was busy with `frame`. Call after `stop`."""
        if self.hung:
            return problems.hung(self._limit, frame, self._job.kind)
        code = self._process.returncode
        if not self.started and -code not in problems.FROM_OUTSIDE:
            return problems.not_started(self._last_complaint)
        return problems.died(code, frame)

    def _close_complaints(self) -> str:
        """The last line of the error output; the first time only."""
        if self._complaints.closed:
            return ""
        self._complaints.seek(0)
        lines = self._complaints.read(65_536).decode("utf-8", "replace").strip().splitlines()
        self._complaints.close()
        return lines[-1] if lines else ""
