"""Engine and app side by side: what `up` does where there is a screen."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import typer

from bootstrap import engine_service, pytorch
from bootstrap.effective import effective, settings, write
from bootstrap.engine_control import LEFT
from bootstrap.engine_process import EngineProcess, at_work, is_alive
from bootstrap.report_file import check_report
from bootstrap.running import headline
from bootstrap.usual import usual
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.effective import Effective


_OPENED: Final = "dashboard opened; press Ctrl+C here to close it and stop the engine"
_SETTLED_SECONDS: Final = 10.0  # a window that ends sooner never opened


@dataclass(frozen=True, slots=True)
class Window:
    """What `up` was asked for; `given` if the user named a source, model or configuration.

    Without an `effective` no engine is started: the app asks what to look at.
    """

    effective: Effective | None
    duration: float | None
    report: Path | None
    given: bool

    @property
    def finite(self) -> bool:
        """Whether it is about one count, which comes to an end."""
        return self.duration is not None or self.report is not None


def open_usual() -> int:
    """Show the app, with an engine on the configuration that was saved.

    Whoever starts it from a menu sees no terminal: where that cannot run, the app says why and asks what to open.

    Returns:
        As `open_window`; the app's exit code where nothing could run.
    """
    _stop_on_terminate()
    try:
        needless = usual() is None or is_alive(read_state(paths.runtime_dir()))
        one = None if needless else effective(None, None, None)
        return open_window(Window(one, duration=None, report=None, given=False))
    except UserError as error:
        _say(f"error: {error}")
        return _show_app(None, f"--refused={error}")


def open_window(asked: Window) -> int:
    """Start an engine unless one runs, and show the app.

    The engine we started goes on when the user wants it to, or when the window has died; else it stops with the window.

    Returns:
        The engine's exit code if it failed, else the app's.

    Raises:
        UserError: the engine cannot start, or another one runs although a source was named.
    """
    _stop_on_terminate()
    state = read_state(paths.runtime_dir())
    if is_alive(state):
        return _attach(asked, state or {})
    check_report(asked.report)
    if asked.effective is None:
        _say("dashboard opened; choose a source there")
        return _show_app(None)
    _say(headline(settings(asked.effective)))
    if pytorch.missing(settings(asked.effective)):
        if not asked.finite:
            write(paths.runtime_dir(), asked.effective)  # the window asks, then starts the engine on it
            return _show_app(None)
        pytorch.ensure(settings(asked.effective), _say)
    return _with_one_that_ends(asked, asked.effective) if asked.finite else _with_one_that_is_kept(asked.effective)


def _with_one_that_ends(asked: Window, one: Effective) -> int:
    """For a time or a report: an engine of this process alone."""
    engine = EngineProcess(_arguments(asked), one)
    try:
        engine.wait_until_running(_say)
        _say(_OPENED)
        code = _show_app(engine if asked.duration else None)
    finally:
        ended = engine.stop()
    return ended or code


def _with_one_that_is_kept(one: Effective) -> int:
    left = False
    try:
        engine_service.begin(one, _say)
        _say(_OPENED)
        code, left = _opened()
    finally:
        if not left:
            engine_service.stop()
    return code


def _opened() -> tuple[int, bool]:
    """Show the app until it is gone: its exit code, and whether the engine goes on without it."""
    began = time.monotonic()
    code = _show_app(None, "--owns-engine")
    died = code not in {0, LEFT} and time.monotonic() - began > _SETTLED_SECONDS
    if code != LEFT and not died:
        return code, False
    how = "the dashboard closed unexpectedly; " if died else ""
    _say(f"{how}the engine keeps counting in the background; stop it with: smart-intersection services stop engine")
    return (code if died else 0), True


def _attach(asked: Window, state: dict[str, Any]) -> int:
    if asked.given or asked.finite:
        raise UserError(
            at_work(state),
            "open the source in 'smart-intersection dashboard', "
            "or stop the engine with 'smart-intersection services stop engine'",
        )
    _say(f"{at_work(state)}; opening the dashboard")
    return _show_app(None)


def _arguments(asked: Window) -> list[str]:
    arguments = ["--headless", "--realtime", "--stay"]
    for option, value in (
        ("--duration", asked.duration),
        ("--report", asked.report and asked.report.absolute()),
    ):
        arguments += [] if value is None else [option, str(value)]
    return arguments


def _show_app(ends_with: EngineProcess | None, *options: str) -> int:
    """Run the app until it is closed, or until the engine it should end with has ended."""
    app = subprocess.Popen([sys.executable, "-m", "qml_app", *options])  # noqa: S603 -- our own
    try:
        while app.poll() is None and (ends_with is None or ends_with.code() is None):
            time.sleep(0.1)
    finally:
        closed = app.poll()
        if closed is None:
            app.terminate()
            app.wait()
    return closed or 0


def _stop_on_terminate() -> None:
    def leave(*_: object) -> None:
        raise SystemExit(0)  # runs the finally blocks above: app and engine stop with us

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), leave)


def _say(text: str) -> None:
    typer.echo(text, err=True)
