"""A service that is defined, runs with the configuration that is there now, and serves."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import write_atomic
from bootstrap.services import writes
from bootstrap.services.machine import State
from bootstrap.services.wait import trouble, until_healthy
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_WRITTEN_SECONDS: Final = 60.0  # the engine's longest pause between two tries is shorter


@dataclass(frozen=True)
class Service:
    """One service in the hands of the supervisor.

    Args:
        make: its definition; asked for at each look, because it depends on what came before.
        title: for people.
    """

    make: Callable[[], ServiceSpec]
    title: str

    @property
    def name(self) -> str:
        """Which service."""
        return f"service {self.title}"

    def inspect(self, context: Context) -> Finding:
        """Not defined so, not running, running with something else, not serving, not able to write, or fine.

        Raises:
            UserError: it cannot write, and a new start would not help.
        """
        spec = self.make()
        if changed := self._changed(spec, context):
            return changed
        wrong = trouble(context.backend, spec)
        if wrong:
            return Difference(wrong)
        unwritable = writes.trouble(spec)
        if unwritable and not unwritable.restart:
            raise UserError(f"{spec.name} {unwritable.what}", unwritable.remedy)
        return Difference(unwritable.what) if unwritable else InOrder("running and healthy")

    def apply(self, context: Context) -> None:
        """Define it, start it anew unless it runs as it should, and wait until it serves.

        Raises:
            UserError: it does not; the end of its log is in the message.
        """
        spec, backend = self.make(), context.backend
        backend.renew()
        for path, text in backend.definition(spec).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, text, 0o600)
        status = backend.status(spec.name)
        stale = status is not None and status.pid is not None and status.fingerprint != spec.fingerprint()
        # Looked at once more: whose record was only just being written anew is not restarted for it.
        closed = writes.trouble(spec) is not None
        running = status is not None and status.state == State.RUNNING
        backend.start(spec, anew=stale or (running and (closed or trouble(backend, spec) is not None)))
        until_healthy(backend, spec)
        deadline = time.monotonic() + _WRITTEN_SECONDS
        while closed and writes.trouble(spec) and time.monotonic() < deadline:  # until the engine has tried again
            time.sleep(0.2)

    def _changed(self, spec: ServiceSpec, context: Context) -> Difference | None:
        for path, text in context.backend.definition(spec).items():
            now = _read(path)
            if now != text:
                return Difference("its definition has changed" if now else "not defined", now or "", text)
        return None


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
