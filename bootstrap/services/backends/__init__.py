"""Who keeps services running. One file a backend; all speak of the same ServiceSpec."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bootstrap.services.backends.supervised import Supervised
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.services.control import Status
    from bootstrap.services.spec import ServiceSpec


class Backend(Protocol):
    """One way to keep services running.

    A service counts as defined by the texts it is defined by: setup compares `definition` with what is there, so a
    backend needs no state of its own.
    """

    @property
    def name(self) -> str:
        """As in --backend."""
        ...

    def definition(self, spec: ServiceSpec) -> dict[Path, str]:
        """The files that define a service and what is in them. `spec.fingerprint()` belongs into one of them."""
        ...

    def load(self, spec: ServiceSpec) -> None:
        """Have the system read changed definitions, such as systemctl daemon-reload."""
        ...

    def start(self, spec: ServiceSpec, *, anew: bool) -> None:
        """Have it run now and after a reboot; `anew` replaces a running process. May return before it is ready."""
        ...

    def stop(self, name: str) -> None:
        """End it and wait until its process is gone."""
        ...

    def remove(self, name: str) -> None:
        """End it and remove its definition; one that is not there is fine."""
        ...

    def status(self, name: str) -> Status | None:
        """How it is, within a second even if it hangs; None if it is not defined."""
        ...

    def statuses(self) -> list[Status]:
        """How all services of this installation are, sorted by name; also within a second."""
        ...

    def logs(self, name: str, lines: int) -> list[str]:
        """The end of its output."""
        ...


def choose(name: str, layout: Layout) -> Backend:
    """The backend of this name; empty for our own supervisor, which works everywhere without privileges.

    Raises:
        UserError: there is none of this name.
    """
    backends = {"supervised": Supervised}
    try:
        return backends[name or "supervised"](layout)
    except KeyError:
        raise UserError(f"there is no way {name!r} to run services", f"choose one of: {', '.join(backends)}") from None
