"""What setup makes true: one small thing each, which can tell a difference and mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bootstrap.setup.context import Context


@dataclass(frozen=True, slots=True)
class InOrder:
    """Nothing to do, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something to do, and why; `before` and `after` are shown with --diff."""

    reason: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """It does not apply on this machine, or is not to be had now and nothing else needs it; and why."""

    reason: str


Finding = InOrder | Difference | Skip
#: Of setup: a retention may be made shorter, although that deletes data.
SHORTEN: Final = ("--shorten-retention",)


class RefusedError(UserError):
    """As `UserError`, where other options would help.

    Args:
        what: what went wrong and where.
        remedy: what to do about it.
        options: of setup, which would get past it: ('--port', 'mosquitto=1884'); or the verb that would.
    """

    def __init__(self, what: str, remedy: str, options: tuple[str, ...]) -> None:
        super().__init__(what, remedy)
        self.options = options


class HeldBackError(RefusedError):
    """As `RefusedError`, where all is left as it is and nothing that follows needs it: its role goes on."""


class Resource(Protocol):
    """One thing to make true.

    `inspect` only reads. It must cope with a machine on which nothing before it has been applied (that is `--check` on
    a fresh one) and then returns a Difference. `apply` may be interrupted anywhere: whatever it leaves, `inspect` must
    call a difference, and `apply` must mend. Both raise UserError or OSError if only a person can go on.
    """

    @property
    def name(self) -> str:
        """What it is, in a few words, unique in its role: 'mosquitto.conf'."""
        ...

    def inspect(self, context: Context) -> Finding:
        """How it is now."""
        ...

    def apply(self, context: Context) -> None:
        """Make it true."""
        ...


@dataclass(frozen=True, slots=True)
class Role:
    """An ordered list of resources that make one service.

    There are no handlers such as "restart mosquitto": a notification is lost when setup is killed before it fires.
    Instead the service resource sees that its process was started with other inputs than those there now.

    Args:
        name: as in --only.
        resources: makes them. May be a generator: a resource is asked for when the one before it is true, except
            with --check.
        requires: roles that must not have failed before this one.
        profile: what the engine and the app must know to find it, merged into profile.yaml; see roles/profile.py.
        login: the user whom a person signs in as, and the name of the secret that is the password.
        ports: the usual ones, by their names in --port.
        needed: whether something is wrong where it is missing.
    """

    name: str
    resources: Callable[[Context], Iterable[Resource]]
    requires: tuple[str, ...] = ()
    profile: Callable[[Context], dict[str, Any]] | None = None
    login: tuple[str, str] | None = None
    ports: dict[str, int] = field(default_factory=dict)
    needed: bool = True
