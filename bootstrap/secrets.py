"""Secrets made on this machine: one file each, readable by the owner only, and scrubbed from every output.

The files are the interface: services and the engine are given a file's path, never the secret itself, so that none
appears in a command line, an environment or a configuration file.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from typing import TYPE_CHECKING, Final

from bootstrap.files import write_atomic
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

MASK: Final = "***"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_SHORTEST: Final = 8  # a shorter one would mask innocent words
_PRIVATE: Final = 0o600

_known: set[str] = set()


def register(secret: str) -> str:
    """Have `secret` scrubbed from now on; returns it."""
    stem = secret.rstrip("=")  # padding is often encoded as %3D
    if len(stem) >= _SHORTEST:
        _known.add(stem)
    return secret


def scrub(text: str) -> str:
    """`text` without any registered secret. Everything that leaves the program goes through here."""
    for secret in _known:
        text = text.replace(secret, MASK)
    return text


class SecretStore:
    """The secrets of one installation.

    Args:
        folder: where they lie; made when the first one is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """File of a secret.

        Raises:
            UserError: no secret can have this name.
        """
        if not _NAME.fullmatch(name):
            raise UserError(f"{name!r} is no name of a secret", "use lower case letters, digits and dashes")
        return self._folder / name

    def names(self) -> list[str]:
        """What is stored, sorted."""
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if _NAME.fullmatch(entry.name))

    def get(self, name: str) -> str | None:
        """The secret, or None if it is missing or empty; scrubbed from outputs from now on."""
        try:
            text = self.path(name).read_text("utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return register(text) if text else None

    def make(self, name: str) -> str:
        """A new random one, stored before it is returned: 256 bits, URL-safe.

        Raises:
            OSError: it could not be stored.
        """
        return self.put(name, secrets.token_urlsafe(32))

    def put(self, name: str, secret: str) -> str:
        """Store a secret that has to have a certain form; returns it.

        Raises:
            OSError: it could not be stored.
        """
        register(secret)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(self.path(name), f"{secret}\n", _PRIVATE)
        return secret

    def remove(self, name: str) -> None:
        """Forget it; one that is not there is fine.

        Raises:
            OSError: it is still there.
        """
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
