"""One scrubber for all that leaves the program: logs, reasons, events, state files, reports.

Whoever reads or makes a secret registers it here first. What stands before the @ of an address goes in any case, and
so does what would steer the terminal or turn the words of whoever reads it: servers and cameras say what they like.
"""

from __future__ import annotations

import base64
import json
import re
from typing import Any, Final
from urllib.parse import quote

MASK: Final = "***"
_SHORTEST: Final = 8  # a shorter one would mask innocent words
#: User and password of an address that somebody else's words hold: no white space, and no end of a host before the @.
_USER_INFO: Final = re.compile(r"(?<=://)[^\s/?#\"'<>]+(?=@)")

#: All of C0 and C1 but tab and line feed (CWE-150), and what has text run the other way (CVE-2021-42574).
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_known: set[str] = set()


def register(secret: str) -> str:
    """Have `secret` scrubbed from now on, also as an address, JSON, Python or a header writes it; returns it."""
    stem = secret.rstrip("=")  # padding is often encoded as %3D
    if len(stem) >= _SHORTEST:
        _known.update((stem, quote(stem, safe=""), quote(stem), json.dumps(stem)[1:-1], repr(stem)[1:-1]))
    return secret


def register_login(user: str, password: str) -> None:
    """Have a password scrubbed, also as HTTP sends it with its user (RFC 7617)."""
    register(password)
    if password:
        register(base64.b64encode(f"{user}:{password}".encode()).decode())


def scrub(text: str) -> str:
    """`text` without any registered secret, and `plain`. Everything that leaves the program goes through here."""
    # A copy, because other threads register; the longest first, because one may be a part of another.
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return plain(_USER_INFO.sub(MASK, text) if "://" in text else text)


def plain(text: str) -> str:
    """`text` without what steers a terminal: logs, servers and other programs' names may hold anything."""
    return _STEERING.sub("?", text)


def scrubbed(value: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """`value` with every text in it scrubbed; keys are our own, and a password may be one of their words."""
    match value:
        case str():
            return scrub(value)
        case dict():
            return {key: scrubbed(one) for key, one in value.items()}
        case list() | tuple():
            return [scrubbed(one) for one in value]
    return value


def unexpected(error: Exception) -> str:
    """A reason for what should not happen. The text of the error stays in the log: it may hold anything."""
    return f"unexpected error {type(error).__name__} — please report this with the log"
