"""When a recording began: from its name, its container, a file beside it, or the time its file was changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final, NamedTuple

from core.sources.container_time import creation_time
from core.sources.media_time import seconds
from core.sources.sidecar import sidecar_time

if TYPE_CHECKING:
    from pathlib import Path

#: How a time is known, in words that are shown.
NAME: Final = "file name"
CONTAINER: Final = "creation time"
SIDECAR: Final = "sidecar file"
CHANGED: Final = "change time"
TYPED: Final = "typed"
GIVEN: Final = "start time"
COUNTED: Final = "earlier count"

_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = rf"{_YEAR}(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
_CLOCK: Final = r"(?P<h>\d\d)(?P<t>[-_.:h]?)(?P<n>\d\d)(?:(?P=t)|m)(?P<c>\d\d)"
_SHORT_CLOCK: Final = _CLOCK.replace(r"\d\d", r"\d\d?", 1)
_BETWEEN: Final = r"(?P<iso>T)|[-_ .]{1,3}|[-_ ]at[-_ ]"
#: After the clock: its fractions, then the afternoon, or how far from UTC it is; +0200 anywhere, -0400 where ISO 8601
#: is written, since it may be a number or the end.
_AFTER: Final = (
    r"(?!\d{1,2}(?!\d)|\d{4})(?:[-_.,]?\d{3,9}(?!\d))?"
    r"(?:[ _]?(?P<half>[AaPp])\.?[Mm](?![A-Za-z]))?"
    r"(?:[-_ .(]*(?P<utc>Z|UTC|GMT|utc)(?![A-Za-z\d+-])"
    r"|(?P<sign>\+|(?(iso)-|(?!)))(?P<oh>0\d|1[0-4])[-_:h]?(?P<om>[034][05])(?!\d))?"
)
#: Date and clock in one piece or with one separator, as 20200101_120000, 2020-01-01T12-00-00, 20200101120000; the day
#: first only with dots between, as nobody does who writes the month first; dashcams' 2020_0101_120000.
_IN_NAME: Final = tuple(
    re.compile(rf"(?<!\d){day}(?:{between}){clock}(?={_AFTER})")
    for day, between, clock in (
        (_DAY, f"{_BETWEEN}|", _CLOCK),
        (_DAY, _BETWEEN, _SHORT_CLOCK),
        (rf"(?P<d>\d\d)\.(?P<m>\d\d)\.{_YEAR}", _BETWEEN, _SHORT_CLOCK),
        (rf"{_YEAR}_(?P<m>\d\d)(?P<d>\d\d)", "(?P<iso>T)|_", _CLOCK),
    )
)
#: Phones that name their videos by UTC, whatever their own clock shows.
_BY_UTC: Final = ("PXL_",)
_CLOCK_ONLY: Final = re.compile(r"(\d\d[-_.]\d\d[-_.]\d\d)(?!\d)")
_DAY_ONLY: Final = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_FOLDERS: Final = 4  # how far up a day is looked for
#: Seconds since the epoch, in milliseconds or not: as some recorders name their files.
_EPOCH: Final = re.compile(r"(?<!\d)(1[2-9][0-9]{8})(?:[0-9]{3})?(?!\d)")
_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_A_DAY: Final = 86_400.0
_NOON: Final = 12


class Begin(NamedTuple):
    """Time of a first frame, seconds since the epoch, and how it is known, in words."""

    time: float
    known_from: str


def begins(path: Path, zone: tzinfo = UTC) -> Begin:
    """When the recording in `path` began. A time without a zone is one of `zone`: the clock at the site showed it.

    A change time is that of the file's end as it was written; `Recorded` takes its length off where it is known.
    """
    named = time_in_name(path.name, zone) or time_in_folders(path, zone)
    if named is not None:
        return Begin(named.timestamp(), NAME)
    try:
        changed = path.stat().st_mtime
    except OSError:
        return Begin(0.0, CHANGED)
    created = creation_time(path)
    if created is not None and _FIRST < created < changed + _A_DAY:
        return Begin(created, CONTAINER)
    told = sidecar_time(path, zone)
    if told is not None and _FIRST < told < changed + _A_DAY:
        return Begin(told, SIDECAR)
    return Begin(changed, CHANGED)


def begin_as_told(recorded_at: datetime | None, start_time: float | None, zone: tzinfo = UTC) -> Begin | None:
    """What the configuration or the caller says instead, `start_time` (seconds since the epoch) before the other."""
    if start_time is not None:
        return Begin(start_time, GIVEN)
    return None if recorded_at is None else Begin(seconds(recorded_at, zone), TYPED)


def time_in_name(name: str, zone: tzinfo = UTC) -> datetime | None:
    """The first valid date and time in a file's name, on the clock of `zone` unless the name tells another."""
    return _first(name, zone) or _epoch(name)


def time_in_folders(path: Path, zone: tzinfo = UTC) -> datetime | None:
    """The time of a file whose name tells only the clock and whose folder the day, as Dahua's recorders do."""
    clock = _CLOCK_ONLY.match(path.name)
    folders = [folder.name for folder in path.absolute().parents][:_FOLDERS]
    days = (day[0] for day in map(_DAY_ONLY.search, folders) if day and clock)
    return next((time for day in days if clock and (time := _first(f"{day}_{clock[1]}", zone))), None)


def _first(text: str, zone: tzinfo) -> datetime | None:
    where = UTC if text.startswith(_BY_UTC) else zone
    for pattern in _IN_NAME:
        for match in pattern.finditer(text):
            try:
                return _moment(match.groupdict(), where)
            except ValueError:  # the 31st of February
                continue
    return None


def _moment(found: dict[str, str | None], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (int(found[part] or 0) for part in ("y", "m", "d", "h", "n", "c"))
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError(hour)
        hour = hour % _NOON + (_NOON if found["half"] in "Pp" else 0)
    where: tzinfo = UTC if found["utc"] else zone
    if found["oh"]:
        apart = timedelta(hours=int(found["oh"]), minutes=int(found["om"] or 0))
        where = timezone(-apart if found["sign"] == "-" else apart)
    return datetime(year, month, day, hour, minute, second, tzinfo=where)


def _epoch(name: str) -> datetime | None:
    epoch = _EPOCH.search(name)
    return datetime.fromtimestamp(int(epoch[1]), UTC) if epoch else None
