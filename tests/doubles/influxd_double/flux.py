"""A part of Flux that is really run, on the points that were written: one pipe that begins with `from` and `range`.

Written from the language's specification. What else a script holds is answered with 501, which InfluxDB never says.
"""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from double_parts.http import Refusal

from influxd_double.points import Value, nanoseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = dict[str, Any]
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "ms": 0.001}
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))
  | (?P<duration>-?\d+(?:ms|[smhdw]))
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<regex>/(?:[^/\\\n]|\\.)+/)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>\|>|=>|==|!=|=~|!~|<=|>=|[()\[\]{},.:<>+])
)""",
    re.VERBOSE,
)
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


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


def run(script: str, read: Callable[[str], Iterable[Value]]) -> list[Table]:
    """The tables of a script; `read` gives a bucket's values."""
    parser = _Parser(script)
    calls = parser.pipe()
    if calls[0][0] != "from" or len(calls) < 2 or calls[1][0] != "range":
        raise refused("cannot submit unbounded read; try bounding 'from' with a call to 'range'")
    tables = _range(_series(read(calls[0][1]["bucket"])), calls[1][1])
    for name, options in calls[2:]:
        if name not in _STEPS:
            raise unknown(name)
        tables = [table for table in _STEPS[name](tables, options) if table.rows]
    return tables


def text(tables: list[Table], *, annotated: bool) -> str:
    """As CSV, a head for each kind of table."""
    lines: list[str] = []
    before: list[str] = []
    for number, table in enumerate(tables):
        columns = sorted({name for row in table.rows for name in row})
        if columns != before:
            lines += [""] if before else []
            lines += _annotations(table, columns) if annotated else []
            lines.append(",".join(("", "result", "table", *columns)))
            before = columns
        first = "" if annotated else "_result"
        lines += [",".join(("", first, str(number), *(_cell(row.get(name)) for name in columns))) for row in table.rows]
    return "\r\n".join([*lines, "", ""]) if lines else "\r\n"


def _annotations(table: Table, columns: list[str]) -> list[str]:
    types = [_type(next(row[name] for row in table.rows if name in row)) for name in columns]
    keyed = [str(name in table.key).lower() for name in columns]
    head = ("#datatype", "string", "long"), ("#group", "false", "false"), ("#default", "_result", "")
    rest = types, keyed, [""] * len(columns)
    return [",".join((*one, *more)) for one, more in zip(head, rest, strict=True)]


def _type(value: Any) -> str:
    return "dateTime:RFC3339" if isinstance(value, Time) else _TYPES[type(value)]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Time):
        return datetime.fromtimestamp(value / 1e9, UTC).isoformat().replace("+00:00", "Z")
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + shown.replace('"', '""') + '"' if set(shown) & set(',"\r\n') else shown


