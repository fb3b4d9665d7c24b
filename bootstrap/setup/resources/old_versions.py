"""Releases nobody needs any more: the one in use stays, and the one before, to go back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import remove_tree
from bootstrap.setup.publish import folder_name, read_current, read_previous

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.resources.program import Program
    from bootstrap.setup.resources.release import Release


@dataclass(frozen=True, slots=True)
class OldVersions:
    """Comes after the service: only when the new version serves, old ones go, and their archives.

    Args:
        release: of which product.
    """

    release: Release | Program

    @property
    def name(self) -> str:
        """Whose."""
        return f"old versions of {self.release.product}"

    def inspect(self, context: Context) -> Finding:
        """Some to remove, or none."""
        found = self._old(context)
        return Difference(f"to be removed: {', '.join(path.name for path in found)}") if found else InOrder("none")

    def apply(self, context: Context) -> None:
        """Remove them."""
        for path in self._old(context):
            remove_tree(path)

    def _old(self, context: Context) -> list[Path]:
        product, cache = context.layout.product(self.release.product), context.layout.cache
        kept = {read_current(product), read_previous(product)}
        folders = [path for path in product.glob("*") if path.is_dir() and path.name not in kept]
        rows = [row for row in context.catalogue.rows(self.release.product) if folder_name(row.version) not in kept]
        archives = {cache / row.sha256 for row in rows if row.sha256}
        return sorted(folders) + sorted(path for path in archives if path.is_file())
