"""Packages of a Linux distribution in a bundle: of products whose makers publish no program for Linux."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import sha256, write_atomic
from bootstrap.setup import distribution
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.context import Context

#: Those that are had in this way; their packages are called alike.
PRODUCTS: Final = ("mosquitto",)
_MARK: Final = "bundle.sum"  # which one it is, in the folder that was taken


@dataclass(frozen=True, slots=True)
class Packages:
    """A product's package, with its libraries and the distribution's signed lists.

    Args:
        product: its name.
        version: the package's.
        release: of the distribution: 'debian bookworm'.
        arch: processor, in the catalogue's words.
        files: SHA-256 by path below `folder`; tells damage, not forgery: see `distribution`.
        folder: where they are.
    """

    product: str
    version: str
    release: str
    arch: str
    files: dict[str, str]
    folder: Path

    @property
    def title(self) -> str:
        """Product, version and for whom."""
        return f"{self.product} {self.version} for {self.release}"

    @property
    def size(self) -> int:
        """Bytes."""
        return sum((self.folder / name).stat().st_size for name in self.files)

    def to_json(self) -> dict[str, Any]:
        """For a bundle's index."""
        told = {"product": self.product, "version": self.version, "release": self.release, "arch": self.arch}
        return {**told, "files": self.files}

    def check(self, bundle: Path) -> None:
        """Compare all files.

        Raises:
            UserError: one is missing or damaged.
        """
        for name, digest in self.files.items():
            if not (self.folder / name).is_file() or sha256(self.folder / name) != digest:
                raise UserError(f"checksum mismatch: {name} in {bundle.name}", "create the bundle again")

    def fits(self, context: Context) -> None:
        """Whether this machine can use them.

        Raises:
            UserError: they are for another one.
        """
        here = f"{context.facts.release} {context.facts.arch}"
        if here != f"{self.release} {self.arch}":
            raise UserError(
                f"the bundle's {self.product} is for {self.release} {self.arch}, and this machine runs {here}",
                f"create the bundle on {context.facts.release}, or install {self.product} and run: setup --adopt",
            )

    def taken(self, context: Context) -> bool:
        """Whether these are the ones that were taken last."""
        try:
            mark = (distribution.repository_folder(context) / _MARK).read_text("utf-8")
        except OSError:
            return False
        return mark == self._sum()

    def take(self, context: Context) -> None:
        """Have them in place of the network."""
        write_atomic(self.folder / _MARK, self._sum())
        distribution.take(self.folder, context)

    def _sum(self) -> str:
        return "\n".join(sorted(self.files.values()))


def keep(product: str, arch: str, folder: Path, context: Context) -> Packages:
    """Fetch for machines with this machine's distribution.

    Args:
        product: one of `PRODUCTS`.
        arch: their processor, in the catalogue's words.
        folder: is not there yet.
        context: as usual.

    Raises:
        UserError: it cannot be had.
    """
    offer = distribution.keep(product, arch, folder, context)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): sha256(path) for path in paths}
    return Packages(product, offer.version, context.facts.release, arch, files, folder)


def read(index: dict[str, Any], place: Path) -> list[Packages]:
    """Those of a bundle.

    Args:
        index: the bundle's.
        place: where it was unpacked.

    Raises:
        UserError: the index has a mistake.
    """
    try:
        return [
            Packages(
                str(one["product"]),
                str(one["version"]),
                str(one["release"]),
                str(one["arch"]),
                {str(name): str(digest) for name, digest in one["files"].items()},
                place / str(one["product"]),
            )
            for one in index.get("packages", [])
            if one["product"] in PRODUCTS
        ]
    except (KeyError, TypeError, AttributeError):
        raise UserError("the bundle's index is damaged", "create it again with 'bundle create'") from None
