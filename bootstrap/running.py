"""Runs the engine in this process: live table, graceful stop, report."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from filelock import Timeout
from rich.console import Console

from bootstrap import pytorch
from bootstrap.again import Asked, answer, asked
from bootstrap.effective import current, read, settings, told
from bootstrap.enduring import enduring
from bootstrap.engine_process import at_work
from bootstrap.engine_service import keeper
from bootstrap.grafana.redrawn import redraw
from bootstrap.interrupted import Interrupted, signals
from bootstrap.keeping import Keeping
from bootstrap.log_lines import log_lines
from bootstrap.profile import services_beside
from bootstrap.report_file import check_report, write_report
from bootstrap.reviving import Reviving
from bootstrap.shown import shown
from bootstrap.table import report_table
from core import paths, private
from core.errors import UserError
from core.kinds.sources import is_live
from core.live import read_state
from core.locking import own_lock
from core.processes import Identity
from core.scrub import plain, scrubbed, unexpected
from core.threads import BEGIN_ANEW, end_process, hear_of_others, later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.effective import Effective
    from core.engine import Engine
    from core.settings import Settings

#: Seconds in which an engine that gave up has to end by itself.
_LAST_RESORT: Final = 30.0
_GRACE: Final = 15.0  # how long a live source may be late before --duration counts on the clock


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the engine as it was asked for; what it runs on may have been changed since.

    With a `parent`, the number of a process, it ends when that does. One that is `kept` has a supervisor.
    """

    effective: Effective
    realtime: bool = False
    stay: bool = False
    duration: float | None = None
    report: Path | None = None
    json: bool = False
    parent: int | None = None
    kept: bool = False


def run_engine(run: Run) -> int:
    """Run until the videos end, `duration` is over or somebody stops it; print and write the report.

    Returns:
        0, 1 if a camera failed, 75 if it has to be started again, 130 after Ctrl-C.

    Raises:
        UserError: nothing can run, an engine runs already, or the report cannot be written.
    """
    check_report(run.report)
    console = Console(stderr=run.json)
    with _only_one(), enduring(), log_lines(console), signals() as interrupted:
        hear_of_others()
        console.print(headline(settings(run.effective)), markup=False, highlight=False, soft_wrap=True)
        report = scrubbed(_run(run, console, interrupted))
    if run.json:
        sys.stdout.write(f"{json.dumps(report, indent=2)}\n")
    else:
        console.print(report_table(report))
    if run.report:  # last: what cannot be written has been seen
        write_report(run.report, report)
    if report["gave_up"]:
        return BEGIN_ANEW
    return interrupted.code or int(any(camera["state"] == "failed" for camera in report["cameras"].values()))


def _run(run: Run, console: Console, interrupted: Interrupted) -> dict[str, Any]:
    session = _Session(run, console)
    return session.watch(interrupted)


