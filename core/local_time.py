"""The site's local time: events are told in UTC, people read the clock that hangs where the camera does."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCALTIME: Final = Path("/etc/localtime")
_ZONES: Final = "/usr/share/zoneinfo"  # where files are that TZ names without a path
#: A zone told by its rules: UTC+3, <+0545>-5:45, EST5EDT,M3.2.0,M11.1.0.
_RULES: Final = re.compile(r"(?:<[A-Za-z0-9+-]+>|[A-Za-z]{3,})[+-]?\d")
_TIMEZONE: Final = Path("/etc/timezone")
_WINDOWS: Final = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
_YEAR: Final = 2026
_named: Final = lru_cache(maxsize=16)(ZoneInfo)
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


def zone(name: str | None = None) -> tzinfo:
    """The time zone of an IANA name such as Europe/Berlin; without a name the machine's.

    Raises:
        UserError: there is no zone of this name.
    """
    if name is None:
        return _of_environment() or _overruled() or _Machine()
    try:
        return _named(name)
    except (OSError, ValueError, LookupError):
        raise UserError(f"unknown time zone '{name}'", "use an IANA name such as Europe/Berlin") from None


def refuse_unknown_zone(name: str | None = None) -> None:
    """Look whether `zone` can know what is meant.

    Raises:
        UserError: there is no zone of this name, or the environment names none: the system takes such a one for UTC.
    """
    zone(name)
    told = _in_environment()
    if name is None and told and not (_of_environment() or _RULES.match(told) or Path(_ZONES, told).is_file()):
        raise UserError(
            f"unknown time zone '{told}' in the environment variable TZ",
            "set TZ, or timezone in the configuration, to an IANA name such as Europe/Berlin",
        )


def _in_environment() -> str:
    """What TZ says, the way of Linux and macOS; empty if nothing."""
    return "" if os.name == "nt" else os.environ.get("TZ", "").removeprefix(":")


def _of_environment() -> tzinfo | None:
    """The zone that TZ names, also where the system has no files of zones and would take UTC: small containers."""
    name = _in_environment()
    try:
        return _named(name) if name else None
    except (OSError, ValueError, LookupError):
        return None


def machine_name() -> str | None:
    """IANA's name of this machine's time zone; None if nothing tells it, or what tells it is wrong.

    A shell may have another one, by its variable TZ: that counts first.
    """
    told = os.environ.get("TZ", "").lstrip(":")
    return _name(told) if told else system_name()


def system_name() -> str | None:
    """The same, whatever the shell says that this was started from."""
    linked = os.path.realpath(_LOCALTIME).partition("/zoneinfo/")[2] if _LOCALTIME.is_symlink() else ""
    return _name(linked or _of_windows(_registry()) or _written_down() or "")


def _name(name: str) -> str | None:
    try:
        return str(_named(name)) if name else None
    except (OSError, ValueError, LookupError):
        return None


def _registry() -> Mapping[str, object]:
    """What Windows knows of its time zone, by the names of its registry; empty elsewhere."""
    if sys.platform != "win32":
        return {}
    import winreg  # noqa: PLC0415 -- only there

    found: dict[str, object] = {}
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS) as key:
        for name in ("TimeZoneKeyName", "DynamicDaylightTimeDisabled"):
            with suppress(OSError):
                found[name] = winreg.QueryValueEx(key, name)[0]
    return found


def _of_windows(values: Mapping[str, object]) -> str:
    """IANA's name of Windows' zone; empty where its clock is not put forward in summer although its zone's is."""
    if values.get("DynamicDaylightTimeDisabled"):
        return ""
    from core.windows_zones import IANA  # noqa: PLC0415 -- 139 names that few need

    return IANA.get(str(values.get("TimeZoneKeyName", "")).partition("\0")[0], "")


def _written_down() -> str | None:
    """The zone that Debian's systems write down beside a copy of its rules, unless these are another zone's.

    A copy of UTC is what a container image brings along: then the name was set on purpose.
    """
    try:
        name = _TIMEZONE.read_text("utf-8").strip()
        where = _named(name)
    except (OSError, ValueError, LookupError):
        return None
    rules, told = (_offsets(one) for one in (_Machine(), where))
    return name if rules == told or not any(rules) else None


def _offsets(where: tzinfo) -> list[timedelta]:
    """What the clock of a zone differs from UTC, month by month of a year."""
    moments = (datetime(_YEAR, month, 1, tzinfo=UTC) for month in range(1, 13))
    return [moment.astimezone(where).utcoffset() or timedelta() for moment in moments]


def _overruled() -> tzinfo | None:
    """The zone that is written down, where the system's own rules are a copy of UTC."""
    if "TZ" in os.environ or _LOCALTIME.is_symlink() or os.name == "nt":
        return None
    name = _written_down()
    return None if name is None or any(_offsets(_Machine())) else _named(name)


def local(seconds: float, where: tzinfo) -> datetime:
    """The moment `seconds` after the epoch on the clock of a zone."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(where)


def written(moment: datetime, where: tzinfo, timespec: str = "seconds") -> str:
    """A moment for people: local date and time, and which zone that is: 2026-05-04 21:04:38 CEST."""
    here = moment.astimezone(where)
    return f"{here.replace(tzinfo=None).isoformat(sep=' ', timespec=timespec)} {here.tzname()}"
