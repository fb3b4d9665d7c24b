"""Passwords and tokens: from the settings, from a file named there, or made here and kept for this user alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core import private
from core.errors import UserError
from core.patience import patiently
from core.plain_files import decoded, plain_bytes
from core.scrub import register

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import SecretStr


_LONGEST: Final = 10_000  # bytes


def reveal(value: SecretStr | None, file: str | None, what: str, *, ascii_only: bool = False) -> str | None:
    """The secret itself, or None if neither is given; the file wins. It is scrubbed from all that is told from now on.

    Args:
        value: as the settings hold it.
        file: one line of UTF-8, with or without a byte order mark, as editors on Windows write one.
        what: what it is, for errors.
        ascii_only: it goes into the head of an HTTP request, which takes nothing else.

    Raises:
        UserError: the file cannot be read, or what it holds cannot be a secret of this kind.
    """
    if file is None:
        secret = register(value.get_secret_value()) if value is not None else None
    else:
        secret = register(_read(file, what))
    if secret is None:
        return None
    where = f"the {what} in {file}" if file is not None else f"the {what}"
    if not secret.isprintable() or (ascii_only and not secret.isascii()):
        letters = "ASCII characters" if ascii_only else "characters"
        raise UserError(f"{where} is not one line of printable {letters}", f"write the {what} there and nothing else")
    return secret


def _read(file: str, what: str) -> str:
    try:
        data = plain_bytes(Path(file), _LONGEST)
        text = decoded(data).strip()
    except UnicodeDecodeError:
        raise UserError(f"the {what} in {file} is not UTF-8 text", "save the file as plain text") from None
    except OSError as error:
        raise UserError(
            f"cannot read the {what} from {file}: {error.strerror}", "check the path and its permissions"
        ) from error
    if len(data) > _LONGEST:
        raise UserError(f"the {what} in {file} is too long", f"write the {what} there and nothing else")
    if not text:
        raise UserError(f"the {what} in {file} is empty", f"write the {what} there")
    return text


class Watched:
    """Files that credentials are read from: whether one of them has changed.

    Args:
        files: their paths; None where a credential is in no file.
    """

    def __init__(self, *files: str | None) -> None:
        self._files = [Path(file) for file in files if file]
        self._seen = self._look()

    def changed(self) -> bool:
        """Whether one was written, replaced or removed since the last call."""
        before, self._seen = self._seen, self._look()
        return self._seen != before

    def _look(self) -> list[tuple[int, int, int] | None]:
        return [_identity(file) for file in self._files]


class Renewed:
    """A secret that is read again when its file has changed; as long as that cannot be read, it is the one of before.

    Args:
        read: gives it.
        files: where it is.

    Raises:
        UserError: it cannot be read at first.
    """

    def __init__(self, read: Callable[[], str | None], *files: str | None) -> None:
        self._read, self._watched = read, Watched(*files)
        self._value = read()

    def value(self) -> str | None:
        """As it is now."""
        if self._watched.changed():
            with suppress(UserError):
                self._value = self._read()
        return self._value


def _identity(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def own_password(path: Path) -> str:
    """The password kept in `path`, made at the first call; only this user can read the file.

    Raises:
        UserError: the file can be neither read nor made.
    """
    try:
        private.folder(path.parent)
        if not path.exists() or not path.read_text("utf-8").strip():
            part = path.with_name(f"{path.name}.part")
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(32))
            patiently(lambda: part.replace(path))
        return register(path.read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot store a password in {path}: {error}", "check the folder's permissions") from error
