"""The folder of an installation: programs in it are run, so nobody but its user and root may change it."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Final

from core import paths, private
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_WRITING: Final = stat.S_IWGRP | stat.S_IWOTH


def check_prefix(prefix: Path) -> None:
    """Look whether `prefix` can be one; changes nothing.

    Raises:
        UserError: somebody else owns it or a folder above it, or may put other things into it.
    """
    private.refuse_strangers(prefix, above=True)
    if os.name == "posix" and prefix.is_dir() and not _for_us_alone(prefix) and prefix.stat().st_mode & _WRITING:
        raise UserError(
            f"{prefix} is writable by other users", f"run: chmod go-w {prefix}, or choose an empty --prefix"
        )


def check_writable(prefix: Path) -> None:
    """Look whether this user can make or change `prefix`; changes nothing.

    Raises:
        UserError: it, or the nearest folder above it, is no folder or not writable.
    """
    place = next(folder for folder in (prefix, *prefix.parents) if os.path.lexists(folder))
    if not place.is_dir():
        raise UserError(f"{place} is not a folder", "choose another --prefix")
    if not os.access(place, os.W_OK | os.X_OK):
        raise UserError(f"no write access to {place}", "choose another --prefix, or run this as the user who owns it")


def own_prefix(prefix: Path) -> None:
    """Make it, for this user alone; one that is there loses the rights of others where nothing else is in it.

    Raises:
        UserError: as `check_prefix`.
        OSError: it can be neither made nor changed.
    """
    check_prefix(prefix)
    if not prefix.is_dir() or _for_us_alone(prefix):
        private.folder(prefix)


def _for_us_alone(prefix: Path) -> bool:
    """Whether setup made it, the engine keeps its state there, or nothing is in it."""
    if prefix == paths.state_dir() or not any(prefix.iterdir()):
        return True
    try:
        made = json.loads((prefix / "setup.json").read_text("utf-8"))["made"]["folders"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return isinstance(made, list) and str(prefix) in made
