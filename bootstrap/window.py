"""Engine and app side by side: what `up` does where there is a screen."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from bootstrap.engine_process import EngineProcess, is_alive
from bootstrap.report_file import check_report
from bootstrap.running import headline
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings


@dataclass(frozen=True, slots=True)
class Window:
    """What `up` was asked for; `given` if the user named a source, model or configuration."""

    settings: Settings
    config: Path | None
    source: str | None
    model: str | None
    duration: float | None
    report: Path | None
    given: bool


def open_window(asked: Window) -> int:
    """Start an engine unless one runs, show the app, and stop the engine we started when the window is closed.

    Returns:
        The engine's exit code if it failed, else the app's.

    Raises:
        UserError: the engine cannot start, or another one runs although a source was named.
    """
    state = read_state(paths.runtime_dir())
    if is_alive(state):
        return _attach(asked, state or {})
    check_report(asked.report)
    _say(headline(asked.settings))
    _stop_on_terminate()
    engine = EngineProcess(_arguments(asked), asked.source)
    try:
        engine.wait_until_running(_say)
        _say("the dashboard is open; closing it stops the engine")
        code = _show_app(engine if asked.duration else None)
    finally:
        ended = engine.stop()
    return ended or code


def _attach(asked: Window, state: dict[str, Any]) -> int:
    if asked.given or asked.duration or asked.report:
        raise UserError(
            f"an engine runs already (process {state.get('pid')})",
            "stop it first, or use 'smart-intersection dashboard' to look at it",
        )
    _say(f"showing the engine that runs already (process {state.get('pid')})")
    return _show_app(None)


def _arguments(asked: Window) -> list[str]:
    arguments = ["--headless", "--realtime"]
    for option, value in (
        ("--config", asked.config and asked.config.absolute()),
        ("--model", asked.model),
        ("--duration", asked.duration),
        ("--report", asked.report and asked.report.absolute()),
    ):
        arguments += [] if value is None else [option, str(value)]
    return arguments


def _show_app(ends_with: EngineProcess | None) -> int:
    """Run the app until it is closed, or until the engine it should end with has ended."""
    app = subprocess.Popen([sys.executable, "-m", "qml_app"])
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
        raise SystemExit(0)  # runs the finally blocks above: the engine stops with us

    signal.signal(signal.SIGTERM, leave)


def _say(text: str) -> None:
    typer.echo(text, err=True)
