"""The rows of what InfluxDB answers, as they come.

A month of zones is 700,000 rows, and influxdb-client's own reader takes longer for one than the database does.
Source: InfluxDB v2 reference, "Annotated CSV".
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Convert = Callable[[str], Any]

_TYPES: Final[dict[str, Convert]] = {
    "long": int,
    "unsignedLong": int,
    "double": float,
    "boolean": lambda cell: cell == "true",
    "dateTime:RFC3339": datetime.fromisoformat,  # digits below the microsecond are cut off
    "dateTime:RFC3339Nano": datetime.fromisoformat,
}
_ERROR: Final = ["error", "reference"]


class BrokenOffError(Exception):
    """The database gave up in the middle; its reason."""


def rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of all tables, by column. An empty text is "", an empty cell of another type None.

    Args:
        lines: the answer, with annotations.

    Raises:
        BrokenOffError: the database gave up after it had begun.
        ValueError: this is no annotated CSV.
        csv.Error: nor any CSV.
    """
    types: list[str] = []
    names: list[str] = []
    typed: list[tuple[str, Convert]] = []
    for cells in csv.reader(lines):
        if not cells:  # between tables
            names = types = []
        elif cells[0] == "#datatype":
            names, types = [], cells[1:]
        elif cells[0].startswith("#"):
            continue
        elif not names:
            names, typed = _head(cells, types)
        elif names[-2:] == _ERROR:
            raise BrokenOffError(cells[-2])
        else:
            row: dict[str, Any] = dict(zip(names, cells[1:], strict=True))
            for name, convert in typed:
                row[name] = convert(row[name]) if row[name] else None
            yield row


def _head(cells: list[str], types: list[str]) -> tuple[list[str], list[tuple[str, Convert]]]:
    """Names of columns, and those that are no text."""
    if cells[-2:] == _ERROR:
        return cells, []
    if not types or len(types) != len(cells) - 1:
        raise ValueError("no annotated CSV")
    return cells[1:], [(name, _TYPES[kind]) for name, kind in zip(cells[1:], types, strict=True) if kind in _TYPES]
