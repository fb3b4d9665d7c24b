"""One supervised service: its process, its state machine, its probe, its record."""

from __future__ import annotations

import json
import os
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import write_atomic
from bootstrap.services import logs, probes, reasons, records, writes
from bootstrap.services.heed import Heed
from bootstrap.services.inquiry import Inquiry
from bootstrap.services.machine import ALIVE, Action, Event, Machine, State
from bootstrap.services.process import TAG, detached, inherited, signal_group, tag, tagged
from bootstrap.services.said import said
from bootstrap.services.spec import load
from core.processes import Identity, boot
from core.scrub import scrub
from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout
    from bootstrap.services.records import Want
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.services.writes import Trouble

_EAGER: Final = 0.1  # seconds between probes of a service that is starting
_ROTATE_PERIOD: Final = 5.0
_LAST_LINES: Final = 60  # a cause may stand above a trace
_OPEN_AGAIN: Final = 600.0  # seconds between two starts of a database that cannot write
_LONGEST_WORDS: Final = 200  # characters
_DONE: Final = {0, 130}  # exit codes: all done; ended by Ctrl+C


class Child:
    """A service in the hands of the supervisor. All methods but the probe run in the supervisor's thread.

    Args:
        spec: what it is.
        layout: where its files are.
        clock: monotonic seconds.
    """

    def __init__(self, spec: ServiceSpec, layout: Layout, clock: Callable[[], float]) -> None:
        self.spec, self._layout, self._clock = spec, layout, clock
        self._stamp = self._definition_stamp()
        self._process: subprocess.Popen[bytes] | None = None
        self._inquiry = Inquiry()
        self._heed = Heed(spec.heeds, clock)
        self._spawns = 0
        self._ask_at = self._rotate_at = clock()
        self._insist_at: float | None = None
        self._opened_at = -_OPEN_AGAIN  # when it was last started anew because it could not write
        self._bad = 0  # probes that failed in a row
        self._health: dict[str, Any] = {}
        self._published: dict[str, Any] = {}
        record = records.process(layout, records.state_path(layout, spec.name))
        self._identity = self._adoptable(record)
        alive = self._identity is not None
        self._done = record["done"] if not alive and record.get("done") == _this_boot() else ""
        self._fingerprint = record.get("fingerprint") if alive else None
        self._round = int(record.get("round", 0)) if alive or self._done else 0
        why = str(record.get("reason", "")) if self._done else ""
        self._machine = Machine(spec.policy, clock, _chance, alive=alive, done=why)
        if alive and probes.at_work(spec.ready) == self._identity:
            self._do(Event.READY)  # it was: from now on it is not given the time of one that starts

    @property
    def state(self) -> State:
        """How it is."""
        return self._machine.state

    def refresh(self) -> None:
        """Read the definition again if it has changed; a running process keeps the one it was started with.

        Raises:
            UserError: it is damaged; the one known is kept.
        """
        stamp = self._definition_stamp()
        if stamp != self._stamp:
            self.spec = load(records.definition_path(self._layout, self.spec.name))
            self._stamp, self._heed = stamp, Heed(self.spec.heeds, self._clock)

    def decide(self, want: Want | None) -> None:
        """Bring the machine on the way to what is wanted; None: it shall not run."""
        state = self.state
        if want is None:
            if state in {State.STARTING, State.RUNNING, State.BACKOFF}:
                self._do(Event.STOP)
            return
        resting = state in {State.INITIAL, State.STOPPED} and not self._done
        if resting or (state in {State.STOPPED, State.EXITED} and want.round > self._round):
            self._round = want.round
            self._do(Event.START)
        elif want.round > self._round:
            self._round = want.round
            if state in ALIVE:
                self._do(Event.STOP)
            self._do(Event.START)
        elif state is State.EXITED and self._heed.changed():
            self._do(Event.START)

    def step(self) -> None:
        """Take note of what has happened since the last step."""
        if self.state in ALIVE and (end := self._ended()) is not None:
            event, detail = self._how_it_ended(end)
            self._identity = self._process = None
            self._done = _this_boot() if event is Event.DONE else ""
            self._do(event, detail)
        self._probe()
        if self._machine.due():
            self._do(Event.TIMEOUT)
        self._insist()
        self._rotate()
        self._publish()

    def forget(self) -> None:
        """Remove the record of a service that is no longer defined."""
        with suppress(OSError):
            records.state_path(self._layout, self.spec.name).unlink()

    def _do(self, event: Event, detail: str = "") -> None:
        match self._machine.handle(event, detail):
            case Action.SPAWN:
                self._spawn()
            case Action.TERMINATE:
                self._signal(kill=False)
            case Action.KILL:
                self._signal(kill=True)

    def _signal(self, *, kill: bool) -> None:
        if self._identity:
            interrupt = self.spec.interrupt and not kill
            self._insist_at = None if kill else self._clock() + self.spec.policy.stop_seconds / 2
            signal_group(self._identity, kill=kill, event=self.spec.stop_event, interrupt=interrupt)

    def _insist(self) -> None:
        """Ask once more: Mosquitto loses a request that reaches it while it begins, and some know no interrupt."""
        if self.state is State.TERMINATING and self._insist_at is not None and self._clock() >= self._insist_at:
            self._insist_at = None
            if self._identity:
                signal_group(self._identity, kill=False, event=self.spec.stop_event)

    def _spawn(self) -> None:
        self._spawns += 1
        self._done, self._bad, self._health, self._ask_at = "", 0, {}, self._clock()
        self._heed.note()
        if found := probes.at_work(self.spec.ready):  # whoever started it: a second one would be in its way
            self._identity, self._fingerprint = found, None
            self._do(Event.READY)
            self._publish()
            return
        self._end_orphans()
        self._set_aside(in_use=False)
        try:
            self._fingerprint = self.spec.fingerprint()
            with logs.open_log(records.log_path(self._layout, self.spec.name)) as out:
                self._process = subprocess.Popen(  # noqa: S603 - the command setup wrote, no shell
                    self.spec.command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    env={**inherited(os.environ), **SPEAKS_UTF8, **self.spec.env, TAG: self._tag},
                    cwd=self.spec.cwd,
                    umask=-1 if os.name == "nt" else 0o077,
                    **detached(),
                )
        except OSError as error:
            self._do(Event.GONE, reasons.not_started(error))
            return
        # None: gone already, and step() will see it.
        self._identity = Identity.of(self._process.pid)
        self._publish()

    @property
    def _tag(self) -> str:
        return tag(self._layout.prefix, self.spec.name)

    def _adoptable(self, record: dict[str, Any]) -> Identity | None:
        found = Identity.read(record)
        return found if found and found.alive() else None

    def _end_orphans(self) -> None:
        """What a supervisor started but did not live to write down holds our port."""
        for orphan in tagged(self._tag):
            signal_group(orphan, kill=True)

    def _ended(self) -> str | None:
        """How the process ended, in words; None while it runs."""
        if self._process is not None:
            code = self._process.poll()
            return None if code is None else reasons.ended(code, self._last_words(code))
        if self._identity is not None and self._identity.alive():
            return None
        return "ended"

    def _how_it_ended(self, end: str) -> tuple[Event, str]:
        """What its end means, and in words why."""
        if self.state in {State.STARTING, State.RUNNING}:
            if self._has_done():
                return Event.DONE, ""
            code = self._process.poll() if self._process is not None else None
            if code is not None and code == self.spec.policy.hopeless:
                return Event.HOPELESS, self._last_words(code).removeprefix("error: ") or end
        return Event.GONE, end

    def _has_done(self) -> bool:
        """Whether a process that is gone had nothing more to do; if it is not our child, its last state tells."""
        if not self.spec.policy.ends:
            return False
        if self._process is not None:
            return self._process.poll() in _DONE
        return self._identity is not None and probes.ended_in_order(self.spec.ready, self._identity)

    def _last_words(self, code: int) -> str:
        """The line of a service that failed which says why."""
        lines = said(self._layout, self.spec.name, _LAST_LINES) if code > 0 else []
        return reasons.cause(probes.without_traces(self.spec.ready, lines))[:_LONGEST_WORDS]

    def _probe(self) -> None:
        for number, wrong in self._inquiry.answers():
            if number == self._spawns:
                self._answered(wrong)
        asked = self._inquiry.pending or self._clock() < self._ask_at
        if self.state in {State.STARTING, State.RUNNING} and not asked:
            self._inquiry.ask(self._spawns, self.spec)

    def _answered(self, wrong: str | None) -> None:
        starting = self.state is State.STARTING
        if wrong is None and not starting and (trouble := writes.trouble(self.spec)):
            self._cannot_write(trouble)
            return
        self._ask_at = self._clock() + (_EAGER if starting and wrong else self.spec.policy.probe_period)
        now = time.time()
        since = now if self._health.get("healthy") is not (wrong is None) else self._health["since"]
        self._health = {"healthy": wrong is None, "detail": scrub(wrong or ""), "at": now, "since": since}
        self._bad = self._bad + 1 if wrong else 0
        if wrong is None:
            self._do(Event.READY)
        elif not starting and self._bad >= self.spec.policy.failures:
            self._do(Event.UNHEALTHY, wrong)

    def _cannot_write(self, trouble: Trouble) -> None:
        """It answers and is not well. A new start helps only once there is room, and is not tried again and again."""
        now = time.time()
        since = now if self._health.get("healthy") is not False else self._health["since"]
        self._health = {"healthy": False, "answers": True, "detail": scrub(trouble.what), "at": now, "since": since}
        self._ask_at, self._bad = self._clock() + self.spec.policy.probe_period, 0
        if trouble.restart and self._clock() >= self._opened_at + _OPEN_AGAIN:
            self._opened_at = self._clock()
            self._do(Event.UNHEALTHY, trouble.what)

    def _rotate(self) -> None:
        if self._clock() >= self._rotate_at:
            self._rotate_at = self._clock() + _ROTATE_PERIOD
            self._set_aside(in_use=self.state in ALIVE)

    def _set_aside(self, *, in_use: bool) -> None:
        with suppress(OSError):  # a log that cannot be set aside is no reason to end, nor not to begin
            logs.rotate(records.log_path(self._layout, self.spec.name), in_use=in_use)

    def _publish(self) -> None:
        record = {
            "state": self.state.value,
            "reason": self._machine.reason,
            "restarts": self._machine.restarts,
            "pid": self._identity.pid if self._identity else None,
            "created": self._identity.created if self._identity else None,
            "fingerprint": self._fingerprint,
            "round": self._round,
            "done": self._done,
            "probe": self._health,
            "by": os.getpid(),
            **records.place(self._layout),
        }
        if record != self._published:
            with suppress(OSError):  # a full disk must not end the supervision; the next look tries again
                write_atomic(records.state_path(self._layout, self.spec.name), json.dumps(record), 0o600, lasting=False)
                self._published = record

    def _definition_stamp(self) -> tuple[int, int]:
        try:
            found = records.definition_path(self._layout, self.spec.name).stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)


def _chance() -> float:
    """0 ≤ x < 1, without the module that also knows all distributions."""
    return int.from_bytes(os.urandom(4), "big") / 2**32


def _this_boot() -> str:
    """What ended by itself is started again with the machine, and not before."""
    return boot() or "this"
