"""Whether the services run that are to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.services.records import ENGINE
from bootstrap.setup.checks.kind import Check, CheckKind
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context

_LOG_LINES: Final = 5


def _look(context: Context) -> Iterator[Check]:
    for status in context.backend.statuses():
        if status.name == ENGINE and not context.backend.wanted(ENGINE):
            continue  # nobody has started it, or somebody has stopped it
        if status.ok:
            yield Check(status.name, "ok", f"running (pid {status.pid}), {status.restarts} restarts")
            continue
        last = "".join(f"\n  | {line}" for line in context.backend.logs(status.name, _LOG_LINES))
        yield Check(status.name, "problem", f"{status.state}: {status.reason}{last}", _remedy(status.name))


def _remedy(service: str) -> str:
    return "run: smart-intersection " + ("services restart engine" if service == ENGINE else "repair")


KIND: Final = CheckKind(
    name="services", title=Words("Services on this computer", "Dienste auf diesem Computer"), look=_look, order=80
)
