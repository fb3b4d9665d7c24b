"""What the pages of what was recorded share: a period, what is known of it, and a file of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import history, reading
from qml_app.exporter import Exporter
from qml_app.poller import Poller

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.telemetry.tables import Span, Table

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MINUTE: Final = 60
#: Seconds of a bin by period, for traffic.
BINS: Final = {"hour": _MINUTE, "hours": 15 * _MINUTE, "day": 15 * _MINUTE}
#: Seconds between two looks: a day has many events to read.
SECONDS: Final = {"hour": 3.0, "hours": 20.0, "day": 60.0}


@QmlElement
@QmlUncreatable("A page's view model is one")
class JournalPage(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Looks at a table while somebody looks at the page. Pages derive from it and show `table`.

    Args:
        state_dir: where the engine keeps its journal.
        what: name of the table.
        seconds: the periods that can be chosen, of `history.PERIODS`, with the seconds between two looks.
        period: the one chosen at first.
        bins: seconds of a bin by period, for tables that have bins.
        places: where a database is named that is read instead of the journal.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    looked_at = Signal()

    def __init__(  # noqa: PLR0913 -- each is something pages differ in
        self,
        state_dir: Path,
        what: str,
        seconds: Mapping[str, float],
        period: str,
        *,
        bins: Mapping[str, int] | None = None,
        places: history.Places | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state_dir, self._what, self._places = state_dir, what, places
        self._seconds, self._period, self._bins = seconds, period, bins
        self._found: history.Found | None = None
        self._active, self._chosen = False, True
        self._exporter = Exporter(what, self._shown_span, self)
        self._poller = Poller(self._look, seconds[period], self, name=what)
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; a file that is being written is finished first."""
        self._poller.stop()
        self._exporter.stop()

    def span(self) -> Span:
        """The period that is chosen, as of now."""
        return history.span(self._state_dir, self._period, time.time(), self._bins)

    def _shown_span(self) -> Span:
        """The same, from where the page has it."""
        return replace(self.span(), database=self._found.span.database if self._found else None)

    @property
    def table(self) -> Table | None:
        """What was last found of the chosen period; None before that and if it cannot be read."""
        return self._found.table if self._found else None

    def read(self, span: Span) -> history.Found:
        """What the page needs to know of `span`; on the poller's thread, must not raise."""
        return reading.read(self._what, span, self._places)

    def show(self) -> None:
        """Have the page show what is in `table` as it is chosen now; pages add theirs before."""
        self.changed.emit()

    def hurry(self) -> None:
        """Look again now."""
        self._poller.hurry()

    def count(self) -> int:
        """How many rows are left to be shown."""
        return len(self.table.rows) if self.table else 0

    def _look(self) -> tuple[str, history.Found]:
        period = self._period
        return period, self.read(self.span())

    def _take(self, told: tuple[str, history.Found]) -> None:
        """Take over what was found, unless another period has been chosen meanwhile."""
        period, found = told
        if period == self._period:
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
        if period in self._seconds and period != self._period:
            self._period, self._found = period, None
            self._poller.seconds = self._seconds[period]
            self._poller.hurry()
            self.changed.emit()

    def _get_exporter(self) -> QObject:
        return self._exporter

    status = Property(str, _get_status, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    database = Property(str, _get_database, notify=changed)
    active = Property(bool, _get_active, _set_active, notify=looked_at)
    chosen = Property(bool, _get_chosen, _set_chosen, notify=looked_at)
    period = Property(str, _get_period, _set_period, notify=changed)
    exporter = Property(Exporter, _get_exporter, constant=True)
