"""Passwords and tokens: from the settings, from a file named there, or made here and kept for this user alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from pydantic import SecretStr


def reveal(value: SecretStr | None, file: str | None, what: str) -> str | None:
    """The secret itself, or None if neither is given; the file wins.

    Raises:
        UserError: the file cannot be read.
    """
    if file is not None:
        try:
            return Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                f"cannot read the {what} from {file}: {error}", "check the path and its permissions"
            ) from error
    return value.get_secret_value() if value is not None else None


def own_password(path: Path) -> str:
    """The password kept in `path`, made at the first call; only this user can read the file.

    Raises:
        UserError: the file can be neither read nor made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists() or not path.read_text("utf-8").strip():
            part = path.with_name(f"{path.name}.part")
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(32))
            part.replace(path)
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot store a password in {path}: {error}", "check the folder's permissions") from error
