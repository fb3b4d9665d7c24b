"""A network for the engine: welcome, but no setup fails for want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder, Skip
from bootstrap.files import sha256, write_atomic
from bootstrap.setup.download import UnavailableError
from bootstrap.setup.resources.release import fetched, tell_single_source

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.catalogue import Artifact
    from bootstrap.setup.context import Context


class Weights:
    """A file of weights in the installation, where the engine looks before it fetches them itself.

    Args:
        product: in the catalogue; what the engine knows it by.
    """

    def __init__(self, product: str) -> None:
        self.product = product
        self._trouble = ""

    @property
    def name(self) -> str:
        """Which ones."""
        return f"weights {self.product}"

    def inspect(self, context: Context) -> Finding:
        """Missing, damaged, not to be had just now, or fine."""
        row, path = self._find(context)
        if path.is_file() and sha256(path) == row.sha256:
            return InOrder(f"as released with {row.version}")
        if self._trouble:
            return Skip(self._trouble)
        return Difference("damaged" if path.is_file() else "missing", after=f"{row.title} from {row.file_name}")

    def apply(self, context: Context) -> None:
        """Fetch and check.

        Raises:
            UserError: what came is not what the catalogue says.
            OSError: it could not be stored.
        """
        row, path = self._find(context)
        try:
            found = fetched(row, context)
        except UnavailableError as error:
            self._trouble = f"{error.what}; the engine tries again when the model is used"
            return
        tell_single_source(row, context)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(path, found.read_bytes())

    def _find(self, context: Context) -> tuple[Artifact, Path]:
        row = context.catalogue.find(self.product, context.facts.system, context.facts.arch)
        return row, context.layout.models / row.file_name
