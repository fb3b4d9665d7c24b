"""The site's local time: events are told in UTC, people read the clock that hangs where the camera does."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from core.errors import UserError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class _Machine(tzinfo):
    """Whatever this machine's clock shows, at any date; also where the zone has no name of its own."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else self._told(moment).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        return timedelta(hours=time.localtime(moment.replace(tzinfo=None).timestamp()).tm_isdst > 0)

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else self._told(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        seconds = moment.replace(tzinfo=UTC) - _EPOCH
        return datetime.fromtimestamp(seconds.total_seconds()).replace(tzinfo=self)  # noqa: DTZ006 -- local is meant

    def _told(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=None).astimezone()

    def __str__(self) -> str:
        return time.strftime("%Z")

    def __repr__(self) -> str:
        return "machine's zone"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Machine)

    def __hash__(self) -> int:
        return hash(_Machine)

    def __reduce__(self) -> tuple[type[_Machine], tuple[()]]:
        return (_Machine, ())


@lru_cache(maxsize=8)
def zone(name: str | None = None) -> tzinfo:
    """The time zone of an IANA name such as Europe/Berlin; without a name the machine's.

    Raises:
        UserError: there is no zone of this name.
    """
    if name is None:
        return _Machine()
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise UserError(f"unknown time zone '{name}'", "use an IANA name such as Europe/Berlin") from None


def local(seconds: float, where: tzinfo) -> datetime:
    """The moment `seconds` after the epoch on the clock of a zone."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(where)


def written(moment: datetime, where: tzinfo, timespec: str = "seconds") -> str:
    """A moment for people: local date and time, and which zone that is: 2026-05-04 21:04:38 CEST."""
    here = moment.astimezone(where)
    return f"{here.replace(tzinfo=None).isoformat(sep=' ', timespec=timespec)} {here.tzname()}"
