"""What a bucket holds, asked of the server in its own language, and written as line protocol."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.http_api import Api

_OWN = {"", "result", "table", "_start", "_stop", "_time", "_value", "_field", "_measurement"}
Point = tuple[str, tuple[tuple[str, str], ...], int]


def lines(api: Api, org: str, bucket: str) -> str:
    """Each point of a bucket as a line, the oldest first.

    Args:
        api: the server, spoken to by somebody who may read it.
        org: name of the organization.
        bucket: its name.
    """
    flux = f'from(bucket: "{bucket}") |> range(start: 1970-01-01T00:00:00Z, stop: 2200-01-01T00:00:00Z)'
    body = {"query": flux, "type": "flux", "dialect": {"header": True, "annotations": ["datatype"]}}
    found: dict[Point, dict[str, str]] = {}
    for types, row in _rows(api.call("POST", "/api/v2/query", body, query={"org": org}).text):
        tags = tuple(sorted((name, value) for name, value in row.items() if name not in _OWN and value))
        point = row["_measurement"], tags, _nanoseconds(row["_time"])
        found.setdefault(point, {})[row["_field"]] = _value(types["_value"], row["_value"])
    ordered = sorted(found.items(), key=lambda one: one[0][2])
    return "".join(f"{_line(point, fields)}\n" for point, fields in ordered)


def _rows(text: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The types of a row's columns, and the row."""
    types: list[str] = []
    head: list[str] = []
    for cells in csv.reader(text.splitlines()):
        if not cells:
            continue
        if cells[0] == "#datatype":
            types, head = cells, []
        elif cells[0].startswith("#"):
            continue
        elif not head:
            head = cells
        else:
            yield dict(zip(head, types, strict=True)), dict(zip(head, cells, strict=True))


def _value(kind: str, text: str) -> str:
    match kind:
        case "long":
            return f"{text}i"
        case "string":
            quoted = text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{quoted}"'
        case _:
            return text


def _nanoseconds(text: str) -> int:
    whole, _, below = text.removesuffix("Z").partition(".")
    return int(datetime.fromisoformat(f"{whole}+00:00").timestamp()) * 1_000_000_000 + int(below.ljust(9, "0") or 0)


def _line(point: Point, fields: dict[str, Any]) -> str:
    measurement, tags, time = point
    head = ",".join((_escaped(measurement), *(f"{_escaped(name)}={_escaped(value)}" for name, value in tags)))
    return f"{head} {','.join(f'{_escaped(name)}={value}' for name, value in sorted(fields.items()))} {time}"


def _escaped(text: str) -> str:
    return "".join(f"\\{one}" if one in ",= " else one for one in text)
