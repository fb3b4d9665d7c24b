"""One scrubber for all that leaves the program: logs, reasons, events, state files, reports.

Whoever reads or makes a secret registers it here first.
"""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote

MASK: Final = "***"
_SHORTEST: Final = 8  # a shorter one would mask innocent words

_known: set[str] = set()


def register(secret: str) -> str:
    """Have `secret` scrubbed from now on, also as it is written in an address or in JSON; returns it."""
    stem = secret.rstrip("=")  # padding is often encoded as %3D
    if len(stem) >= _SHORTEST:
        _known.update((stem, quote(stem, safe=""), json.dumps(stem)[1:-1]))
    return secret


def scrub(text: str) -> str:
    """`text` without any registered secret. Everything that leaves the program goes through here."""
    # A copy, because other threads register; the longest first, because one may be a part of another.
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text


def unexpected(error: Exception) -> str:
    """A reason for what should not happen. The text of the error stays in the log: it may hold anything."""
    return f"unexpected error {type(error).__name__} — please report this with the log"
