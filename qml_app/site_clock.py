"""The site's clock for QML, whose own dates know only the machine's zone: times read and written, in one place."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6.QtCore import Property, QDate, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton
from shiboken6 import isValid

from bootstrap import effective
from bootstrap.site_zone import site_zone
from core import local_time
from qml_app import shown_zone
from qml_app.poller import Poller

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 5.0  # between two looks at the configuration
_ENGLISH: Final = "d MMM yyyy"
_PLAIN: Final = re.compile(r"d+([./-])M+\1y+|y+([./-])M+\2d+")
_DAY: Final = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")

_clocks: WeakSet[SiteClock] = WeakSet()


def use(another: tzinfo) -> None:
    """Show another zone from now on; on the window's thread."""
    if shown_zone.use(another):
        for clock in list(_clocks):
            if isValid(clock):  # its window may be gone
                clock.changed.emit()


def date_form(locale: QLocale) -> str:
    """How a date is written, as Qt says it. A region's own habits count where they cannot be misread."""
    if locale.language() == QLocale.Language.English:
        return _ENGLISH
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if not _PLAIN.fullmatch(short):  # the month first, or what a system without a region takes
        short = QLocale(locale.language()).dateFormat(QLocale.FormatType.ShortFormat)
    return re.sub("y+", "yyyy", short)


@QmlElement
@QmlSingleton
class SiteClock(QObject):
    """Moments are milliseconds since the epoch, as in JavaScript. Bindings read `zone` to hear of another one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        _clocks.add(self)

    def _get_zone(self) -> str:
        return str(shown_zone.zone())

    zone = Property(str, _get_zone, notify=changed)

    @Slot(float, str, result=str)
    def written(self, milliseconds: float, form: str) -> str:
        """A moment by a format of Python's strftime, which knows the zone; empty if there is none."""
        if not math.isfinite(milliseconds):
            return ""
        return local_time.local(milliseconds / 1000, shown_zone.zone()).strftime(form)

    @Slot(float, result=str)
    def day(self, milliseconds: float) -> str:
        """The date as the language writes it, the year in full; nobody has to guess which number is the month.

        Empty if there is none.
        """
        if not math.isfinite(milliseconds):
            return ""
        here, language = local_time.local(milliseconds / 1000, shown_zone.zone()), QLocale()
        return language.toString(QDate(here.year, here.month, here.day), date_form(language))

    @Slot(str, result=float)
    def read(self, text: str) -> float:
        """A typed date, with a time or without: 2020-01-01 07:30, 1.1.2020 7:30; NaN if it is none."""
        date, clock = _DAY.search(text), _CLOCK.search(text)
        rest = _CLOCK.sub("", _DAY.sub("", text, count=1), count=1)
        if date is None or rest.strip(" T,"):
            return math.nan
        year, month, day = (int(date[name] or date[f"{name}2"]) for name in "ymd")
        hours, minutes, seconds = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
        with suppress(ValueError, OverflowError):
            return datetime(year, month, day, hours, minutes, seconds, tzinfo=shown_zone.zone()).timestamp() * 1000
        return math.nan

    @Slot(int, int, int, result=float)
    def midnight(self, year: int, month: int, day: int) -> float:
        """When a day begins; `day` may lie before or after the month."""
        first = datetime(year, month, 1, tzinfo=UTC).toordinal() + day - 1
        return (
            datetime.combine(datetime.fromordinal(first).date(), datetime.min.time(), shown_zone.zone()).timestamp()
            * 1000
        )


def follow(runtime: Path, config: Path | None) -> Poller:
    """Use the zone of the engine that publishes in `runtime`, else of `config`, at once and whenever it changes."""

    def look() -> tzinfo:
        return site_zone(None if effective.read(runtime) else config, runtime)

    use(look())
    poller = Poller(look, _SECONDS, name="clock")
    poller.found.connect(use)
    poller.active = True
    poller.start()
    return poller
