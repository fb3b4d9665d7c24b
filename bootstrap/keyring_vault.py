"""The operating system's keyring, through the optional library `keyring`: macOS Keychain, Windows, Secret Service."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SERVICE: Final = "smart-intersection"
_LEAVE: Final = "unlock it, or return to files with: smart-intersection setup --no-keyring"


class KeyringVault:
    """Secrets of one installation in its owner's keyring.

    Args:
        folder: of the installation's secrets; tells installations apart.
    """

    def __init__(self, folder: Path) -> None:
        self._place = hashlib.sha256(str(folder).encode()).hexdigest()[:16]

    def get(self, name: str) -> str | None:
        """The secret, or None if the keyring has none.

        Raises:
            UserError: the keyring is locked, or there is none.
        """
        found = self._call("get_password", name)
        return found if isinstance(found, str) and found else None

    def put(self, name: str, secret: str) -> None:
        """Store it, and make sure that it can be had again.

        Raises:
            UserError: as `get`.
        """
        self._call("set_password", name, secret)
        if self.get(name) != secret:
            raise UserError("the keyring does not return the stored value", _LEAVE)

    def remove(self, name: str) -> None:
        """Forget it; nothing there is fine.

        Raises:
            UserError: as `get`.
        """
        if self.get(name) is not None:
            self._call("delete_password", name)

    def _call(self, function: str, name: str, *values: str) -> object:
        try:
            library = import_module("keyring")
        except ImportError:
            raise UserError(
                "keyring support is not installed",
                "run: pip install 'smart-intersection[keyring]', or use files: setup --no-keyring",
            ) from None
        ask: Callable[..., object] = getattr(library, function)
        try:
            return ask(_SERVICE, f"{self._place}:{name}", *values)
        except library.errors.KeyringError as error:
            raise UserError(f"the keyring denied access: {str(error) or type(error).__name__}", _LEAVE) from None
