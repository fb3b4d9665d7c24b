"""A release from the catalogue: fetched, checked, unpacked, published, pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.progress import Moving, Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.setup.archive import unpack
from bootstrap.setup.download import fetch
from bootstrap.setup.publish import damage, executable, folder_name, publish, read_current, write_current
from bootstrap.setup.transfer import Wanted
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.catalogue import Artifact
    from bootstrap.setup.context import Context


@dataclass(frozen=True, slots=True)
class Release:
    """A product's unpacked release in `<prefix>/<product>/<version>/`.

    Args:
        product: in the catalogue.
        programs: names its main program may have, lower case; proof that the archive is what we think.
    """

    product: str
    programs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Which product."""
        return f"release {self.product}"

    def folder(self, context: Context) -> Path:
        """Where the release is or will be.

        Raises:
            UserError: the catalogue has none for this machine.
        """
        return context.layout.product(self.product) / folder_name(self.artifact(context).version)

    def program(self, context: Context) -> Path:
        """Its main program; before it is unpacked (with --check) where it may be.

        Raises:
            UserError: it is not in the release.
        """
        folder = self.folder(context)
        return executable(folder, self.programs) if folder.is_dir() else folder / self.programs[0]

    def inspect(self, context: Context) -> Finding:
        """Not there, damaged, not the one in use, or fine."""
        artifact = self.artifact(context)
        wrong = damage(self.folder(context), artifact.sha256 or "")
        if wrong:
            return Difference(wrong, after=f"{artifact.title} from {artifact.file_name}")
        current = read_current(context.layout.product(self.product))
        if current != folder_name(artifact.version):
            return Difference("another version is in use", current or "none", artifact.version)
        return InOrder(f"{artifact.version}, unchanged")

    def apply(self, context: Context) -> None:
        """Fetch, check, unpack beside, swap, point at it."""
        artifact, folder = self.artifact(context), self.folder(context)
        if warning := context.catalogue.warning(self.product, artifact.version, context.facts.system):
            context.tell(Note(f"{artifact.title}: {warning}"))
        tell_single_source(artifact, context)
        if damage(folder, artifact.sha256 or ""):
            archive = fetched(artifact, context)
            context.remember_mirror()
            publish(folder, lambda place: self._fill(archive, place, context), artifact.sha256 or "")
        write_current(context.layout.product(self.product), folder_name(artifact.version))

    def _fill(self, archive: Path, place: Path, context: Context) -> None:
        unpack(archive, place, Moving(f"unpack {self.product}", context.tell).add)
        executable(place, self.programs)

    def artifact(self, context: Context) -> Artifact:
        """Its row in the catalogue.

        Raises:
            UserError: the catalogue has none for this machine.
        """
        facts = context.facts
        found = context.catalogue.find(self.product, facts.system, facts.arch, context.version(self.product))
        if found.kind not in ("archive", "nsis-exe"):
            raise UserError(f"{found.title}: {found.kind} files are not supported", "choose another version")
        return found


def tell_single_source(artifact: Artifact, context: Context) -> None:
    """Say who alone has told a row's checksum; rows of the same bytes bear witness for each other."""
    same = context.catalogue.same(artifact)
    sources = {row.source for row in same} | {one for row in same for one in row.corroboration}
    if artifact.source and len(sources) == 1:
        context.tell(Note(f"{artifact.title}: its checksum is only known from: {artifact.source}"))


def wanted(artifact: Artifact, context: Context) -> Wanted:
    """What to fetch for a row."""
    urls = dict.fromkeys(url for row in context.catalogue.same(artifact) for url in context.source.urls(row))
    return Wanted(artifact.file_name, tuple(urls), artifact.sha256 or "", artifact.size)


def fetched(artifact: Artifact, context: Context) -> Path:
    """A row's file in the cache; the context hears how far it is.

    Raises:
        UserError, OSError: as `fetch`.
    """
    moving = Moving(f"download {artifact.file_name}", context.tell)
    return fetch(wanted(artifact, context), context.layout.cache, moving)
