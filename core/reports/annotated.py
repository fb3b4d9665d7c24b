"""Annotated CSV, as InfluxDB answers a script, by columns: a month of events has more than half a million rows.

Source: InfluxDB v2 reference, "Annotated CSV".
"""

from __future__ import annotations

import csv
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    #: Values by column, all columns of the same length.
    Piece = dict[str, list[Any]]

_TYPES: Final[dict[str, Callable[[str], Any]]] = {
    "long": int,
    "unsignedLong": int,
    "double": float,
    "boolean": "true".__eq__,
    "dateTime:RFC3339": datetime.fromisoformat,  # what is below a microsecond is cut off
    "dateTime:RFC3339Nano": datetime.fromisoformat,
}
_FIRST: Final = 3  # before it: place of an annotation, the result's name, the table's number
_HEAD: Final = ["", "result", "table"]
_ERROR: Final = ["error", "reference"]
_MOST: Final = 10_000  # rows of a piece


class AbortedError(Exception):
    """The server broke off and said why."""


def pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """Rows that follow each other under one head; None for a value that is not there.

    Args:
        lines: of the answer.

    Raises:
        AbortedError: an error stands in place of a table.
        ValueError, LookupError, csv.Error: it is no annotated CSV.
    """
    about: dict[str, list[str]] = {}
    read = csv.reader(lines)
    for line in read:
        if not line:
            continue
        if line[0].startswith("#"):
            about[line[0]] = line
        elif "error" in line[:2] and line[-2:] == _ERROR:
            raise AbortedError(next(read)[line.index("error")])
        else:
            yield from _table(line, about, read)
            about = {}


def rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The same row by row; see `pieces`."""
    for piece in pieces(lines):
        for values in zip(*piece.values(), strict=True):
            yield dict(zip(piece, values, strict=True))


def _table(head: list[str], about: dict[str, list[str]], read: Iterator[list[str]]) -> Iterator[Piece]:
    """What is under this head, up to an empty line."""
    if head[:_FIRST] != _HEAD:
        raise ValueError(f"{head} is no head of a table")
    kinds = [_TYPES.get(kind, str) for kind in about["#datatype"][_FIRST:]]
    usual = about.get("#default", [""] * len(head))[_FIRST:]
    under = iter(read.__next__, [])
    while lines := list(islice(under, _MOST)):
        columns = list(zip(*lines, strict=True))[_FIRST:]
        yield {
            name: _converted(kind, texts, other)
            for name, kind, texts, other in zip(head[_FIRST:], kinds, columns, usual, strict=True)
        }


def _converted(kind: Callable[[str], Any], texts: tuple[str, ...], other: str) -> list[Any]:
    if "" not in texts:
        return list(texts) if kind is str else list(map(kind, texts))
    default = kind(other) if other else None
    return [kind(text) if text else default for text in texts]
