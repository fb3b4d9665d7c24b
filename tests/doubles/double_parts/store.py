"""State in one JSON file, replaced as a whole: a kill leaves the old one or the new one."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Store:
    def __init__(self, path: Path, empty: dict[str, Any]) -> None:
        self.path, self._empty = path, empty

    def read(self) -> dict[str, Any]:
        found: dict[str, Any]
        try:
            found = json.loads(self.path.read_text())
        except FileNotFoundError:
            found = json.loads(json.dumps(self._empty))
        return found

    @contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """Written also when an error leaves the block: what was done before it stays done."""
        state = self.read()
        try:
            yield state
        finally:
            part = self.path.with_name(f"{self.path.name}.{os.getpid()}")
            part.write_text(json.dumps(state))
            part.replace(self.path)


def digest(password: str) -> str:
    salt = os.urandom(8)
    return f"{salt.hex()}:{hashlib.pbkdf2_hmac('sha256', password.encode(), salt, 2000).hex()}"


def fits(password: str, stored: str) -> bool:
    salt, _, wanted = stored.partition(":")
    return hashlib.pbkdf2_hmac("sha256", password.encode(), bytes.fromhex(salt), 2000).hex() == wanted
