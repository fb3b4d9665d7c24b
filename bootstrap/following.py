"""The engine that its supervisor keeps, shown on a terminal that it ends with: what `up --headless` does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

from bootstrap import engine_service, pytorch
from bootstrap.condition import engine_trouble
from bootstrap.effective import settings
from bootstrap.enduring import enduring
from bootstrap.engine_process import at_work, is_alive
from bootstrap.interrupted import signals
from bootstrap.running import headline
from bootstrap.services import leader
from bootstrap.services.machine import State
from bootstrap.shown import shown
from bootstrap.table import report_table
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from bootstrap.effective import Effective
    from bootstrap.interrupted import Interrupted

_LOOK: Final = 0.25


def follow(one: Effective) -> int:
    """Have the engine run on `one` until somebody ends this, or it ends; print the report.

    Returns:
        0, 1 if a camera failed, 130 after Ctrl-C.

    Raises:
        UserError: it cannot run, it is not kept alive any longer, or an engine runs already.
    """
    console = Console()
    state = read_state(paths.runtime_dir())
    if is_alive(state):
        raise UserError(at_work(state or {}), "stop it with 'smart-intersection services stop engine'")
    with enduring(), signals() as interrupted:
        _say(console, headline(settings(one)))
        pytorch.ensure(settings(one), lambda text: _say(console, f"… {text}"))
        try:
            engine_service.begin(one, lambda text: _say(console, text), interrupted.event.is_set)
            _watch(console, interrupted)
        finally:
            engine_service.stop()
    report = read_state(paths.runtime_dir()) or {}
    console.print(report_table(report))
    return interrupted.code or int(any(one["state"] == "failed" for one in report.get("cameras", {}).values()))


def _watch(console: Console, interrupted: Interrupted) -> None:
    """Show how it goes until it is over."""
    show, period = shown(console)
    told, late = "", 0.0
    with show:
        while not interrupted.event.wait(_LOOK):
            service = engine_service.status()
            if service is None or service.state == State.STOPPED:
                return
            if service.state == State.EXITED:
                raise UserError(f"the engine has failed: {service.reason}", "fix this, then start it again")
            if service.state == "unattended":
                leader.ensure(engine_service.keeper())
            state = read_state(paths.runtime_dir())
            told = _tell(console, state, told)
            if not told and state and time.monotonic() >= late:
                late = time.monotonic() + period
                show.update(state)


def _tell(console: Console, state: dict[str, Any] | None, before: str) -> str:
    """Say what is wrong with the engine itself, once."""
    trouble = engine_trouble(state, engine_service.status())
    if trouble and trouble.kind != before:
        _say(console, f"the engine {trouble.what}")
    return trouble.kind if trouble else ""


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
