"""What the owner of an installation has written into it, told from what setup made: it goes with --purge only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bootstrap.files import remove_tree
from bootstrap.setup.resources.file import edited
from bootstrap.setup.roles import mosquitto

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.setup.context import Context

_COPY: Final = re.compile(r".+\.edited-[0-9a-f]{8}")
_PART: Final = re.compile(r"\..+\.part")
_OWN: Final = "conf.d"
_README: Final = "README"


def owned(context: Context) -> list[Path]:
    """Files in the folders that uninstall removes which setup has not made, or which somebody has edited since."""
    return sorted([*_settings(context), *_networks(context)])


def strip(path: Path, kept: list[Path]) -> None:
    """Remove everything at `path` but the files that are kept and the folders they are in.

    Raises:
        OSError: something could not be removed.
    """
    if path in kept:
        return
    if path.is_symlink() or not any(one.is_relative_to(path) for one in kept):
        remove_tree(path)
        return
    for below in list(path.iterdir()):
        strip(below, kept)


def _settings(context: Context) -> Iterator[Path]:
    config = context.layout.prefix / "config"
    made = {context.layout.config(mosquitto.NAME) / "tls" / name for name in ("ca.crt", "server.crt", "server.key")}
    for path in config.rglob("*"):
        if not path.is_symlink() and path.is_dir():
            continue
        if path not in made and not _PART.fullmatch(path.name) and _theirs(path, context):
            yield path


def _theirs(path: Path, context: Context) -> bool:
    """Where what setup wrote is no longer known, only the folders and copies that are the owner's by their names."""
    if context.notes.trouble:
        named = path.parent.name == _OWN and path.name != _README
        return named or _COPY.fullmatch(path.name) is not None
    return edited(path, context)


def _networks(context: Context) -> Iterator[Path]:
    known = {row.file_name for product in context.catalogue.weights() for row in context.catalogue.rows(product)}
    yield from (path for path in context.layout.models.glob("*") if path.name not in known)
