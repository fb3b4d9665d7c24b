"""What the journal ever held, beside what the broker's subscriber and the database have."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from line_protocol import parse

from core.journal.rows import KINDS, Stored
from core.sinks.lines import lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from influx_double import Bucket

_WATCHING: Final = KINDS.index("watching")


class Ledger:
    """All rows that were ever seen in the journal, whatever became of them there."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self.rows: dict[bytes, Stored] = {}

    def read(self) -> None:
        """Look again; what is committed now has to arrive."""
        if not self._journal.exists():
            return
        with closing(sqlite3.connect(self._journal, timeout=20)) as database:
            try:
                rows = database.execute("SELECT seq, kind, time, body FROM events").fetchall()
            except sqlite3.OperationalError:  # killed before it had its tables
                return
        self.rows |= {row[3]: Stored(*row) for row in rows}

    def lost_at_broker(self, heard: Iterable[tuple[str, bytes, bool]]) -> list[bytes]:
        """Events that no subscriber got."""
        return sorted(self.rows.keys() - {payload for _, payload, _ in heard})

    def database(self, bucket: Bucket) -> tuple[int, int, int]:
        """Points that are missing, that are too many, and that are others than the events say."""
        wanted: dict[Any, dict[str, Any]] = {}
        for row in self.rows.values():
            for point in (parse(line.decode()) for line in lines(row)):
                key = (point.measurement, frozenset(point.tags.items()), point.time)
                wanted.setdefault(key, {}).update(point.fields)
        found = bucket.points
        other = sum(found[key] != wanted[key] for key in wanted.keys() & found.keys())
        return len(wanted.keys() - found.keys()), len(found.keys() - wanted.keys()), other

    def watched(self, camera: str) -> list[tuple[float, float]]:
        """Stretches in which that camera could be counted, by the clock of their time."""
        bodies = [json.loads(row.body) for row in self.rows.values() if row.kind == _WATCHING]
        ours = [body for body in bodies if body["camera"] == camera and body["quality"] == "good"]
        ends = [datetime.fromisoformat(body["time"]).timestamp() for body in ours]
        return [(end - body["seconds"], end) for end, body in zip(ends, ours, strict=True)]


def unshifted(moment: float, shifts: Iterable[int], begin: float, end: float) -> float | None:
    """What the machine's clock said when the shifted one said `moment`, if the drill ran then."""
    return next((moment - shift for shift in shifts if begin <= moment - shift <= end), None)
