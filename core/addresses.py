"""Addresses as plain text: whether one is any, and what of it may be shown."""

from __future__ import annotations

import re
from typing import Final

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # two letters at least: C:// is a drive
# Up to the last @: a password may hold an unescaped / or ?, and hiding too much is the smaller harm.
_USER_INFO: Final = re.compile(r"(?s)(?<=://).*@")
_SECRET_QUERY: Final = re.compile(r"(?i)([?&;][^=&;#]*(?:user|pass|pwd|token|secret|key|auth|sig)[^=&;#]*=)([^&;#]*)")


def mask(address: str) -> str:
    """`address` without the user, password and tokens in it (RFC 3986 user information and query)."""
    return _SECRET_QUERY.sub(r"\1***", _USER_INFO.sub("***@", address))


def is_url(text: str) -> bool:
    """Whether `text` has a scheme and so is no file; C:/x.mp4 is one."""
    return _SCHEME.match(text) is not None


def tokens(address: str) -> list[str]:
    """What in the query of `address` opens something, as it is written there."""
    return [found.group(2) for found in _SECRET_QUERY.finditer(address)]


def login(address: str) -> tuple[str, str]:
    """User and password in `address`, as they are written there; empty without them."""
    found = _USER_INFO.search(address)
    user, _, password = found.group().removesuffix("@").partition(":") if found else ("", "", "")
    return user, password
