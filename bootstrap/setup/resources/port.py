"""A TCP port that is free, or already our service's."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import InOrder, RefusedError
from bootstrap.services.process import carries, tag
from bootstrap.setup.facts import EVERYWHERE, LOOPBACK
from core.processes import Identity

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.facts import Holder

STOP_ENGINE: Final = ("services", "stop", "engine")
_LOOKS: Final = 20
_PAUSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Port:
    """Nothing to mend here: a port that someone else holds is the owner's to decide about.

    Args:
        service: who wants it.
        port: which.
        option: what the port is called in --port; empty for the service's name.
        everywhere: whether it is wanted on all addresses of this machine; else on loopback only.
    """

    service: str
    port: int
    option: str = ""
    everywhere: bool = False

    @property
    def name(self) -> str:
        """Which port."""
        return f"port {self.port}"

    @property
    def _host(self) -> str:
        return EVERYWHERE if self.everywhere else LOOPBACK

    def inspect(self, context: Context) -> Finding:
        """Free or ours.

        Raises:
            RefusedError: someone else's; names the holder and a port that is free.
        """
        status = context.backend.status(self.service)
        if status and status.pid and context.facts.listens(status.pid, self.port):
            return InOrder(f"used by {self.service}")
        holder = self._holder(context)
        if holder is None:
            return InOrder("free")
        if self._ours(holder, context):
            return InOrder(f"used by {self.service}")
        if holder.pid is not None and holder.pid == context.facts.engine():
            raise RefusedError(
                f"port {self.port} is in use by the engine's built-in broker (pid {holder.pid})",
                f"stop the engine; after a restart it uses the installed services: {' '.join(STOP_ENGINE)}",
                STOP_ENGINE,
            )
        other = context.facts.free_port(self.port + 1, self._host)
        wish = f"{self.option or self.service}={other}"
        raise RefusedError(
            f"port {self.port} is in use by {holder}",
            f"stop that program, or use a free port: setup --port {wish}",
            ("--port", wish),
        )

    def _holder(self, context: Context) -> Holder | None:
        """Who holds it, once whoever is just ending has ended; its port is held a little longer than it has a name."""
        for _ in range(_LOOKS):
            holder = context.facts.holder(self.port, self._host)
            if holder is None or (holder.pid and Identity.of(holder.pid)) or self._ours(holder, context):
                break
            time.sleep(_PAUSE)
        return holder

    def _ours(self, holder: Holder, context: Context) -> bool:
        """By the supervisor's record, or, if that is lost, by the tag our processes carry."""
        status = context.backend.status(self.service)
        if status and status.pid and holder.pid in (status.pid, None):
            return True
        return holder.pid is not None and carries(holder.pid, tag(context.layout.prefix, self.service))

    def apply(self, context: Context) -> None:
        """Never called: inspect finds no difference."""
