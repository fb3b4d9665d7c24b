"""What the double can do with tables: the transformations of Flux's package universe that the product uses.

Written from the language's specification.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from double_parts.http import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from influxd_double.points import Value

Row = dict[str, Any]


class Table(NamedTuple):
    """Rows that share the values of the group key."""

    key: tuple[str, ...]
    rows: list[Row]


class Time(int):
    """Nanoseconds since the epoch."""


def refused(why: str) -> Refusal:
    return Refusal(400, "invalid", f"compilation failed: error in query specification: {why}")


def unknown(what: str) -> Refusal:
    return Refusal(501, "not implemented", f"the double does not know this part of Flux: {what}")


def series(values: Iterable[Value]) -> list[Table]:
    found: dict[tuple[Any, ...], Table] = {}
    for one in values:
        tags = dict(one.tags)
        key = ("_measurement", "_field", *tags)
        row = {"_measurement": one.measurement, "_field": one.field, **tags, "_value": one.value}
        found.setdefault(one[:3], Table(key, [])).rows.append({**row, "_time": Time(one.time)})
    return list(found.values())


def ranged(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    start, stop = (_point(options.get(key, 0.0)) for key in ("start", "stop"))
    if "start" not in options:
        raise refused("missing required keyword argument start")
    more = {"_start": Time(start), "_stop": Time(stop)}
    found = [
        Table(("_start", "_stop", *key), [{**row, **more} for row in rows if start <= row["_time"] < stop])
        for key, rows in tables
    ]
    for table in found:
        table.rows.sort(key=lambda row: row["_time"])
    return [table for table in found if table.rows]


def _point(when: Any) -> int:
    return when if isinstance(when, Time) else time.time_ns() + round(when * 1e9)


def regroup(tables: list[Table], by: Callable[[Table], tuple[str, ...]]) -> list[Table]:
    found: dict[tuple[Any, ...], Table] = {}
    for table in tables:
        key = by(table)
        for row in table.rows:
            place = (key, *(row.get(name) for name in key))
            found.setdefault(place, Table(key, [])).rows.append(row)
    for table in found.values():
        types = {type(row["_value"]) for row in table.rows if "_value" in row}
        if len(types) > 1:
            raise Refusal(400, "invalid", "schema collision: cannot group columns of different types together: _value")
    return list(found.values())


def _filter(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    return [Table(key, [row for row in rows if options["fn"](row)]) for key, rows in tables]


def _group(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    wanted = tuple(options.get("columns", ()))
    return regroup(tables, lambda table: tuple(name for name in wanted if any(name in row for row in table.rows)))


def _keep(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    names = set(options["columns"])
    cut = [Table(key, [{name: row[name] for name in row if name in names} for row in rows]) for key, rows in tables]
    return regroup(cut, lambda table: tuple(name for name in table.key if name in names))


def _rename(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    names: dict[str, str] = options["columns"]
    return [
        Table(
            tuple(names.get(name, name) for name in key),
            [{names.get(name, name): value for name, value in row.items()} for row in rows],
        )
        for key, rows in tables
    ]


def _aggregate(function: Callable[[list[Any]], Any]) -> Callable[[list[Table], dict[str, Any]], list[Table]]:
    """One row for each table, with nothing but the group key and the value."""

    def step(tables: list[Table], _: dict[str, Any]) -> list[Table]:
        return [
            Table(key, [{**{name: rows[0][name] for name in key}, "_value": function([row["_value"] for row in rows])}])
            for key, rows in tables
        ]

    return step


def _sum(values: list[Any]) -> Any:
    if any(isinstance(value, str | bool) for value in values):
        raise Refusal(400, "invalid", "unsupported input type for sum aggregate: string")
    return sum(values)


def _map(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    made = [Table(key, [options["fn"](row) for row in rows]) for key, rows in tables]
    return regroup(made, lambda table: tuple(name for name in table.key if name in table.rows[0]))


def _sort(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    names, last = options.get("columns", ["_value"]), options.get("desc", False)
    return [Table(k, sorted(rows, key=lambda row: [row[n] for n in names], reverse=last)) for k, rows in tables]


def _set(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    new = {options["key"]: options["value"]}
    return [Table(key, [{**row, **new} for row in rows]) for key, rows in tables]


AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "sum": _sum,
    "count": len,
    "mean": lambda values: _sum(values) / len(values),
    "max": max,
}
STEPS: dict[str, Callable[[list[Table], dict[str, Any]], list[Table]]] = {
    "filter": _filter,
    "group": _group,
    "keep": _keep,
    "rename": _rename,
    "map": _map,
    "sort": _sort,
    "set": _set,
    **{name: _aggregate(function) for name, function in AGGREGATES.items()},
    "last": lambda tables, _: [Table(key, rows[-1:]) for key, rows in tables],
    "first": lambda tables, _: [Table(key, rows[:1]) for key, rows in tables],
    "limit": lambda tables, options: [Table(key, rows[: options["n"]]) for key, rows in tables],
}
