"""One state machine for every service. Pure: time comes in, what to do goes out.

```
             START                READY               (stable: failures forgotten)
 INITIAL ───────────► STARTING ───────────► RUNNING ──┐
    │ STOP               │  │ GONE             │  │   │ UNHEALTHY, STOP
    ▼                    │  └──────► BACKOFF ◄─┘  ▼   ▼
 STOPPED ◄── GONE ── TERMINATING ◄─ TIMEOUT, STOP ─────┘      BACKOFF: TIMEOUT ► STARTING
    ▲                    │ TIMEOUT                            budget spent, HOPELESS: EXITED until START
    └────── GONE ──── KILLING
```
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.services.spec import Policy


class State(StrEnum):
    """How a service is."""

    INITIAL = "initial"
    STARTING = "starting"
    RUNNING = "running"
    TERMINATING = "terminating"
    KILLING = "killing"
    STOPPED = "stopped"
    BACKOFF = "backoff"
    EXITED = "exited"  # gave up; a person or a change of what it runs on starts it again


class Event(StrEnum):
    """What happens to it."""

    START = "start"  # someone wants it up
    STOP = "stop"  # someone wants it down
    READY = "ready"  # its probe succeeded
    UNHEALTHY = "unhealthy"  # its probe failed too often
    GONE = "gone"  # its process has ended
    HOPELESS = "hopeless"  # its process has ended because what it runs on is wrong: the same again is no use
    DONE = "done"  # its process has ended because it had nothing more to do
    TIMEOUT = "timeout"  # the state's deadline has passed


class Action(StrEnum):
    """What the supervisor has to do."""

    NONE = "none"
    SPAWN = "spawn"
    TERMINATE = "terminate"
    KILL = "kill"


ALIVE: Final = frozenset({State.STARTING, State.RUNNING, State.TERMINATING, State.KILLING})
_JITTER: Final = 0.1


class ImpossibleError(Exception):
    """An event that cannot happen in this state: a mistake in the supervisor."""


class Machine:
    """State of one service.

    Args:
        policy: its deadlines and its restart budget.
        clock: monotonic seconds.
        random: gives 0 ≤ x < 1, for the jitter that keeps services from restarting in step.
        alive: a process of it was found running, to be adopted.
        done: why it is not to be started by itself; empty if it is.
    """

    def __init__(
        self,
        policy: Policy,
        clock: Callable[[], float],
        random: Callable[[], float],
        *,
        alive: bool = False,
        done: str = "",
    ) -> None:
        self._policy, self._clock, self._random = policy, clock, random
        self.state = State.STARTING if alive else State.STOPPED if done else State.INITIAL
        self.deadline: float | None = clock() + policy.start_seconds if alive else None
        self.reason = "found running" if alive else done
        self.restarts = 0
        self._failures: deque[float] = deque()
        self._then = State.STOPPED  # what follows once the process is gone

    def due(self) -> bool:
        """Whether TIMEOUT should be sent."""
        return self.deadline is not None and self._clock() >= self.deadline

    def handle(self, event: Event, detail: str = "") -> Action:  # noqa: C901, PLR0911, PLR0912 - the table itself
        """Take an event; returns what to do. `detail` says why, for people.

        Raises:
            ImpossibleError: it cannot happen in this state.
        """
        match (self.state, event):
            case (State.INITIAL | State.STOPPED | State.EXITED, Event.START):
                self._failures.clear()
                return self._spawn("started")
            case (State.BACKOFF, Event.START):
                return self._spawn("started")
            case (State.BACKOFF | State.EXITED, Event.TIMEOUT):
                self.restarts += 1
                return self._spawn(self.reason)
            case (State.STARTING | State.RUNNING, Event.START):
                pass
            case (State.TERMINATING | State.KILLING, Event.START):
                self._then = State.STARTING if self._then is State.STOPPED else self._then
            case (State.INITIAL | State.BACKOFF | State.EXITED | State.STOPPED, Event.STOP):
                self._go(State.STOPPED, "stopped on request")
            case (State.STARTING | State.RUNNING, Event.STOP):
                return self._terminate("stopped on request", State.STOPPED)
            case (State.TERMINATING | State.KILLING, Event.STOP):
                self._then = State.STOPPED
            case (State.STARTING, Event.READY):
                self._go(State.RUNNING, "ready", self._policy.stable_seconds)
            case (State.RUNNING, Event.TIMEOUT):
                self._failures.clear()
                self.deadline = None
            case (State.RUNNING, Event.UNHEALTHY):
                return self._terminate(f"unhealthy: {detail}", State.BACKOFF, self._policy.sick_seconds)
            case (State.STARTING, Event.TIMEOUT):
                return self._terminate(f"not ready after {self._policy.start_seconds:.0f} s", State.BACKOFF)
            case (State.TERMINATING, Event.TIMEOUT):
                self._go(State.KILLING, f"{self.reason}; did not stop when asked", self._policy.kill_seconds)
                return Action.KILL
            case (State.KILLING, Event.TIMEOUT):
                self.deadline = self._clock() + self._policy.kill_seconds
                return Action.KILL
            case (State.STARTING | State.RUNNING, Event.DONE):
                self._go(State.STOPPED, detail or "ended by itself")
            case (State.STARTING | State.RUNNING, Event.HOPELESS):
                self._go(State.EXITED, detail, self._policy.again_seconds)
            case (State.STARTING | State.RUNNING, Event.GONE):
                self._fail(detail or "exited unexpectedly")
            case (State.TERMINATING | State.KILLING, Event.GONE):
                return self._ended()
            case (_, Event.READY | Event.UNHEALTHY):
                pass  # the answer of a probe that was under way when the state changed
            case _:
                raise ImpossibleError(f"{event} while {self.state}")
        return Action.NONE

    def _go(self, state: State, reason: str, seconds: float | None = None) -> None:
        self.state, self.reason = state, reason
        self.deadline = None if seconds is None else self._clock() + seconds

    def _spawn(self, reason: str) -> Action:
        self._go(State.STARTING, reason, self._policy.start_seconds)
        return Action.SPAWN

    def _terminate(self, reason: str, then: State, seconds: float | None = None) -> Action:
        self._then = then
        self._go(State.TERMINATING, reason, self._policy.stop_seconds if seconds is None else seconds)
        return Action.TERMINATE

    def _ended(self) -> Action:
        if self._then is State.STARTING:
            return self._spawn("restarted on request")
        if self._then is State.BACKOFF:
            self._fail(self.reason)
        else:
            self._go(State.STOPPED, "stopped on request")
        return Action.NONE

    def _fail(self, reason: str) -> None:
        """Once more after a pause, unless it has failed too often lately."""
        now = self._clock()
        self._failures.append(now)
        while self._failures[0] < now - self._policy.window:
            self._failures.popleft()
        if len(self._failures) > self._policy.restarts:
            why = f"gave up after {len(self._failures)} failures; last error: {reason}"
            self._go(State.EXITED, why, self._policy.again_seconds)
            return
        pause = self._policy.first_backoff * self._policy.factor ** (len(self._failures) - 1)
        pause = min(pause, self._policy.longest_backoff) * (1 + _JITTER * self._random())
        self._go(State.BACKOFF, reason, pause)
