"""Deterministic ids and times of events."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b


def event_id(site: str, camera: str, kind: str, subject: str, start: float) -> str:
    """128-bit hex id. The same arguments always give the same id; `start` counts to the millisecond."""
    text = "\x1f".join((site, camera, kind, subject, str(round(start * 1000))))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def utc(seconds: float) -> datetime:
    """Media time as a datetime, rounded to the microsecond."""
    return datetime.fromtimestamp(round(seconds, 6), UTC)
