"""Secrets made on this machine: one file each, readable by the owner only, and scrubbed from every output.

The files are the interface: services and the engine are given a file's path, never the secret itself, so that none
appears in a command line, an environment or a configuration file. What nobody but setup reads may be kept in the
owner's keyring instead; its file then says so.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from typing import TYPE_CHECKING, Final

from bootstrap.files import write_atomic
from bootstrap.keyring_vault import KeyringVault
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_PRIVATE: Final = 0o600
_ELSEWHERE: Final = "@keyring"  # a file with this is no secret: it is in the keyring


class SecretStore:
    """The secrets of one installation.

    Args:
        folder: where they lie; made when the first one is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._vault = folder, KeyringVault(folder)

    def path(self, name: str) -> Path:
        """File of a secret.

        Raises:
            UserError: no secret can have this name.
        """
        if not _NAME.fullmatch(name):
            raise UserError(f"{name!r} is not a valid name for a secret", "use lower case letters, digits and dashes")
        return self._folder / name

    def names(self) -> list[str]:
        """What is stored, sorted."""
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if _NAME.fullmatch(entry.name))

    def get(self, name: str) -> str | None:
        """The secret, or None if it is missing or empty; scrubbed from outputs from now on.

        Raises:
            UserError: it is in a keyring that is locked.
        """
        text = self._read(name)
        if text == _ELSEWHERE:
            text = self._vault.get(name) or ""
        return register(text) if text else None

    def _read(self, name: str) -> str:
        try:
            return self.path(name).read_text("utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return ""

    def make(self, name: str) -> str:
        """A new random one, stored before it is returned: 256 bits, URL-safe.

        Raises:
            OSError: it could not be stored.
        """
        return self.put(name, secrets.token_urlsafe(32))

    def put(self, name: str, secret: str) -> str:
        """Store a secret that has to have a certain form, where it is kept; returns it.

        Raises:
            OSError, UserError: it could not be stored.
        """
        register(secret)
        if self.in_keyring(name):
            self._vault.put(name, secret)
        else:
            self._write(name, secret)
        return secret

    def _write(self, name: str, text: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(self.path(name), f"{text}\n", _PRIVATE)

    def in_keyring(self, name: str) -> bool:
        """Whether it is kept in the keyring."""
        return self._read(name) == _ELSEWHERE

    def move(self, name: str, *, keyring: bool) -> None:
        """Keep a secret in the keyring, or in its file. Killed in between it is in both.

        Raises:
            OSError, UserError: it could not be stored there; it is where it was.
        """
        secret = self.get(name) or ""
        if keyring:
            self._vault.put(name, secret)
            self._write(name, _ELSEWHERE)
        else:
            self._write(name, secret)
            self._vault.remove(name)

    def remove(self, name: str) -> None:
        """Forget it; one that is not there is fine.

        Raises:
            OSError, UserError: it is still there.
        """
        if self.in_keyring(name):
            self._vault.remove(name)
        self.path(name).unlink(missing_ok=True)

    def is_private(self, name: str) -> bool:
        """Whether only the owner can read it; on Windows the profile folder's rights say so."""
        return os.name == "nt" or stat.S_IMODE(self.path(name).stat().st_mode) == _PRIVATE

    def protect(self, name: str) -> None:
        """Take everyone else's rights away.

        Raises:
            OSError: it is not ours.
        """
        self.path(name).chmod(_PRIVATE)
