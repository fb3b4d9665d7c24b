"""All files one platform needs in one .7z, for machines without internet.

A bundle replaces where bytes come from, never what they must be: what is taken out of it is believed only if its
SHA-256 is in this installation's own catalogue, or if it bears the signature of this machine's distribution.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bootstrap.converge.progress import Moving, Note
from bootstrap.converge.resource import Difference, InOrder, Role
from bootstrap.files import remove_tree, sha256
from bootstrap.setup import bundled_packages
from bootstrap.setup.archive import unpack
from bootstrap.setup.bundle_index import INDEX, VERSION, index, packages
from bootstrap.setup.resources.release import fetched
from core.beside import beside
from core.errors import UserError
from core.patience import patiently

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.bundled_packages import Packages
    from bootstrap.setup.catalogue import Artifact
    from bootstrap.setup.context import Context


class Item(NamedTuple):
    """Something in a bundle: product and version, and its bytes."""

    title: str
    size: int


def create(context: Context, system: str, arch: str, output: Path) -> list[Item]:
    """Fetch and pack what a platform needs; returns what is in it. The output is there as a whole or not at all.

    Raises:
        UserError: something cannot be fetched.
        OSError: the bundle cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=output.parent) as folder:
        kept: list[Packages] = []
        rows: list[Artifact] = []
        for product in context.catalogue.products():
            try:
                rows.append(context.catalogue.find(product, system, arch, context.version(product)))
            except UserError as missing:
                kept += _packages(product, (system, arch), Path(folder) / product, context, missing)
        if not (rows or kept):
            raise UserError(f"the catalogue contains nothing for {system} {arch}", "choose another platform")
        files = [(row, fetched(row, context)) for row in rows]
        _pack(output, files, kept, {"os": system, "arch": arch})
        items = [Item(row.title, path.stat().st_size) for row, path in files]
        return items + [Item(one.title, one.size) for one in kept]


def _packages(
    product: str, platform: tuple[str, str], folder: Path, context: Context, missing: UserError
) -> list[Packages]:
    """What its maker does not publish, from the distribution; where that is not possible, it is told."""
    system, arch = platform
    try:
        if product not in bundled_packages.PRODUCTS or system != "linux":
            raise missing
        return [bundled_packages.keep(product, arch, folder, context)]
    except UserError as error:
        context.tell(Note(f"missing in the bundle: {error}"))
        return []


def _pack(output: Path, files: list[tuple[Artifact, Path]], kept: list[Packages], platform: dict[str, str]) -> None:
    import py7zr  # noqa: PLC0415 - 60 ms that only bundles need

    told = {"version": VERSION, **platform, "artifacts": [_entry(row) for row, _ in files]}
    told["packages"] = [one.to_json() for one in kept]
    part = beside(output)
    try:
        # Archives do not shrink again: storing them takes a tenth of the time.
        with py7zr.SevenZipFile(part, "x", filters=[{"id": py7zr.FILTER_COPY}]) as bundle:
            bundle.writestr(json.dumps(told, indent=1), INDEX)
            for row, path in files:
                bundle.write(path, row.sha256)
            for one in kept:
                for name in one.files:
                    bundle.write(one.folder / name, f"{one.product}/{name}")
        patiently(lambda: part.replace(output))
    finally:
        part.unlink(missing_ok=True)


def verify(bundle: Path, context: Context) -> list[str]:
    """Unpack a bundle aside and check every file; returns what is in it, in words.

    Raises:
        UserError: it is damaged, or something in it is not in this installation's catalogue.
    """
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=bundle.parent) as folder:
        rows, found = _open(bundle, Path(folder) / "out", context)
        return [row.title for row, _ in rows] + [one.title for one in found]


def role(bundle: Path) -> Role:
    """Taking a bundle's files into the cache, as the first thing of a setup without network."""
    return Role("bundle", lambda _: [_Taken(bundle)])


@dataclass(frozen=True, slots=True)
class _Taken:
    """A bundle's files are in the cache."""

    bundle: Path

    @property
    def name(self) -> str:
        return f"files of {self.bundle.name}"

    def inspect(self, context: Context) -> Finding:
        missing = [entry["file"] for entry in index(self.bundle) if not _has(context, entry["sha256"])]
        missing += [one.title for one in packages(self.bundle) if not one.taken(context)]
        return Difference(f"to be copied: {', '.join(missing)}") if missing else InOrder("in the cache")

    def apply(self, context: Context) -> None:
        cache = context.layout.cache
        cache.mkdir(parents=True, exist_ok=True)
        place = cache / ".bundle"
        remove_tree(place)
        try:
            rows, found = _open(self.bundle, place, context)
            for row, path in rows:
                patiently(lambda path=path, row=row: path.replace(cache / (row.sha256 or "")))  # type: ignore[misc]  # bound now
            for one in found:
                one.take(context)
        finally:
            remove_tree(place)


def _has(context: Context, digest: str) -> bool:
    return (context.layout.cache / digest).is_file()  # its bytes are checked when it is used


def _entry(row: Artifact) -> dict[str, str]:
    return {"product": row.product, "version": row.version, "file": row.file_name, "sha256": row.sha256 or ""}


def _open(bundle: Path, place: Path, context: Context) -> tuple[list[tuple[Artifact, Path]], list[Packages]]:
    """Unpack and check; nothing of it is used if one file is wrong."""
    entries = index(bundle)
    unpack(bundle, place, Moving(f"unpack {bundle.name}", context.tell).add)
    found = packages(bundle, place)
    for one in found:
        one.check(bundle)
    return [_checked(entry, place / entry["sha256"], bundle, context) for entry in entries], found


def _checked(entry: dict[str, str], path: Path, bundle: Path, context: Context) -> tuple[Artifact, Path]:
    row = context.catalogue.by_hash(entry["sha256"])
    if row is None:
        raise UserError(
            f"{entry['file']} in {bundle.name} is not in the catalogue", "use the catalogue it was created with"
        )
    if not path.is_file() or sha256(path) != row.sha256:
        raise UserError(f"checksum mismatch: {entry['file']} in {bundle.name}", "do not use this bundle")
    return row, path
