"""What the pages of what was recorded share: a period, what is known of it, and a file of it."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import history, periods, reading
from qml_app.exporter import Exporter
from qml_app.models import QVariantList
from qml_app.poller import Poller

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.reports.tables import Span, Table

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

#: Seconds between two looks at where data lies, and how many times as long as one takes there are between two.
_REACH_SECONDS: Final = 30.0
_REACH_SHARE: Final = 20.0


def pace(length: float) -> float:
    """Seconds between two looks at a period of so many seconds: a day has many events to read."""
    if length <= 2 * periods.HOUR:
        return 3.0
    return 20.0 if length < periods.DAY else 60.0


@QmlElement
@QmlUncreatable("A page's view model is one")
class JournalPage(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Looks at a table while somebody looks at the page. Pages derive from it and show `table`.

    Args:
        state_dir: where the engine keeps its journal.
        what: name of the table.
        of: kind of the events it is made of.
        period: the one chosen at first, as in `periods`.
        binned: whether the table has bins.
        site_names: whether cameras of several sites bear their site's name.
        pace: seconds between two looks at a period of so many seconds.
        places: where a database is named that is read instead of the journal.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    looked_at = Signal()

    def __init__(  # noqa: PLR0913 -- each is something pages differ in
        self,
        state_dir: Path,
        what: str,
        of: str,
        period: str = "hour",
        *,
        binned: bool = True,
        site_names: bool = True,
        pace: Callable[[float], float] = pace,
        places: history.Places | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state_dir, self._what, self._of, self._places = state_dir, what, of, places
        self._period, self._bin = period, 0
        self._binned, self._site_names, self._pace = binned, site_names, pace
        self._reach: list[dict[str, Any]] = []
        self._reach_due = -math.inf
        self._found: history.Found | None = None
        self._active, self._chosen = False, True
        self._exporter = Exporter(what, self._shown_span, state_dir, self)
        self._poller = Poller(self._look, pace(self._period_now().end - self._period_now().start), self, name=what)
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; a file that is being written is finished first."""
        self._poller.stop()
        self._exporter.stop()

    def _period_now(self) -> periods.Period:
        return periods.period(self._period, time.time(), self.reach)

    @property
    def reach(self) -> list[dict[str, Any]]:
        """Where the page's data lies, whatever the period: rows of `core.reports.reach`."""
        return [row for row in self._reach if row["kind"] == self._of]

    def span(self) -> Span:
        """The period that is chosen, as of now."""
        return history.span(self._state_dir, self._period_now(), self._get_bin() if self._binned else 0)

    def _shown_span(self) -> Span:
        """The same, from where the page has it."""
        return replace(self.span(), database=self._found.span.database if self._found else None)

    @property
    def table(self) -> Table | None:
        """What was last found of the chosen period; None before that and if it cannot be read."""
        return self._found.table if self._found else None

    def read(self, span: Span) -> history.Found:
        """What the page needs to know of `span`; on the poller's thread, must not raise."""
        return self.read_table(self._what, span)

    def read_table(self, what: str, span: Span) -> history.Found:
        """Any table of `span`, its cameras named as on the page; as `read`."""
        found = reading.read(what, span, self._places)
        if found.table is None or not self._site_names:
            return found
        sites = {row["site"] for row in (*self._reach, *periods.records(found.table))}
        return replace(found, table=periods.named(found.table, several=len(sites) > 1))

    def show(self) -> None:
        """Have the page show what is in `table` as it is chosen now; pages add theirs before."""
        self.changed.emit()

    def hurry(self) -> None:
        """Look again now."""
        self._poller.hurry()

    def count(self) -> int:
        """How many rows are left to be shown."""
        return len(self.table.rows) if self.table else 0

    def _look(self) -> tuple[tuple[str, int], history.Found]:
        asked = self._period, self._bin
        began = time.monotonic()
        if began >= self._reach_due:
            self._reach = self._look_for_reach()
            rest = _REACH_SECONDS if self.reach else 0.0  # the first data may come any moment
            self._reach_due = time.monotonic() + max(rest, _REACH_SHARE * (time.monotonic() - began))
        return asked, self.read(self.span())

    def _look_for_reach(self) -> list[dict[str, Any]]:
        table = reading.read(
            "reach", history.span(self._state_dir, periods.Period(0, periods.NEVER)), self._places
        ).table
        several = len({row["site"] for row in periods.records(table)}) > 1
        return periods.records(periods.named(table, several=several and self._site_names)) if table else []

    def _take(self, told: tuple[tuple[str, int], history.Found]) -> None:
        """Take over what was found, unless another period has been chosen meanwhile."""
        asked, found = told
        if asked == (self._period, self._bin):
            self._found = found
            self.show()

    def _get_status(self) -> str:
        """Loading, missing (no journal), broken (the journal), away (the database), or what there is.

        That is empty (nothing in the period), filtered (nothing left) or ready.
        """
        if self._found is None:
            return "loading"
        if self._found.table is None:
            return "away" if self._found.away else "missing" if self._found.problem == "missing" else "broken"
        if self.count():
            return "ready"
        return "filtered" if self._found.table.rows else "empty"

    def _get_problem(self) -> str:
        return self._found.problem if self._found else ""

    def _get_damaged(self) -> int:
        """Events of the period that are damaged on the disk and left out."""
        return self._found.table.damaged if self._found and self._found.table else 0

    def _get_database(self) -> str:
        database = self._found.span.database if self._found else None
        return f"{database.bucket} · {database.url.masked}" if database else ""

    def _get_active(self) -> bool:
        return self._active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._active = active
        self._poller.active = self._active and self._chosen
        self.looked_at.emit()

    def _get_chosen(self) -> bool:
        return self._chosen

    def _set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 -- as above
        """One of a page's several views is; the others need not look."""
        self._chosen = chosen
        self._set_active(self._active)

    def _get_period(self) -> str:
        return self._period

    def _set_period(self, period: str) -> None:
        if periods.known(period) and period != self._period:
            self._period = period
            self._again()

    def _get_bin(self) -> int:
        length = self._length()
        return self._bin if self._bin in periods.bins(length) else periods.usual_bin(length)

    def _get_chosen_bin(self) -> int:
        """Seconds of the bin chosen by hand; 0 if none was."""
        return self._bin

    def _set_bin(self, seconds: int) -> None:
        if seconds != self._bin:
            self._bin = seconds
            self._again()

    def _again(self) -> None:
        """Something else is to be read."""
        self._found = None
        self._poller.seconds = self._pace(self._length())
        self._poller.hurry()
        self.changed.emit()

    def _length(self) -> float:
        shown = self._period_now()
        return shown.end - shown.start

    def _get_bins(self) -> list[Any]:
        return periods.bins(self._length())

    def _get_from(self) -> float:
        return self._period_now().start * 1000

    def _get_to(self) -> float:
        return self._period_now().end * 1000

    def _get_elsewhere(self) -> list[Any]:
        """Cameras none of whose data lies in the period, as far as their first and last tell; all if it is empty.

        Not those all of whose data lies in it, which is then of another kind.
        """
        there, empty = self._get_everywhere(), self._get_status() == "empty"
        start, end = self._get_from(), self._get_to()
        beyond = [one for one in there if one["from"] < start or one["to"] > end]
        return [one for one in beyond if empty or not one["inside"]]

    def _get_everywhere(self) -> list[Any]:
        return periods.places(self.reach, self._period_now())

    @Slot(float, float)
    def choose(self, start: float, end: float) -> None:
        """Show what is from one moment to another, milliseconds since the epoch."""
        self._set_period(periods.custom(start / 1000, end / 1000))

    def _get_exporter(self) -> QObject:
        return self._exporter

    status = Property(str, _get_status, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    damaged = Property(int, _get_damaged, notify=changed)
    database = Property(str, _get_database, notify=changed)
    active = Property(bool, _get_active, _set_active, notify=looked_at)
    chosen = Property(bool, _get_chosen, _set_chosen, notify=looked_at)
    period = Property(str, _get_period, _set_period, notify=changed)
    bin = Property(int, _get_bin, _set_bin, notify=changed)
    chosenBin = Property(int, _get_chosen_bin, notify=changed)  # noqa: N815 -- QML's convention
    bins = Property(QVariantList, _get_bins, notify=changed)
    start = Property(float, _get_from, notify=changed)
    end = Property(float, _get_to, notify=changed)
    everywhere = Property(QVariantList, _get_everywhere, notify=changed)
    elsewhere = Property(QVariantList, _get_elsewhere, notify=changed)
    exporter = Property(Exporter, _get_exporter, constant=True)
