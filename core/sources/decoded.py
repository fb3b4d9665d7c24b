"""In the engine: a source whose pictures come from a decoder process, and come back when it is lost."""

from __future__ import annotations

import json
import random
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from core.kinds.sources import Problem
from core.leftovers import own_name
from core.sources.problems import PROBLEMS
from core.sources.process import DecoderProcess
from core.sources.ring import Ring, attach
from core.sources.wire import Message, Say, unpack_truth
from core.types import Frame
from core.wall_clock import WallClock

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from core.sources.wire import Job, Order

_FIRST_WAIT: Final = 0.5
_LONGEST_WAIT: Final = 10.0  # with the start of a decoder, counting goes on within half a minute
_TLS: Final = ("https", "rtsps")
_UNCHECKED: Final = "the camera's certificate is not checked — set tls.ca_file instead of tls.verify: false"
_MOST_DOUBLINGS: Final = 3
_LATER: Final = 1e-6  # what separates two live frames at least, seconds


def backoff(attempt: int, jitter: Callable[[], float] = random.random) -> float:
    """Seconds to wait before the `attempt`th (1, 2, …) reconnection: doubling, capped, and spread by half.

    The spread keeps many cameras behind one switch from coming back at the same instant.
    """
    longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(attempt - 1, 16))
    return longest * (0.5 + 0.5 * jitter())


def _nothing_wrong() -> Problem | None:
    return None


