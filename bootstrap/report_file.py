"""The run report as a file: refused early or written whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from core import beside
from core.errors import UserError
from core.scrub import scrubbed

if TYPE_CHECKING:
    from pathlib import Path


def check_report(path: Path | None) -> None:
    """Refuse early what could not be written late.

    Raises:
        UserError: the folder is not there, the name is a folder's, or nothing can be written there.
    """
    if path is not None and not path.absolute().parent.is_dir():
        raise UserError(
            f"--report {path}: the folder {path.absolute().parent} does not exist", "create the folder first"
        )
    if path is not None and path.is_dir():
        raise UserError(f"--report {path} is a folder", "specify a file in it")
    if path is not None:
        _try(path)


def _try(path: Path) -> None:
    try:
        beside.try_out(path)
    except OSError as error:
        raise _refused(path, error) from None


def write_report(path: Path, report: dict[str, Any]) -> None:
    """Write as a whole or not at all.

    Raises:
        UserError: the disk or the permissions do not allow it.
    """
    try:
        beside.replace(path, (json.dumps(scrubbed(report), indent=2) + "\n").encode())
    except OSError as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: OSError) -> UserError:
    return UserError(f"--report {path}: {error.strerror}", "choose another location")
