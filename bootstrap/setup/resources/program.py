"""A program that its maker does not publish for this system: from the distribution, or one that is installed.

In the distribution's own packages it is fetched and unpacked below the prefix. One that is installed is adopted where
the owner wants that, where it was adopted before and still is good enough, and where fetching is not possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import InOrder
from bootstrap.services import records
from bootstrap.services.spec import load
from bootstrap.setup.distribution import distribution
from bootstrap.setup.resources.package import Package
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.resources.unpacked import Unpacked

_SECTION: Final = "adopted"


@dataclass(frozen=True, slots=True)
class Program:
    """See above.

    Args:
        unpacked: as the distribution's package, below the prefix.
        package: as installed on the machine.
    """

    unpacked: Unpacked
    package: Package

    @property
    def product(self) -> str:
        """Name of its folder below the prefix."""
        return self.unpacked.product

    @property
    def name(self) -> str:
        """Which program."""
        return self.package.name

    def way(self, context: Context) -> Unpacked | Package:
        """How it is had here."""
        if distribution(context) is None:
            return self.package
        adopts = self._adopted(context) if context.adopts is None else context.adopts
        return self.package if adopts else self.unpacked

    def start(self, context: Context) -> tuple[list[str], Path | None, dict[str, str]]:
        """Command, folder and environment that it is started with; before it is there, what they may be."""
        way = self.way(context)
        if isinstance(way, Package):
            return [str(way.path(context) or context.layout.product(self.product) / self.product)], None, {}
        if way.folder(context) is None:
            return [str(context.layout.product(self.product) / self.product)], None, {}
        return way.start(context)

    def inspect(self, context: Context) -> Finding:
        """As the way it is had says."""
        return self.way(context).inspect(context)

    def apply(self, context: Context) -> None:
        """Have it. Where it cannot be fetched and the machine has one that will do, that one is adopted, and told.

        Raises:
            UserError: there is no way.
        """
        way = self.way(context)
        try:
            way.apply(context)
        except UserError as error:
            if way is self.package or context.adopts is not None or not self._good(context):
                raise
            context.tell(Note(f"{error.what}; the installed {self.package.path(context)} is used instead"))
            context.notes.put(_SECTION, self.product, True)  # noqa: FBT003 - a value to note
            return
        if way is self.unpacked:
            context.notes.put(_SECTION, self.product, None)

    def require(self, context: Context) -> None:
        """It can be had.

        Raises:
            UserError: it cannot.
        """
        way = self.way(context)
        try:
            way.require(context)
        except UserError:
            if way is self.package or context.adopts is not None or not self._good(context):
                raise

    def reach(self, context: Context) -> None:
        """It can be fetched now, as far as that takes a look of its own: `require` has fetched from apt and dnf.

        Raises:
            UserError: it cannot.
        """
        if self.way(context) is self.package:
            self.package.reach(context)

    def _adopted(self, context: Context) -> bool:
        """Whether the installed one is used already; an upgrade asks for the distribution's anew."""
        if context.recommended or not (context.notes.get(_SECTION, self.product) or self._runs_installed(context)):
            return False
        return self._good(context)

    def _runs_installed(self, context: Context) -> bool:
        """As earlier releases had it."""
        try:
            command = load(records.definition_path(context.layout, self.product)).command[0]
        except UserError:
            return False
        return not Path(command).is_relative_to(context.layout.product(self.product))

    def _good(self, context: Context) -> bool:
        try:
            return isinstance(self.package.inspect(context), InOrder)
        except UserError:
            return False