def _nobody_asked(_seconds: float | None, _rate: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What makes a source of one kind differ from the others.

    Attributes:
        reconnects: a lost picture source is opened again.
        examine: says why the source cannot be opened at all, without a decoder.
        anchor: time of the first frame, asked for when there is one; None: frames bear the time of their capture.
        facts: told the length and the frame rate that a recording states, before its first frame.
        clock: what live frames bear the time of.
        backoff: seconds before the n-th reconnection.
        patience: seconds a decoder may be silent while a frame is waited for; opening, after each time that this was
            not enough, twice as long as before.
        slow: how often it was not enough already.
    """

    reconnects: bool = False
    examine: Callable[[], Problem | None] = _nothing_wrong
    anchor: Callable[[], float] | None = None
    facts: Callable[[float | None, float], None] = _nobody_asked
    clock: WallClock = field(default_factory=WallClock)
    backoff: Callable[[int], float] = backoff
    patience: float = 20.0
    slow: int = 0


class DecodedSource:
    """A `Source`; `job` says what is decoded, `behaviour` how it is treated, `first` the number of the first frame.

    Attributes:
        epoch: of the frame that came last, see `wire.Order`.
        offset: of the same, seconds from the first frame of its recording.
        first: number of the first frame.
        cut: set by the owner in `Behaviour.anchor`: the first frame does not follow what was before.
    """

    def __init__(self, job: Job, behaviour: Behaviour, first: int = 0) -> None:
        self.live = job.live
        self.notice = None if job.tls_verify or job.where.partition(":")[0].lower() not in _TLS else _UNCHECKED
        self.epoch = job.epoch
        self.offset = 0.0
        self.first = first
        self.cut = False
        self.skipped = 0
        self.state = "starting"
        self.problem: Problem | None = None
        self._detail: str | None = None
        self._job = job
        self._is = behaviour
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._process: DecoderProcess | None = None
        self._ring: tuple[int, Ring] | None = None
        self._held: dict[int, tuple[DecoderProcess, int, int]] = {}  # by identity: after a jump numbers come again
        self._anchor: float | None = None
        self._next_index = first
        self._last_time = 0.0
        self._slow = behaviour.slow

    @property
    def reason(self) -> str | None:
        """Why it failed, reconnects or ended early; None while all is well."""
        if self.problem is None:
            return self._detail
        return f"{self.problem.what} ({self._detail})" if self._detail else self.problem.what

    def frames(self) -> Iterator[Frame]:
        """See `Source`. To be run through once."""
        return (frame for frame in self.pictures() if frame is not None)

    def pictures(self) -> Iterator[Frame | None]:
        """The same with None where a recording begins to wait for orders."""
        attempt = 0
        try:
            self.problem = self._is.examine()
            if self.problem:
                self.state = "failed"
                return
            while not self._closing.is_set():
                before = self._next_index
                outcome = yield from self._connection()
                if outcome == "ended" or self._closing.is_set():
                    break
                if not self._is.reconnects:
                    self.state = "failed"
                    return
                self.state = "reconnecting"
                attempt = 1 if self._next_index > before else attempt + 1
                self._closing.wait(self._is.backoff(attempt))
        except OSError as error:
            self.state = self._fail(Problem(f"cannot open: {error.strerror}", "free memory or disk space"))
        finally:
            self._stop_process()
            self._ring = None  # its memory goes when the last picture in it does
            self._held.clear()
            if self.state != "failed":
                self.state = "ended"

    def _connection(self) -> Generator[Frame | None, None, str]:
        """One decoder from its start to its end; returns "ended", "lost" or "failed", with `problem` set."""
        process = self._open()
        if process is None:
            return "ended"
        outcome = ""
        try:
            outcome = yield from self._hear(process)
        except (ValueError, KeyError, IndexError, TypeError):  # only what hostile bytes took over writes such things
            outcome = self._fail(PROBLEMS["decoder"])
        except OSError:
            outcome = self._fail(PROBLEMS["memory"])
        finally:
            self._stop_process()
        if outcome or self._closing.is_set():
            return outcome or "ended"
        self._slow += process.hung and not process.delivered
        return self._fail(process.why_it_ended(self._next_index if process.opened else None))

    def _hear(self, process: DecoderProcess) -> Generator[Frame | None, None, str]:
        """Follow what the decoder says to its last word; returns the outcome it states, "" if it ends without one."""
        first_index, first_skipped = self._next_index, self.skipped
        for message in process.messages():
            if self._closing.is_set():
                break
            if message.say in {Say.FRAME, Say.END}:
                self.skipped = first_skipped + message.skipped
            if message.say == Say.FRAME:
                yield self._frame(process, message, first_index)
            elif message.say == Say.PAUSED:
                yield None
            elif message.say == Say.FACTS:
                _, seconds, rate, _ = json.loads(message.body)
                self._is.facts(seconds, rate)
            elif message.say == Say.RING:
                self._renew(message)
            elif message.say == Say.END:
                return self._conclude(message)
        return ""

    def _open(self) -> DecoderProcess | None:
        job = replace(self._job, ring=own_name())
        with self._lock:
            if not self._closing.is_set():
                opening = self._is.patience * 2.0 ** min(self._slow, _MOST_DOUBLINGS)
                self._process = DecoderProcess(job, self._is.patience, opening)
            return self._process

    def _renew(self, message: Message) -> None:
        place, height, width = json.loads(message.body)
        self._ring = (message.generation, attach(str(place), (int(height), int(width), 3)))

    def _frame(self, process: DecoderProcess, message: Message, first_index: int) -> Frame:
        if self._ring is None or message.generation != self._ring[0]:
            raise ValueError("a frame of a ring that is not there")
        if self.state != "running":
            self.state, self.problem, self._detail, self._slow = "running", None, None, 0
        index = first_index + message.number
        self._next_index = index + 1
        self.epoch, self.offset = message.epoch, message.offset
        time, cut, self.cut = self._time(message), self.cut, False
        frame = Frame(
            self._ring[1].pictures[message.slot],
            index,
            time,
            message.captured,
            message.decode_ms,
            unpack_truth(message.body) if message.body else None,
            cut,
            self._is.clock.ahead if self.live else 0.0,
        )
        self._held[id(frame)] = (process, message.generation, message.slot)
        return frame

    def _time(self, message: Message) -> float:
        if self._is.anchor:
            if self._anchor is None:
                self._anchor = self._is.anchor()
            return self._anchor + message.offset
        self._last_time = max(self._is.clock.media(message.captured), self._last_time + _LATER)
        return self._last_time

    def _conclude(self, message: Message) -> str:
        end = json.loads(message.body)
        outcome, self._detail = str(end["outcome"]), end["detail"]
        self.problem = PROBLEMS[end["problem"]] if end["problem"] else None
        return outcome

    def _fail(self, problem: Problem) -> str:
        self.problem, self._detail = problem, None
        return "failed"

    def release(self, frame: Frame) -> None:
        """See `Source`. Releasing a frame twice, or after the end, does nothing."""
        held = self._held.pop(id(frame), None)
        if held is not None:
            process, generation, slot = held
            process.release(generation, slot)

    @property
    def closed(self) -> bool:
        """Whether somebody closed it."""
        return self._closing.is_set()

    def send(self, order: Order) -> bool:
        """Tell the decoder of a recording how to go on; False if there is none (yet)."""
        with self._lock:
            process = self._process
        if process is None:
            return False
        process.send(order)
        return True

    def close(self) -> None:
        """See `Source`. Pictures that are held stay readable."""
        self._closing.set()
        self._stop_process()

    def _stop_process(self) -> None:
        with self._lock:
            process = self._process
        if process is not None:
            process.stop()
