"""A program of the distribution's, in `<prefix>/<program>/<version>/`: fetched, verified, unpacked, never installed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import remove_tree, sha256, write_atomic
from bootstrap.setup.bundle_index import packages
from bootstrap.setup.catalogue import version_key
from bootstrap.setup.distribution import distribution
from bootstrap.setup.publish import damage, publish, read_current, write_current
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.distribution import Distribution, Offer
    from bootstrap.setup.resources.probe import Probe

#: What was fetched and verified, beside the files: their names and SHA-256.
INDEX: Final = "packages.json"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """See above.

    Args:
        product: the program, its package and the folder below the prefix.
        probe: asks it for its version.
    """

    product: str
    probe: Probe

    @property
    def name(self) -> str:
        """Which program."""
        return f"program {self.product}"

    def folder(self, context: Context) -> Path | None:
        """The version in use; None if there is none."""
        product = context.layout.product(self.product)
        current = read_current(product)
        return product / current if current else None

    def start(self, context: Context) -> tuple[list[str], Path, dict[str, str]]:
        """Command, folder and environment that it is started with.

        Raises:
            UserError: it is not there.
        """
        folder = self.folder(context)
        if folder is None:
            raise UserError(f"{self.product} is not installed", "run: smart-intersection setup")
        return [str(_program(folder, self.product))], folder, _environment(folder)

    def inspect(self, context: Context) -> Finding:
        """Not there, damaged, not runnable, or fine; an upgrade asks what the distribution has now."""
        folder, after = self.folder(context), self.source(context)
        if folder is None:
            return Difference("not installed", after=after)
        if wrong := damage(folder, folder.name):
            return Difference(wrong, after=after)
        version, words = self._ask(folder, context)
        if not version:
            return Difference(f"it cannot be executed: {words}", after=after)
        newer = self._newer(folder.name, context) if context.recommended and not context.source.offline else ""
        if newer:
            return Difference(f"{newer} is available", folder.name, newer)
        return InOrder(f"{version}, {after} {folder.name}")

    def source(self, context: Context) -> str:
        """Where it comes from, in words."""
        kind = distribution(context)
        return f"{kind.name if kind else 'distribution'} package {self.product}"

    def apply(self, context: Context) -> None:
        """Fetch unless it was, unpack beside, swap, point at it. A library that is missing by now is fetched, too.

        Raises:
            UserError: it cannot be had, or does not run here.
        """
        version = "" if context.recommended else fetched(self.product, context)
        words = self._publish(version, context) if version else ""
        if not version or (words and not context.source.offline):
            words = self._publish(self._fetch(context), context)
        if words:
            remedy = "choose a --prefix where programs may be executed, or use an installed one: setup --adopt"
            raise UserError(f"{self.product} cannot be executed: {words}", remedy)

    def require(self, context: Context) -> None:
        """It can be had: it is in the cache, in the bundle, or the distribution's server answers.

        Raises:
            UserError: it cannot.
        """
        if context.choices.bundle is not None:
            self._bundled(context.choices.bundle, context)
        elif not fetched(self.product, context):
            self._kind(context).reach(self.product)

    def _bundled(self, bundle: Path, context: Context) -> None:
        found = [one for one in packages(bundle) if one.product == self.product]
        if not found:
            raise UserError(
                f"{bundle.name} does not contain {self.product} for Linux",
                f"install {self.product} with your package manager, then run setup again",
            )
        found[0].fits(context)

    def _kind(self, context: Context) -> Distribution:
        kind = distribution(context)
        if kind is None:
            raise UserError(f"{self.product} cannot be fetched", "install apt or dnf")
        return kind

    def _publish(self, version: str, context: Context) -> str:
        """Unpack and use it; why it does not run, or nothing."""
        folder = context.layout.product(self.product) / version
        publish(folder, lambda place: self._fill(place, context), version)
        found, words = self._ask(folder, context)
        if found and self.probe.too_old(found):
            remedy = f"install {self.product} {self.probe.least} or newer yourself, then run: setup --adopt"
            raise UserError(f"the distribution has {self.product} {found}, which is too old", remedy)
        if found:
            write_current(folder.parent, version)
        return words

    def _fill(self, place: Path, context: Context) -> None:
        kind = self._kind(context)
        place.mkdir(parents=True)
        for file in sorted(cache(self.product, context).glob(f"*{kind.suffix}")):
            kind.unpack(file, place)
        _program(place, self.product)

    def _ask(self, folder: Path, context: Context) -> tuple[str, str]:
        try:
            program = _program(folder, self.product)
        except UserError as error:
            return "", error.what
        variables = [f"{name}={value}" for name, value in _environment(folder).items()]
        return self.probe.ask(["env", "-C", str(folder), *variables, str(program)], context.facts)

    def _fetch(self, context: Context) -> str:
        """Fetch what there is now into the cache; its version."""
        if context.choices.bundle is not None:
            self._bundled(context.choices.bundle, context)
        kind = self._kind(context)
        offer = kind.offer(self.product)
        context.tell(Note(f"{kind.name} downloads {', '.join(offer.packages)}"))
        try:
            self._download(kind, offer, context)
        except UserError:  # what the machine knows may be older than what there is
            kind.refresh()
            offer = kind.offer(self.product)
            self._download(kind, offer, context)
        return _folder_name(offer.version)

    def _download(self, kind: Distribution, offer: Offer, context: Context) -> None:
        place = cache(self.product, context)
        incoming = place.with_name(f"{place.name}.incoming")
        remove_tree(incoming)
        incoming.mkdir(parents=True)
        kind.fetch(offer, incoming)
        note(incoming, _folder_name(offer.version))
        remove_tree(place)
        incoming.replace(place)

    def _newer(self, current: str, context: Context) -> str:
        kind = distribution(context)
        if kind is None:
            return ""
        kind.refresh()
        offered = _folder_name(kind.offer(self.product).version)
        return offered if version_key(offered) > version_key(current) else ""


def _program(folder: Path, name: str) -> Path:
    """A package has more than one file of its program's name."""
    found = [path for path in folder.rglob(name) if path.is_file() and path.parent.name in ("bin", "sbin")]
    if not found:
        raise UserError(f"{name} is not in its package", "use an installed one: setup --adopt")
    return found[0]


def cache(product: str, context: Context) -> Path:
    """Folder of the files that were fetched."""
    return context.layout.cache / "packages" / product


def fetched(product: str, context: Context) -> str:
    """The version whose verified files are in the cache, all as they were; empty if there is none."""
    try:
        index = json.loads((cache(product, context) / INDEX).read_text("utf-8"))
        found = {path: sha256(cache(product, context) / path) for path in index["files"]}
        return str(index["version"]) if found and found == index["files"] else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def note(folder: Path, version: str) -> None:
    """Remember what was verified: these files belong to that version."""
    files = {path.name: sha256(path) for path in sorted(folder.iterdir()) if path.name != INDEX}
    write_atomic(folder / INDEX, json.dumps({"version": version, "files": files}, indent=1))


def _folder_name(version: str) -> str:
    return re.sub(r"[^A-Za-z0-9.~-]", "_", version)


def _environment(folder: Path) -> dict[str, str]:
    """Its libraries' folders, named from its own: no character of the prefix then means anything to the loader."""
    found = sorted({path.parent.relative_to(folder).as_posix() for path in folder.rglob("*.so*")})
    return {"LD_LIBRARY_PATH": ":".join(found)} if found else {}
