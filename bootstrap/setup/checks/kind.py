"""One check of doctor, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.words import Words  # noqa: TC001 -- the contract test reads the types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bootstrap.setup.context import Context


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    state: Literal["ok", "warning", "problem"]
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKind:
    """Something to look at.

    Attributes:
        name: the name of its file.
        title: what the app calls it.
        look: says how it is; nothing where there is nothing to say. It changes nothing.
        local: only where services are installed on this machine.
        beforehand: before a setup as well, where it says exactly one thing.
        order: its place among the others.
    """

    name: str
    title: Words
    look: Callable[[Context], Iterable[Check]]
    local: bool = False
    beforehand: bool = False
    order: int = 100

    def applies(self, context: Context) -> bool:
        """Whether there is something to look at in this installation."""
        return context.profile == "local" or not self.local
