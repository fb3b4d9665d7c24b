"""Where a secret is kept that nobody but setup reads: in its file, or in the owner's keyring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context


def kept(context: Context, *keys: str) -> list[Kept]:
    """For those that are in a keyring or shall be; files, the usual place, are not worth a word."""
    return [Kept(key) for key in keys if context.keyring or context.secrets.in_keyring(key)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A secret in the place that was chosen; it comes after whatever makes the secret.

    Args:
        key: its name in the store. Not one that a service or the engine reads: they need a file.
    """

    key: str

    @property
    def name(self) -> str:
        """Which one."""
        return f"place of secret {self.key}"

    def inspect(self, context: Context) -> Finding:
        """In the other place, or where it should be."""
        where = "in the keyring" if context.keyring else "in its file"
        return InOrder(where) if context.secrets.in_keyring(self.key) == context.keyring else Difference(f"not {where}")

    def apply(self, context: Context) -> None:
        """Move it.

        Raises:
            UserError: there is no keyring, or it refuses.
        """
        context.secrets.move(self.key, keyring=context.keyring)
