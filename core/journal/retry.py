"""What receivers have set aside is sent again: asked for beside a running engine, or without one.

The engine notices within a second (`Store.commit`) and sends; without an engine the next one does.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from core.errors import UserError
from core.events import load
from core.journal import schema

if TYPE_CHECKING:
    from pathlib import Path

_ASIDE: Final = """
SELECT aside.id, aside.sink, events.time, CASE WHEN events.time IS NULL THEN aside.body END
FROM set_aside AS aside LEFT JOIN events ON events.seq = aside.seq
WHERE aside.seq > 0 AND NOT aside.again AND aside.sink LIKE ? || ' %'
"""
_DELIVERED: Final = """
INSERT INTO set_aside (sink, seq, at, reason, body) SELECT ?, seq, ?, '', x'' FROM events
WHERE seq <= ? AND time >= ? AND seq NOT IN (SELECT seq FROM set_aside WHERE sink = ?) ORDER BY seq
"""
_MICRO: Final = 1_000_000


def retry(journal: Path, sink: str, since: float | None = None, *, everything: bool = False) -> dict[str, int]:
    """Have what `sink` has set aside sent again.

    Args:
        journal: the file.
        sink: influx or mqtt.
        since: only events at or after this time, seconds since the epoch.
        everything: also what was delivered, or published while nobody was subscribed.

    Returns:
        How many events, by receiver: "influx ADDRESS ORG/BUCKET" or "mqtt HOST:PORT/PREFIX".

    Raises:
        UserError: there is no journal, or it cannot be written now.
    """
    if not journal.is_file():
        raise UserError(
            f"no journal found at {journal}", "start the engine first, or choose another file with --journal"
        )
    try:
        with closing(schema.connect(journal)) as database:
            schema.migrate(database, journal)
            database.execute("BEGIN IMMEDIATE")
            if everything:
                _add_delivered(database, sink, since or 0.0)
            found = [(number, name) for number, name, *when in database.execute(_ASIDE, (sink,)) if _in(when, since)]
            database.executemany("UPDATE set_aside SET again = 1 WHERE id = ?", [(number,) for number, _ in found])
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise UserError(
            f"cannot write {journal}: {error}", "free some disk space and check the file's permissions"
        ) from error
    names = [name for _, name in found]
    return {name: names.count(name) for name in sorted(set(names))}


def _add_delivered(database: sqlite3.Connection, sink: str, since: float) -> None:
    """Rows without a reason for all events that receivers of this kind are done with."""
    cursors = database.execute("SELECT sink, seq FROM cursors WHERE sink LIKE ? || ' %'", (sink,)).fetchall()
    for name, seq in cursors:
        database.execute(_DELIVERED, (name, time.time(), seq, round(since * _MICRO), name))


def _in(when: list[object], since: float | None) -> bool:
    """Whether an event is recent enough: by its row, or by what is left of it."""
    moment, body = when
    if since is None:
        return True
    if isinstance(moment, int):
        return moment >= since * _MICRO
    try:
        return load(body if isinstance(body, bytes) else b"").time.timestamp() >= since
    except ValidationError:
        return False
