"""Steps over time and over rows: windows, shifts, gaps, pivot, reduce. Bounds are cut at the range, as Flux does."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal

from influxd_double.steps import AGGREGATES, STEPS, Row, Table, Time, refused, regroup, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    Step = Callable[[list[Table], dict[str, Any]], list[Table]]

_NANO = 1_000_000_000


def _with(step: Callable[..., list[Table]], *needed: str, **fixed: Any) -> Step:
    """A step with just these arguments: those of `fixed` have to be as they are here."""

    def checked(tables: list[Table], options: dict[str, Any]) -> list[Table]:
        if missing := set(needed) - set(options):
            raise refused(f"missing required keyword argument {missing.pop()}")
        for name, value in options.items():
            if name not in needed and (name not in fixed or fixed[name] != value):
                raise unknown(f"{name}: {value}")
        if later := [name for name in fixed if name not in options]:
            raise unknown(f"{later[0]} left out")
        return step(tables, *(options[name] for name in needed))

    return checked


def _drop(tables: list[Table], columns: list[str]) -> list[Table]:
    cut = [
        Table(key, [{name: row[name] for name in row if name not in columns} for row in rows]) for key, rows in tables
    ]
    return regroup(cut, lambda table: tuple(name for name in table.key if name not in columns))


def _window(tables: list[Table], every: float) -> list[Table]:
    return [one for table in tables for _, one in sorted(_windows(table, every).items())]


def _windows(table: Table, every: float, offset: float = 0) -> dict[int, Table]:
    """By the beginning of each window that holds rows; its bounds are cut at those of the table."""
    size, by, found = round(every * _NANO), round(offset * _NANO), dict[int, Table]()
    key = ("_start", "_stop", *(name for name in table.key if name not in ("_start", "_stop")))
    for row in table.rows:
        start = (row["_time"] - by) // size * size + by
        first, last = max(start, row["_start"]), min(start + size, row["_stop"])
        bounds = {"_start": Time(first), "_stop": Time(last)}
        found.setdefault(start, Table(key, [])).rows.append({**row, **bounds})
    return found


def _aggregate_window(tables: list[Table], every: float, function: str, offset: float = 0) -> list[Table]:
    """One row for each window that holds rows, at its beginning; the table's bounds are as before."""
    made = []
    for table in tables:
        common = {name: table.rows[0][name] for name in table.key}
        windows = [one.rows for _, one in sorted(_windows(table, every, offset).items())]
        rows = [
            {**common, "_time": rows[0]["_start"], "_value": AGGREGATES[function]([row["_value"] for row in rows])}
            for rows in windows
        ]
        made.append(Table(table.key, rows))
    return made


def _shift(tables: list[Table], duration: float) -> list[Table]:
    by = round(duration * _NANO)
    columns = ("_start", "_stop", "_time")
    return [
        Table(key, [{**row, **{name: Time(row[name] + by) for name in columns if name in row}} for row in rows])
        for key, rows in tables
    ]


def _truncate(tables: list[Table], unit: float) -> list[Table]:
    size = round(unit * _NANO)
    return [Table(key, [{**row, "_time": Time(row["_time"] // size * size)} for row in rows]) for key, rows in tables]


def _elapsed(tables: list[Table], unit: float) -> list[Table]:
    """Between a row and the one before it; the first one goes."""
    size = round(unit * _NANO)
    return [
        Table(
            key,
            [{**row, "elapsed": int(row["_time"] - before["_time"]) // size} for before, row in pairwise(rows)],
        )
        for key, rows in tables
    ]


def _pivot(tables: list[Table], row_key: list[str], column_key: list[str], value: str) -> list[Table]:
    """Values of one row key side by side; columns that are in no key are gone, as is the column key."""
    made: dict[tuple[Any, ...], tuple[tuple[str, ...], dict[tuple[Any, ...], Row]]] = {}
    for table in tables:
        key = tuple(name for name in table.key if name not in (*column_key, value))
        for row in table.rows:
            place = (key, *(row.get(name) for name in key))
            rows = made.setdefault(place, (key, defaultdict(dict)))[1]
            one = rows[tuple(row[name] for name in row_key)]
            one |= {name: row[name] for name in (*key, *row_key)}
            one["_".join(str(row[name]) for name in column_key)] = row[value]
    return [Table(key, [rows[at] for at in sorted(rows)]) for key, rows in made.values()]


def _reduce(tables: list[Table], identity: Row, function: Callable[[Row, Row], Row]) -> list[Table]:
    """One row for each table: its group key, and what was made of all rows."""
    made = []
    for key, rows in tables:
        found = identity
        for row in rows:
            found = function(row, found)
            if {name: type(value) for name, value in found.items()} != {n: type(v) for n, v in identity.items()}:
                raise Refusal(400, "invalid", "type error: the record of fn is not as identity is")
        made.append(Table(key, [{**{name: rows[0][name] for name in key}, **found}]))
    return made


def _aggregated(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    offset, rest = options.get("offset", 0), {name: value for name, value in options.items() if name != "offset"}
    step = _with(partial(_aggregate_window, offset=offset), "every", "fn", createEmpty=False, timeSrc="_start")
    return step(tables, rest)


ALL: dict[str, Step] = {
    **STEPS,
    "drop": _with(_drop, "columns"),
    "window": _with(_window, "every"),
    "aggregateWindow": _aggregated,
    "timeShift": _with(_shift, "duration"),
    "truncateTimeColumn": _with(_truncate, "unit"),
    "elapsed": _with(_elapsed, "unit"),
    "pivot": _with(_pivot, "rowKey", "columnKey", "valueColumn"),
    "reduce": _with(_reduce, "identity", "fn"),
}
