"""Runs the engine in this process: live table, graceful stop, report."""

from __future__ import annotations

import json
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import typer
from filelock import FileLock, Timeout
from rich.console import Console
from rich.live import Live

from bootstrap.again import Asked, asked
from bootstrap.effective import effective, settings
from bootstrap.log_lines import log_lines
from bootstrap.profile import services_beside
from bootstrap.report_file import check_report, write_report
from bootstrap.table import plain_lines, report_table
from core import paths
from core.errors import UserError
from core.settings.address import is_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.engine import Engine
    from core.settings import Settings

_PLAIN_PERIOD: Final = 5.0
_LIVE_PERIOD: Final = 0.25
_GRACE: Final = 15.0  # how long a live source may be late before --duration counts on the clock


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the engine as the command line asked for it, which may have begun again with another file since."""

    settings: Settings
    realtime: bool = False
    duration: float | None = None
    report: Path | None = None
    json: bool = False
    config: Path | None = None
    source: str | None = None
    model: str | None = None


class Interrupted:
    """Set by the first Ctrl-C or termination; the second one ends the process at once."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.code = 0

    def __call__(self, number: int, _frame: object) -> None:
        """Take the signal."""
        self.code = 130 if number == signal.SIGINT else 0
        self.event.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_engine(run: Run) -> int:
    """Run until the videos end, `duration` is over or somebody stops it; print and write the report.

    Returns:
        0, 1 if a camera failed, 130 after Ctrl-C.

    Raises:
        UserError: nothing can run, an engine runs already, or the report cannot be written.
    """
    check_report(run.report)
    console = Console(stderr=run.json)
    console.print(headline(run.settings), markup=False, highlight=False, soft_wrap=True)
    with _only_one(), log_lines(console), _signals() as interrupted:
        report = _run(run, console, interrupted)
    if run.json:
        typer.echo(json.dumps(report, indent=2))
    else:
        console.print(report_table(report))
    if run.report:  # last: what cannot be written has been seen
        write_report(run.report, report)
    return interrupted.code or int(any(camera["state"] == "failed" for camera in report["cameras"].values()))


def _run(run: Run, console: Console, interrupted: Interrupted) -> dict[str, Any]:
    engine = _started(run, console)  # what it refuses is not started, so there is nothing to stop
    while True:
        try:
            wish = _watch(engine, run, console, interrupted)
        finally:
            engine.stop()
        if wish.end:
            return engine.report()
        run, engine = _again(run, wish.config, console)


def _started(run: Run, console: Console, refused: str = "") -> Engine:
    from core.engine import Engine  # noqa: PLC0415 - what is wrong with the options is told before this second is spent

    engine = Engine(
        run.settings,
        realtime=run.realtime,
        duration=run.duration,
        progress=lambda text: console.print(f"… {text}", markup=False, highlight=False, soft_wrap=True),
        beside=services_beside,
        about={**_beginning(run), "refused": refused},
    )
    engine.start()
    return engine


def _beginning(run: Run) -> dict[str, str | None]:
    """What it takes to start the same again, for the state file: addresses masked, files with their folders."""
    return {
        "config": str(run.config.absolute()) if run.config else None,
        "source": run.settings.cameras[0].source.masked if run.source else None,
        "model": run.settings.detector.model if run.model else None,
    }


def _again(run: Run, config: Path | None, console: Console) -> tuple[Run, Engine]:
    """The engine with `config`, or with what it ran on before if that cannot run or None is given.

    A source or model from the command line belongs to the file it came with.
    """
    if config is None or run.config:
        anew = replace(run, config=config or run.config)
    else:
        anew = replace(run, config=config, source=None, model=None)
    try:
        anew = replace(anew, settings=settings(effective(anew.config, anew.source, anew.model)))
        engine = _started(anew, console)
    except UserError as error:
        console.print(f"error: {error}", markup=False, highlight=False, soft_wrap=True)
        return run, _started(run, console, refused=str(error))
    console.print(f"began again with {anew.config or 'the same'}", markup=False, highlight=False, soft_wrap=True)
    return anew, engine


def _watch(engine: Engine, run: Run, console: Console, interrupted: Interrupted) -> Asked:
    """Show how it goes until it is over, or somebody asks for an end or for another beginning."""
    begun = time.monotonic()
    latest = begun + run.duration + _GRACE if run.duration and _has_live(run.settings) else float("inf")
    show: _Table | _Plain = _Table(console) if console.is_terminal else _Plain(console)
    period = _LIVE_PERIOD if console.is_terminal else _PLAIN_PERIOD
    with show:
        shown = begun
        while not interrupted.event.is_set() and time.monotonic() < latest and not engine.wait(0.1):
            wish = asked(paths.runtime_dir())
            if wish is not None:
                return wish
            if time.monotonic() - shown >= period:
                shown = time.monotonic()
                show.update(engine.snapshot())
    return Asked(end=True)


class _Plain:
    """A line per camera now and then, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...

    def update(self, report: dict[str, Any]) -> None:
        for line in plain_lines(report):
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Table:
    """The report as a table that renews itself, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> None:
        self._live.start()

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def update(self, report: dict[str, Any]) -> None:
        self._live.update(report_table(report), refresh=True)


def headline(settings: Settings) -> str:
    """The first line of every run: what runs on what, and with which detector."""
    cameras = ", ".join(f"{camera.id} ({camera.source.masked})" for camera in settings.cameras[:4])
    more = f" and {len(settings.cameras) - 4} more" if len(settings.cameras) > 4 else ""  # noqa: PLR2004 - fits a line
    model = settings.detector.model
    detector = model or "motion — no model was given, so it sees that something moves, not what (--model yolo11n does)"
    return f"Smart Intersection {version('smart-intersection')}: {cameras}{more}; detector: {detector}"


def is_simulated(settings: Settings) -> bool:
    """Whether any camera is a simulated one."""
    return any(camera.source.startswith("simulator:") for camera in settings.cameras)


def _has_live(settings: Settings) -> bool:
    return any(is_url(camera.source) or camera.source.startswith("webcam:") for camera in settings.cameras)


@contextmanager
def _only_one() -> Iterator[None]:
    """Two engines would write into one journal and one state."""
    folder = paths.runtime_dir()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / "engine.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise UserError(
            "an engine runs already on this machine", "stop it first, or set SMART_INTERSECTION_HOME for another one"
        ) from None


@contextmanager
def _signals() -> Iterator[Interrupted]:
    """Stop gracefully on Ctrl-C, termination and, on Windows, Ctrl-Break."""
    interrupted = Interrupted()
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupted) for number in numbers}
    try:
        yield interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
