"""A secret that exists and that nobody else can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context


@dataclass(frozen=True, slots=True)
class Secret:
    """One of the installation's secrets.

    Args:
        key: its name in the store.
        make: for secrets of a certain form; None for the usual random one.
    """

    key: str
    make: Callable[[], str] | None = None

    @property
    def name(self) -> str:
        """Which one."""
        return f"secret {self.key}"

    def inspect(self, context: Context) -> Finding:
        """Missing, readable by others, or fine."""
        if context.secrets.get(self.key) is None:
            return Difference("missing")
        return InOrder("there") if context.secrets.is_private(self.key) else Difference("readable by other users")

    def apply(self, context: Context) -> None:
        """Make it or protect it."""
        if context.secrets.get(self.key) is None:
            self._make(context)
        context.secrets.protect(self.key)

    def _make(self, context: Context) -> None:
        if self.make:
            context.secrets.put(self.key, self.make())
        else:
            context.secrets.make(self.key)
