"""Where what was recorded lies: which cameras and lines there are at all, and from when to when."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.journal import schema
from core.journal.rows import KINDS, intact
from core.reports.span import Table
from core.site_names import SELFTEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.reports.span import Cell, Span

#: `kind` of event, or `SPEED`; `line` and `line_kind` are empty for events that have none.
COLUMNS: Final = ("kind", "site", "camera", "line", "line_kind", "first", "last")
OF: Final = ("crossing", "movement", "occupancy", "violation")
#: What crossings are besides at a line where the speed of some was measured.
SPEED: Final = "speed"
_MICRO: Final = 1_000_000

# The newest telling of a line's kind is the one beside max(time): SQLite takes bare columns from that row.
_SCRIPT: Final = f"""
SELECT kind, json_extract(body, '$.site') AS site, json_extract(body, '$.camera') AS camera,
       ifnull(json_extract(body, '$.line'), '') AS line, ifnull(json_extract(body, '$.line_kind'), ''),
       min(time), max(time), count(json_extract(body, '$.speed_kmh'))
FROM (SELECT kind, time, CAST(body AS TEXT) AS body FROM events
      WHERE kind IN ({", ".join(str(KINDS.index(kind)) for kind in OF)}) AND intact(kind, digest, body))
WHERE site <> '{SELFTEST}'
GROUP BY kind, site, camera, line
"""  # noqa: S608 -- made of our own constants


def reach(span: Span) -> Table:
    """All that the journal of `span` holds, whatever its period; times are seconds since the epoch.

    Raises:
        UserError: there is no journal.
        sqlite3.Error: it cannot be read.
    """
    if not span.journal.is_file():
        raise UserError(f"no journal found at {span.journal}", "start the engine first")
    with closing(schema.connect_reader(span.journal)) as database:
        database.create_function("intact", 3, intact, deterministic=True)
        rows = [
            (told, *names, first / _MICRO, last / _MICRO)
            for kind, *names, first, last, measured in database.execute(_SCRIPT)
            for told in (KINDS[kind], SPEED)[: 2 if measured and KINDS[kind] == "crossing" else 1]
        ]
    return Table("reach", COLUMNS, sorted(rows, key=lambda row: row[:4]))


def merged(rows: Iterable[tuple[str, str, str, str, str, datetime]]) -> Table:
    """The table of rows of kind, site, camera, line, line_kind and a moment: the earliest and latest of each."""
    found: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for kind, site, camera, line, line_kind, moment in rows:
        found.setdefault((kind, site, camera, line), []).append((moment.timestamp(), line_kind))
    table: list[tuple[Cell, ...]] = [
        (*names, max(told)[1], min(told)[0], max(told)[0]) for names, told in found.items()
    ]
    return Table("reach", COLUMNS, sorted(table, key=lambda row: row[:4]))
