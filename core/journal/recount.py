"""A recording that is counted again: what is told now takes the place of what was told before."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json

from core.events import Withdrawal, WithdrawnEvent, event_id, utc
from core.journal.rows import KINDS, Row, encode, intact

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from core.events import AnyEvent
    from core.journal.journal import Journal

#: What a video gives; all else is of the machine, or somebody's opinion.
_OF_VIDEO: Final = ("detection", "crossing", "movement", "occupancy", "violation", "watching", "performance")
_WITHIN: Final = "SELECT seq, kind, time, digest, body FROM events WHERE kind = ? AND time >= ? AND time <= ?"
_BESIDE: Final = "SELECT seq, kind, time, digest, body FROM events WHERE kind = ? AND time = ?"
_AT_ONCE: Final = 500  # events in one withdrawal: MQTT messages have a size that brokers like
_MICRO: Final = 1_000_000

Key = tuple[int, int, int]  # kind, time and digest of a row


@dataclass(frozen=True, slots=True)
class Counted:
    """What one count of a camera's recordings told.

    Attributes:
        site, camera: whose.
        spans: from when to when it looked, media time, seconds since the epoch, ends included.
        told: the rows that hold.
    """

    site: str
    camera: str
    spans: tuple[tuple[float, float], ...]
    told: frozenset[Key]


class Count:
    """Takes the events of one count, keeps in mind which they are, and withdraws in the end what they replace.

    Args:
        journal: where they go.
        site, camera: whose they are.
    """

    def __init__(self, journal: Journal, site: str, camera: str) -> None:
        self._journal, self._site, self._camera = journal, site, camera
        self._told: set[Key] = set()

    def emit(self, events: Sequence[AnyEvent]) -> None:
        """See `Telemetry.emit`."""
        rows: list[AnyEvent | Row] = [_row(event) for event in events]
        self._told.update(row[:3] for row in rows if isinstance(row, Row))
        self._journal.append(rows)

    def finish(self, spans: Sequence[tuple[float, float]]) -> None:
        """It has looked from when to when, and everything it told has been emitted."""
        self._journal.replace(Counted(self._site, self._camera, tuple(spans), frozenset(self._told)))


def _row(event: AnyEvent) -> AnyEvent | Row:
    try:
        return encode(event)
    except Exception:  # noqa: BLE001 -- the journal says what is wrong with it; the frame loop goes on
        return event


def replaced(database: sqlite3.Connection, counted: Counted) -> Iterator[tuple[int, WithdrawnEvent]]:
    """Number and name of each event in the journal that `counted` takes the place of."""
    for begin, end in counted.spans:
        for kind in _OF_VIDEO:
            values = (KINDS.index(kind), round(begin * _MICRO), round(end * _MICRO))
            for seq, *key, body in database.execute(_WITHIN, values):
                mine = tuple(key) not in counted.told and intact(key[0], key[2], body)
                event = from_json(body) if mine else {}
                if (event.get("site"), event.get("camera")) == (counted.site, counted.camera):
                    yield seq, _named(kind, event)


def told_anew(
    database: sqlite3.Connection, counted: Counted, gone: Sequence[WithdrawnEvent]
) -> Iterator[tuple[int, Row]]:
    """Number and row of events that bear the name of one that goes: their turn comes after its withdrawal."""
    for one in gone:
        for seq, *row in database.execute(_BESIDE, (KINDS.index(one.kind), round(one.time.timestamp() * _MICRO))):
            theirs = tuple(row[:3]) in counted.told and intact(row[0], row[2], row[3])
            event = from_json(row[3]) if theirs else {}
            if (event.get("id"), event.get("phase")) == (one.id, one.phase):
                yield seq, Row._make(row)


def withdrawn(database: sqlite3.Connection) -> Iterator[tuple[int]]:
    """Numbers of events in the journal that a later withdrawal in it names."""
    for number, body in database.execute("SELECT seq, body FROM events WHERE kind = ?", (KINDS.index("withdrawal"),)):
        for one in Withdrawal.model_validate(from_json(body)).events:
            values = (KINDS.index(one.kind), round(one.time.timestamp() * _MICRO))
            for seq, *_, found in database.execute(_BESIDE, values):
                event = from_json(found)
                if seq < number and (event["id"], event["phase"]) == (one.id, one.phase):
                    yield (seq,)


def _named(kind: str, event: dict[str, Any]) -> WithdrawnEvent:
    return WithdrawnEvent(kind=kind, id=event["id"], phase=event["phase"], time=event["time"])


def withdrawals(counted: Counted, events: Sequence[WithdrawnEvent]) -> list[Row]:
    """What tells everybody who has heard of `events` that they no longer hold."""
    end = max(end for _, end in counted.spans)
    return [
        encode(
            Withdrawal(
                id=event_id(counted.site, counted.camera, "withdrawal", f"{time.time_ns()}/{number}", end),
                site=counted.site,
                camera=counted.camera,
                time=utc(end),
                events=some,
            )
        )
        for number, some in enumerate(tuple(events[at : at + _AT_ONCE]) for at in range(0, len(events), _AT_ONCE))
    ]
