"""The makers' own servers in place of the doubles: their archives and a `catalogue.json`, in a folder that is named.

SMART_INTERSECTION_RELEASES names it; `python -m bootstrap test --genuine` fetches one. Every test that starts a server
takes it from there, in the way in which the product does. What asks a server does so through its API.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bootstrap.setup.archive import unpack
from bootstrap.setup.catalogue import Catalogue
from bootstrap.setup.facts import Facts
from bootstrap.setup.publish import executable
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.setup.catalogue import Artifact

CATALOGUE = "catalogue.json"


def releases() -> Path | None:
    """The folder; None for the doubles."""
    named = os.environ.get("SMART_INTERSECTION_RELEASES")
    return Path(named).absolute() if named else None


def copied(folder: Path) -> Path:
    """All that is in it in a folder of a test's own, where the catalogue may be changed; returns that."""
    place = releases()
    assert place
    folder.mkdir(parents=True, exist_ok=True)
    for path in place.iterdir():
        if path.name == CATALOGUE or not path.is_file():
            continue
        _link(path, folder / path.name)
    shutil.copyfile(place / CATALOGUE, folder / CATALOGUE)
    return folder / CATALOGUE


def version(product: str, double: str) -> str:
    """Of the server that tests get where they name none."""
    return _row(product).version if releases() else double


def needs(product: str, *versions: str) -> pytest.MarkDecorator:
    """For a test of other versions than the recommended one: the doubles have them all."""
    place = releases()
    there = {row.version for row in Catalogue.read(place / CATALOGUE).rows(product)} if place else set(versions)
    lacking = sorted(set(versions) - there)
    return pytest.mark.skipif(bool(lacking), reason=f"no archive of {product} {', '.join(lacking)}")


@cache
def program(product: str, *names: str) -> Path:
    """A server's program, unpacked once for all tests that start it themselves.

    Raises:
        UserError: there is none for this machine.
    """
    row, place = _row(product), releases()
    assert place
    there = place / ".unpacked" / f"{product}-{row.version}"
    if not there.is_dir():
        there.parent.mkdir(exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=there.parent)) / "all"
        unpack(place / row.file_name, half, lambda _: None)
        _settle(half, there)
    return executable(there, names)


def _settle(half: Path, there: Path) -> None:
    """Another process may have been faster."""
    try:
        half.rename(there)
    except OSError:
        if not there.is_dir():
            raise
    shutil.rmtree(half.parent)


def _row(product: str) -> Artifact:
    place, facts = releases(), Facts()
    if place is None:
        raise UserError("no archives are named", "set SMART_INTERSECTION_RELEASES")
    return Catalogue.read(place / CATALOGUE).find(product, facts.system, facts.arch)


def _link(path: Path, other: Path) -> None:
    """Archives are large: a second name of the same file where the file system can do that."""
    other.unlink(missing_ok=True)
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)
