"""What an answer of the InfluxDB write API means for the points that were sent.

Source: InfluxDB OSS v2 API, POST /api/v2/write, and the behaviour of releases 2.7 to 2.9.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DROPPED: Final = re.compile(r"dropped=(\d+)")
_REASON_LENGTH: Final = 1_000
_MOST_WAIT: Final = 600.0
_SLOW: Final = 30.0
_ACCESS: Final = {
    401: "check telemetry.influx.token: it is unknown to the server or disabled",
    403: "grant the token write access to the bucket",
    404: "check telemetry.influx.org and .bucket, or create the bucket",
}
_TOO_OLD: Final = "older than the database keeps data"
_KEEP_LONGER: Final = "extend the bucket's retention, then run: smart-intersection telemetry retry influx"
_LATER: Final = frozenset({408, 425, 429, 502, 503, 504, 507})


class Verdict(Enum):
    """What to do with the points of a request."""

    STORED = auto()  # all of them
    PARTIAL = auto()  # stored but for some, which the server will never take
    MALFORMED = auto()  # none: one or more of them cannot be read
    TOO_LARGE = auto()  # none: send fewer at a time
    FAILED = auto()  # unknown: the server stumbled, maybe over one of them
    REFUSED = auto()  # none: the owner has to mend something
    LATER = auto()  # none: the server is busy or starting


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, read.

    Attributes:
        reason: the server's words, and the remedy where there is one.
        dropped: for PARTIAL, how many points were refused.
        certain: whether the words tell what is wrong with the points; else it may be the request as a whole.
        wait: seconds until the next try; None: as the sender likes.
    """

    verdict: Verdict
    reason: str = ""
    dropped: int = 0
    certain: bool = False
    wait: float | None = None


def read(status: int, headers: Mapping[str, str], body: bytes | str, now: datetime | None = None) -> Answer:
    """The meaning of an HTTP answer."""
    words = message(body)
    text = f"HTTP {status}: {words}" if words else f"HTTP {status}"
    if status == 204:  # noqa: PLR2004 -- the one and only yes
        return Answer(Verdict.STORED)
    if status in _ACCESS:
        return Answer(Verdict.REFUSED, f"{text} — {_ACCESS[status]}", wait=_SLOW)
    if status in _LATER:
        return Answer(Verdict.LATER, text, wait=_retry_after(headers, now))
    return _about_points(status, words, text)


def _about_points(status: int, words: str, text: str) -> Answer:
    """The meaning of an answer that may be about single points."""
    match status:
        case 413:
            return Answer(Verdict.TOO_LARGE, text)
        case 422 if found := _DROPPED.search(words):
            old = "retention policy" in words
            text = f"{_TOO_OLD}: {text} — {_KEEP_LONGER}" if old else text
            return Answer(Verdict.PARTIAL, text, dropped=int(found[1]), certain=old)
        case 400 | 422:
            return Answer(Verdict.MALFORMED, text)
        case _ if status >= 500:  # noqa: PLR2004 -- server errors begin there
            return Answer(Verdict.FAILED, text)
    remedy = "telemetry.influx.url does not point to an InfluxDB 2 server"
    return Answer(Verdict.REFUSED, f"{text} — {remedy}", wait=_SLOW)


def message(body: bytes | str) -> str:
    """The server's words: its JSON error, else whatever it said, shortened."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    with suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["message"])
    return " ".join(text.split())[:_REASON_LENGTH]


def _retry_after(headers: Mapping[str, str], now: datetime | None) -> float | None:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3), at most ten minutes."""
    text = next((value for key, value in headers.items() if key.lower() == "retry-after"), "").strip()
    if text.isdecimal():
        return min(float(text), _MOST_WAIT)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return min(max(0.0, (then - (now or datetime.now(UTC))).total_seconds()), _MOST_WAIT)
