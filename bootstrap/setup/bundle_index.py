"""What a bundle says of itself, read without unpacking it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.setup import bundled_packages
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.setup.bundled_packages import Packages

INDEX: Final = "bundle.json"
VERSION: Final = 1


def contents(bundle: Path) -> set[str]:
    """SHA-256 of the files a bundle says it has.

    Raises:
        UserError: it is none.
    """
    return {entry["sha256"] for entry in index(bundle)}


def packages(bundle: Path, place: Path | None = None) -> list[Packages]:
    """What a bundle says it has of a distribution.

    Args:
        bundle: its file.
        place: where it was unpacked, if it was.

    Raises:
        UserError: it is none.
    """
    return bundled_packages.read(_read(bundle), place or Path())


def index(bundle: Path) -> list[dict[str, str]]:
    """The releases a bundle says are in it.

    Raises:
        UserError: it is none.
    """
    try:
        keys = ("product", "version", "file", "sha256")
        return [{key: str(entry[key]) for key in keys} for entry in _read(bundle)["artifacts"]]
    except (KeyError, TypeError):
        raise _damaged(bundle) from None


def _read(bundle: Path) -> dict[str, Any]:
    import py7zr  # noqa: PLC0415 - 60 ms that only bundles need
    from py7zr.exceptions import ArchiveError  # noqa: PLC0415 - as above

    try:
        factory = py7zr.io.BytesIOFactory(1_000_000)
        with py7zr.SevenZipFile(bundle) as file:
            file.extract(targets=[INDEX], factory=factory)
        found: dict[str, Any] = json.loads(factory.products[INDEX].read())
        if found["version"] == VERSION:
            return found
    except FileNotFoundError:
        raise UserError(f"{bundle} does not exist", "specify a bundle created with 'bundle create'") from None
    except (ArchiveError, KeyError, TypeError, ValueError, AttributeError, EOFError):
        pass
    raise _damaged(bundle)


def _damaged(bundle: Path) -> UserError:
    return UserError(f"{bundle} is not a bundle, or is damaged", "create it again with 'bundle create'")
