"""A camera that is begun again after whatever ends it too soon: a failure, or a stage that hangs."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import structlog

from core.beat import ANALYSIS, DETECTOR, LOADING, Beat, Limits, Vigil
from core.conditions import AGAIN
from core.pipeline import Pipeline
from core.scrub import unexpected
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.recorded_camera import RecordedCamera

log = structlog.get_logger()

Runner: TypeAlias = "Pipeline | RecordedCamera"

_LIMITS: Final = Limits()
_FIRST_PAUSE: Final = 1.0  # seconds until it is begun again, doubled each time: four times in half a minute
_LONGEST_PAUSE: Final = 15.0
#: Seconds for which it has to run until what was before is forgotten.
_STEADY: Final = 60.0

#: What is said of a stage that hangs.
HANGS: Final = {
    DETECTOR: "the detector did not respond and is being restarted",
    ANALYSIS: "the analysis did not respond and is being restarted",
    LOADING: "the model was not loaded in time; trying again",
}


class Failure(NamedTuple):
    """Why a camera is begun again.

    Attributes:
        why: in words.
        at: the stage that failed or hung, if it was one.
        since: when what failed had begun, monotonic seconds.
        last: if it fails once more, it has failed.
        number: how often it has failed in a row.
    """

    why: str
    at: str | None
    since: float
    last: bool
    number: int = 0


class _Attempt:
    """One thread that makes what runs the camera, if it is not there yet, and has it run."""

    def __init__(
        self, name: str, make: Callable[[], Runner], ended: Callable[[_Attempt], None], loading: float
    ) -> None:
        self.runner: Runner | None = None
        self.error: str | None = None
        self.left = False  # another one has taken its place, or none is wanted any more
        self.began = time.monotonic()
        self.vigil = Vigil()
        self._loading, self._limit = Beat(), loading
        self._make, self._ended = make, ended
        self.thread = thread(self._run, name, after=After.NOTED)

    @property
    def beat(self) -> Beat:
        return self._loading if self.runner is None else self.runner.beat

    def _run(self) -> None:
        try:
            self._loading.begin(LOADING, self._limit)
            self.runner = self._make()
            if self.left:
                self.runner.stop()
            else:
                self.runner.run()
        except Exception as error:  # what could be made at the start may be made again
            log.exception("cannot begin a camera again")
            self.error = unexpected(error)
        finally:
            self._ended(self)


class KeptCamera:
    """Keeps one camera running.

    Args:
        name: id of the camera.
        first: what runs it to begin with.
        anew: makes what takes its place; on a thread of its own, because that may take long.
        tries: how often it is begun again; None for ever.
        loading: seconds that `anew` may take.

    Attributes:
        pipeline: what runs it now, or did last.
        over: set when it has come to its end.
        failures: how often it has failed in a row.
    """

    def __init__(
        self,
        name: str,
        first: Runner,
        anew: Callable[[Failure], Runner],
        *,
        tries: int | None = None,
        loading: float = _LIMITS.loading,
    ) -> None:
        self.pipeline = first
        self.over = threading.Event()
        self.failures = 0
        self._name, self._anew, self._tries, self._loading = name, anew, tries, loading
        self._lock = threading.Lock()
        self._stopping = False
        self._stuck: list[threading.Thread] = []
        self._again = False  # it is to be begun again
        self._due: float | None = None  # when, by the watchdog's clock; not known before it has looked
        self._failure = Failure("", None, 0.0, last=False)
        self._attempt = self._begun(lambda: first)
        self._worked = False

    def start(self) -> None:
        """Begin."""
        self._attempt.thread.start()

    def stop(self) -> None:
        """End soon, from any thread; what is in flight is finished."""
        with self._lock:
            self._stopping = self._attempt.left = True
            if self._again or not self._attempt.thread.is_alive():
                self._end()
        runner = self._attempt.runner
        if runner is not None:
            runner.stop()

    def look(self, awake: float) -> None:
        """For the watchdog: begin again what is due, leave what hangs.

        Args:
            awake: seconds by a clock that stands still while the machine sleeps.
        """
        with self._lock:
            attempt = self._attempt
            if self._stopping or self.over.is_set():
                return
            if self._again:
                self._begin_if_due(awake)
                return
            if attempt.runner is not None:
                self._take_over(attempt)
            stage = attempt.vigil.stuck(attempt.beat, awake)
        if stage is not None:
            self._leave(attempt, stage)

    @property
    def stuck(self) -> int:
        """How many threads hang in calls that have not returned yet."""
        self._stuck = [one for one in self._stuck if one.is_alive()]
        return len(self._stuck)

    @property
    def hopeless(self) -> bool:
        """Whether its detector, which has worked, fails each time."""
        return self._worked and self.failures >= 5 and self._failure.at == DETECTOR  # noqa: PLR2004 -- as many as stuck

    def snapshot(self) -> dict[str, Any]:
        """See `Pipeline.snapshot`."""
        return self.pipeline.snapshot()

    def _take_over(self, attempt: _Attempt) -> None:
        runner = attempt.runner
        if runner is not None and runner is not self.pipeline:
            self.pipeline = runner
        if self.pipeline.progress.frames:
            self._worked = True
            if self._tries is None and time.monotonic() - attempt.began > _STEADY:
                self.failures = 0

    def _begun(self, make: Callable[[], Runner]) -> _Attempt:
        return _Attempt(f"camera-{self._name}", make, self._ended, self._loading)

    def _begin_if_due(self, awake: float) -> None:
        if self._due is None:
            self._due = awake + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self.failures - 1, 16))
        elif awake >= self._due:
            self._again, self._due = False, None
            failure = self._failure
            self._attempt = self._begun(lambda: self._next(failure))
            self._attempt.thread.start()

    def _next(self, failure: Failure) -> Runner:
        """What takes the place of the one before, and counts on where that has ended."""
        runner, before = self._anew(failure), self.pipeline
        if isinstance(runner, Pipeline) and isinstance(before, Pipeline):
            runner.go_on_from(before)
        return runner

    def _leave(self, attempt: _Attempt, stage: str) -> None:
        """Its thread is in a call that does not return, and cannot be ended; what it may yet do is not seen."""
        why = HANGS[stage]
        log.error(why, camera=self._name)
        attempt.left = True
        if attempt.runner is not None:
            attempt.runner.abandon(why)
        with self._lock:
            if attempt is self._attempt and not (self._again or self.over.is_set()):
                self._stuck.append(attempt.thread)
                self._failed(attempt, why, stage)

    def _ended(self, attempt: _Attempt) -> None:
        """A thread has come to its end; on that thread."""
        with self._lock:
            if attempt is not self._attempt or (attempt.left and not self._stopping):
                return
            self._take_over(attempt)
            state, runner = self.pipeline.progress.state, attempt.runner
            if self._stopping or (runner is not None and state != AGAIN):
                self._end()
            else:
                why = attempt.error or self.pipeline.progress.reason or ""
                self._failed(attempt, why, runner.failed_at if runner is not None else LOADING)

    def _failed(self, attempt: _Attempt, why: str, at: str | None) -> None:
        self.failures += 1
        progress = self.pipeline.progress
        progress.reason = why
        if self._tries is not None and self.failures > self._tries:
            self._end()
            return
        self._failure = Failure(why, at, attempt.began, self.failures == self._tries, self.failures)
        self._again = True

    def _end(self) -> None:
        """It is not begun again; what was to be, has failed."""
        progress = self.pipeline.progress
        if progress.state == AGAIN:
            progress.state = "failed"
        self._again = False
        self.over.set()