class _Parser:
    """From text to calls; a function becomes a Python function of a row."""

    def __init__(self, script: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        script, at = script.rstrip(), 0
        while at < len(script):
            found = _TOKEN.match(script, at)
            if not found:
                raise unknown(script[at : at + 20])
            self._tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
            at = found.end()
        self._at = 0

    def pipe(self) -> list[tuple[str, dict[str, Any]]]:
        calls = [self._call()]
        while self._at < len(self._tokens):
            if not self._next("|>"):
                raise unknown(self._peek())
            calls.append(self._call())
        return calls

    def _call(self) -> tuple[str, dict[str, Any]]:
        name = self._word()
        self._take("(")
        options = {}
        while not self._next(")"):
            key = self._word()
            self._take(":")
            options[key] = self._argument()
            self._next(",")
        return name, options

    def _argument(self) -> Any:
        function = [one for _, one in self._tokens[self._at : self._at + 4]] == ["(", "r", ")", "=>"]
        if function:
            self._at += 4
            return self._or()
        return self._or()({})

    def _or(self) -> Callable[[Row], Any]:
        found = [self._and()]
        while self._next("or"):
            found.append(self._and())
        return found[0] if len(found) == 1 else lambda row: any(one(row) for one in found)

    def _and(self) -> Callable[[Row], Any]:
        found = [self._not()]
        while self._next("and"):
            found.append(self._not())
        return found[0] if len(found) == 1 else lambda row: all(one(row) for one in found)

    def _not(self) -> Callable[[Row], Any]:
        if self._next("not"):
            inner = self._not()
            return lambda row: not inner(row)
        return self._comparison()

    def _comparison(self) -> Callable[[Row], Any]:
        left = self._term()
        sign = self._peek()
        if sign not in _COMPARE:
            return left
        self._at += 1
        right = self._term()
        return lambda row: _COMPARE[sign](left(row), right(row))

    def _term(self) -> Callable[[Row], Any]:  # noqa: PLR0911 - one for each kind of term
        kind, found = self._tokens[self._at] if self._at < len(self._tokens) else ("", "the end")
        self._at += 1
        if kind in _LITERALS:
            value = _LITERALS[kind](found)
            return lambda _: value
        if found == "(":
            inner = self._or()
            self._take(")")
            return inner
        if found == "[":
            return self._list()
        if found == "{":
            return self._record()
        if found == "r" and self._next("."):
            name = self._word()
            return lambda row: row.get(name)
        if found == "now":
            self._take("(")
            self._take(")")
            return lambda _: Time(time.time_ns())
        if found in ("true", "false"):
            return lambda _: found == "true"
        raise unknown(found)

    def _list(self) -> Callable[[Row], Any]:
        items = []
        while not self._next("]"):
            items.append(self._or())
            self._next(",")
        return lambda row: [item(row) for item in items]

    def _record(self) -> Callable[[Row], Any]:
        whole = self._peek() == "r" and self._tokens[self._at + 1][1] == "with"
        self._at += 2 * whole
        pairs = {}
        while not self._next("}"):
            key = self._word()
            self._take(":")
            pairs[key] = self._or_name()
            self._next(",")
        return lambda row: {**(row if whole else {}), **{key: value(row) for key, value in pairs.items()}}

    def _or_name(self) -> Callable[[Row], Any]:
        return self._or()

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _next(self, wanted: str) -> bool:
        if self._peek() != wanted or self._tokens[self._at][0] == "string":
            return False
        self._at += 1
        return True

    def _take(self, wanted: str) -> None:
        if not self._next(wanted):
            raise unknown(f"{self._peek() or 'the end'} instead of {wanted}")

    def _word(self) -> str:
        kind, found = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        if kind not in ("word", "string"):
            raise unknown(found or "the end")
        self._at += 1
        return found if kind == "word" else str(json.loads(found))


def _duration(found: str) -> float:
    parts = re.fullmatch(r"(-?\d+)(\w+)", found)
    assert parts
    return int(parts[1]) * _SECONDS[parts[2]]


_LITERALS: dict[str, Callable[[str], Any]] = {
    "time": lambda found: Time(nanoseconds(found)),
    "duration": _duration,
    "number": lambda found: float(found) if "." in found else int(found),
    "string": lambda found: json.loads(found.replace("\\$", "$")),
    "regex": lambda found: re.compile(found[1:-1].replace("\\/", "/")),
}


def _both(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], bool]:
    """What is missing compares to nothing."""
    return lambda left, right: left is not None and right is not None and bool(compare(left, right))


_COMPARE = {
    "==": _both(lambda left, right: left == right),
    "!=": _both(lambda left, right: left != right),
    "=~": _both(lambda left, right: right.search(left)),
    "!~": _both(lambda left, right: not right.search(left)),
    "<": _both(lambda left, right: left < right),
    ">": _both(lambda left, right: left > right),
    "<=": _both(lambda left, right: left <= right),
    ">=": _both(lambda left, right: left >= right),
}


def _series(values: Iterable[Value]) -> list[Table]:
    found: dict[tuple[Any, ...], Table] = {}
    for one in values:
        tags = dict(one.tags)
        key = ("_measurement", "_field", *tags)
        row = {"_measurement": one.measurement, "_field": one.field, **tags, "_value": one.value}
        found.setdefault(one[:3], Table(key, [])).rows.append({**row, "_time": Time(one.time)})
    return list(found.values())


def _range(tables: list[Table], options: dict[str, Any]) -> list[Table]:
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


def _regroup(tables: list[Table], by: Callable[[Table], tuple[str, ...]]) -> list[Table]:
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
    return _regroup(tables, lambda table: tuple(name for name in wanted if any(name in row for row in table.rows)))


def _keep(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    names = set(options["columns"])
    cut = [Table(key, [{name: row[name] for name in row if name in names} for row in rows]) for key, rows in tables]
    return _regroup(cut, lambda table: tuple(name for name in table.key if name in names))


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
    return _regroup(made, lambda table: tuple(name for name in table.key if name in table.rows[0]))


def _sort(tables: list[Table], options: dict[str, Any]) -> list[Table]:
    names, last = options.get("columns", ["_value"]), options.get("desc", False)
    return [Table(k, sorted(rows, key=lambda row: [row[n] for n in names], reverse=last)) for k, rows in tables]


_STEPS: dict[str, Callable[[list[Table], dict[str, Any]], list[Table]]] = {
    "filter": _filter,
    "group": _group,
    "keep": _keep,
    "rename": _rename,
    "map": _map,
    "sort": _sort,
    "sum": _aggregate(_sum),
    "count": _aggregate(len),
    "mean": _aggregate(lambda values: _sum(values) / len(values)),
    "last": lambda tables, _: [Table(key, rows[-1:]) for key, rows in tables],
    "first": lambda tables, _: [Table(key, rows[:1]) for key, rows in tables],
    "limit": lambda tables, options: [Table(key, rows[: options["n"]]) for key, rows in tables],
}
