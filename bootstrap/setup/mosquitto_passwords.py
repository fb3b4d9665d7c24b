"""Mosquitto's password file, in the one form that 2.0 and 2.1 both read.

A line is `user:$7$<iterations>$<salt>$<hash>`: PBKDF2-HMAC-SHA512, base64, 64 bytes of hash. The salt has 12 bytes:
2.0 accepts no other (mosquitto src/security_default.c at v2.0.18; libcommon/password_common.c at v2.1.2).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# The passwords are 256 random bits: nobody guesses them, so the work factor may be low and connecting quick.
_ITERATIONS: Final = 1000
_MOST_ITERATIONS: Final = 1_000_000
_SALT_BYTES: Final = 12
_SCHEME: Final = "7"


def render(users: Mapping[str, str], extra: str = "") -> str:
    """A password file for these users with fresh salts.

    Args:
        users: password by user name.
        extra: lines to append as they are.
    """
    return "".join(f"{user}:{_hashed(password)}\n" for user, password in users.items()) + extra


def fits(text: str, users: Mapping[str, str], extra: str = "") -> bool:
    """Whether `text` is what `render` could have made."""
    if not text.endswith(extra):
        return False
    lines = text[: len(text) - len(extra)].splitlines()
    entries = [line.partition(":")[::2] for line in lines]
    return [user for user, _ in entries] == list(users) and all(_verify(line, users[user]) for user, line in entries)


def _hashed(password: str) -> str:
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"${_SCHEME}${_ITERATIONS}${_text(salt)}${_text(_derive(password, salt, _ITERATIONS))}"


def _verify(entry: str, password: str) -> bool:
    try:
        _, scheme, iterations, salt, expected = entry.split("$")
        count, raw = int(iterations), base64.b64decode(salt, validate=True)
        if scheme != _SCHEME or not 0 < count <= _MOST_ITERATIONS or len(raw) != _SALT_BYTES:
            return False
        return hmac.compare_digest(_derive(password, raw, count), base64.b64decode(expected, validate=True))
    except (ValueError, binascii.Error):
        return False


def _derive(password: str, salt: bytes, iterations: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, iterations)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