class _Session:
    """The engine of this process, and what it runs on.

    Raises:
        UserError: it cannot start; then there is nothing to stop.
    """

    def __init__(self, run: Run, console: Console) -> None:
        self._run, self._console = run, console
        self._one = run.effective
        self._parent = None if run.parent is None else Identity.of(run.parent)
        self._reviving = Reviving() if run.kept else None
        self._keeping = Keeping(paths.runtime_dir())
        self._about: dict[str, Any] = {}  # the engine repeats what stands in it
        self._engine = self._started(self._one)

    def watch(self, interrupted: Interrupted) -> dict[str, Any]:
        """Show how it goes, and do what is asked for, until it is over; the report."""
        while True:
            try:
                wish = self._watch(interrupted)
            finally:
                self._engine.stop()
            if wish.end:
                return self._engine.report()
            self._begin_again(wish)

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def _ready(self, found: Settings) -> None:
        pytorch.ensure(found, lambda text: self._say(f"… {text}"))

    def _started(self, one: Effective, refused: str = "", *, waits: bool = True) -> Engine:
        from core.engine import Engine  # noqa: PLC0415 - what is wrong with the options is told before this is spent

        found = settings(one)
        self._ready(found)
        self._about.update(_about(one, refused))
        engine = Engine(
            found,
            realtime=self._run.realtime,
            stay=self._run.stay,
            duration=self._run.duration,
            progress=lambda text: self._say(f"… {text}"),
            beside=services_beside,
            about=self._about,
            waits=waits,
            give_up=_end_soon,
        )
        before = read(paths.runtime_dir())
        self._keep(one, refused)  # first: who sees the engine's state finds it
        try:
            engine.start()
        except UserError:
            self._keep(before)
            raise
        return engine

    def _keep(self, one: Effective | None, refused: str = "") -> None:
        """This is what runs now, for whoever looks and for the next start."""
        if one is not None:
            self._about.update(_about(one, refused))
        if problem := self._keeping.keep(one):
            self._say(f"warning: cannot save the current configuration for the next start: {problem}")
        with suppress(OSError, ValueError, KeyError):  # a picture is never worth the counting; setup draws it, too
            redraw(keeper(), paths.runtime_dir())

    def _begin_again(self, wish: Asked) -> None:
        """On what is wished, or on what it ran on before if that cannot run."""
        refused = ""
        try:
            one = wish.effective or current(self._one)
            self._engine = self._started(one, waits=False)  # who asks for another one is told that it cannot run
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with it: what ran goes on
            refused = _refusal(error)
            self._say(f"error: {refused}")
            self._engine = self._started(self._one, refused)
        else:
            self._one = one
            self._say(f"restarted with {self._one.file or 'the same configuration'}")
        self._answer(wish, refused)

    def _answer(self, wish: Asked, refused: str) -> None:
        """A disk that has no room for the answer is no reason to end."""
        try:
            answer(paths.runtime_dir(), wish.number, refused)
        except OSError as error:
            self._say(f"warning: cannot answer the request: {error.strerror}")

    def _taken_over(self, wish: Asked) -> bool:
        """Whether the engine did as it was asked, or refused, without beginning again."""
        one = wish.effective
        if one is None or wish.end:
            return False
        refused = ""
        try:
            found = settings(one)
            self._ready(found)
            if not self._engine.apply(found):
                return False
            self._one = one
            self._keep(one)
        except Exception as error:  # noqa: BLE001 -- as above
            refused = self._about["refused"] = _refusal(error)
        self._answer(wish, refused)
        return True

    def _watch(self, interrupted: Interrupted) -> Asked:
        """Show how it goes until it is over, or somebody asks for an end or for another beginning."""
        begun, duration = time.monotonic(), self._run.duration
        live = _has_live(settings(self._one))
        latest = begun + duration + _GRACE if duration and live else float("inf")
        show, period = shown(self._console)
        with show:
            latest_show = begun
            while not self._is_over(interrupted, latest) and not self._engine.wait(0.1):
                if self._reviving:
                    self._reviving.look()
                wish = asked(paths.runtime_dir())
                if wish is not None and not self._taken_over(wish):
                    return wish
                if time.monotonic() - latest_show >= period:
                    latest_show = time.monotonic()
                    show.update(self._engine.snapshot())
        return Asked(end=True)

    def _is_over(self, interrupted: Interrupted, latest: float) -> bool:
        orphaned = self._run.parent is not None and (self._parent is None or not self._parent.alive())
        return interrupted.event.is_set() or orphaned or time.monotonic() >= latest


def _end_soon(_why: str) -> None:
    """What hangs may keep the engine from ending by itself."""
    later(_LAST_RESORT, end_process, "last resort")


def _refusal(error: Exception) -> str:
    return str(error) if isinstance(error, UserError) else unexpected(error)


def _about(one: Effective, refused: str = "") -> dict[str, Any]:
    """What the state file tells of a configuration: addresses masked, files with their folders."""
    found = settings(one)
    return {
        "config": str(one.file) if one.file else None,
        "source": found.cameras[0].source.masked if "source" in one.given else None,
        "model": found.detector.model if "model" in one.given else None,
        "effective": told(one),
        "refused": refused,
    }


_MOTION: Final = "motion (no model selected; does not tell classes apart; try --model yolo11n)"


def headline(settings: Settings) -> str:
    """The first line of every run: what runs on what, and with which detector."""
    cameras = ", ".join(f"{camera.id} ({camera.source.masked})" for camera in settings.cameras[:4])
    more = f" and {len(settings.cameras) - 4} more" if len(settings.cameras) > 4 else ""  # noqa: PLR2004 - fits a line
    detectors = dict.fromkeys((camera.detector or settings.detector).model or _MOTION for camera in settings.cameras)
    line = f"Smart Intersection {version('smart-intersection')}: {cameras}{more}; detector: {', '.join(detectors)}"
    return plain(line).replace("\n", "?")  # a file may be called anything


def is_simulated(settings: Settings) -> bool:
    """Whether any camera is a simulated one."""
    return any(camera.source.simulated for camera in settings.cameras)


def lasts(settings: Settings) -> bool:
    """Whether it goes on for ever: with cameras and the simulator, not with recordings alone."""
    return is_simulated(settings) or _has_live(settings)


def _has_live(settings: Settings) -> bool:
    return any(is_live(camera.source) for camera in settings.cameras)


@contextmanager
def _only_one() -> Iterator[None]:
    """Two engines would write into one journal and one state."""
    folder = paths.runtime_dir()
    private.folder(folder)
    lock = own_lock(folder / "engine.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise UserError(
            at_work(read_state(folder) or {}),
            "stop it with 'smart-intersection services stop engine', "
            "or set SMART_INTERSECTION_HOME to run a second one",
        ) from None
