"""A part of Flux that is really run, on the points that were written: pipes that begin with `from` and `range`.

Written from the language's specification. What else a script holds is answered with 501, which InfluxDB never says.
"""

from __future__ import annotations

import json
import operator
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal

from influxd_double.points import nanoseconds
from influxd_double.steps import AGGREGATES, Row, Table, Time, ranged, refused, series, unknown
from influxd_double.windows import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from influxd_double.points import Value

Calls = list[tuple[str, dict[str, Any]]]
Scope = dict[str, Row]  # what r and accumulator are
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "ms": 0.001}
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))
  | (?P<duration>-?\d+(?:ms|[smhdw]))
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<regex>/(?:[^/\\\n]|\\.)+/)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>\|>|=>|==|!=|=~|!~|<=|>=|[()\[\]{},.:<>+*-])
)""",
    re.VERBOSE,
)
# Source: InfluxDB 2.0 documentation, "Optimize Flux queries", pushdown functions.
_IN_STORAGE = ("count", "sum", "mean", "min", "max", "first", "last")
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


def run(script: str, read: Callable[[str], Iterable[Value]]) -> list[Table]:
    """The tables of a script; `read` gives a bucket's values."""
    return _run(_calls(script), read)


def records(script: str, read: Callable[[str], Iterable[Value]]) -> int:
    """How many values the storage hands over for a script of one pipe: what passes the filters that begin it.

    A first or last right after them is asked of the storage, which looks up one value of each series; so is what it can
    make of the values in a window.
    """
    calls = _calls(script)
    filters = next(index for index, (name, _) in enumerate(calls[1:], 1) if name not in ("range", "filter"))
    name, options = calls[filters]
    asked = filters + (name in ("first", "last") or (name == "aggregateWindow" and options["fn"] in _IN_STORAGE))
    return sum(len(table.rows) for table in _run(calls[:asked], read))


def _calls(script: str) -> Calls:
    parser = _Parser(re.sub(r'^import "array"\s', "", script))
    calls = parser.pipe()
    parser.end()
    return calls


def _run(calls: Calls, read: Callable[[str], Iterable[Value]]) -> list[Table]:
    if calls[0][0] == "union":
        tables = [table for part in calls[0][1]["tables"] for table in _run(part, read)]
        return _steps(tables, calls[1:])
    if calls[0][0] == "array.from":
        return _steps([Table((), calls[0][1]["rows"])], calls[1:])
    if calls[0][0] != "from" or len(calls) < 2 or calls[1][0] != "range":
        raise refused("cannot submit unbounded read; try bounding 'from' with a call to 'range'")
    return _steps(ranged(series(read(calls[0][1]["bucket"])), calls[1][1]), calls[2:])


def _steps(tables: list[Table], calls: Calls) -> list[Table]:
    for name, options in calls:
        if name not in ALL:
            raise unknown(name)
        tables = [table for table in ALL[name](tables, options) if table.rows]
    return tables


def text(tables: list[Table], *, annotated: bool) -> str:
    """As CSV, a head for each kind of table."""
    lines: list[str] = []
    before: object = None
    for number, table in enumerate(tables):
        columns = sorted({name for row in table.rows for name in row})
        head = _annotations(table, columns)
        if (columns, head) != before:
            lines += [""] if before else []
            lines += head if annotated else []
            lines.append(",".join(("", "result", "table", *columns)))
            before = columns, head
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
        return _rfc3339(value)
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + shown.replace('"', '""') + '"' if set(shown) & set(',"\r\n') else shown


def _rfc3339(nano: int) -> str:
    """With as many digits below the second as it takes, as Go's RFC3339Nano."""
    seconds, below = divmod(nano, 1_000_000_000)
    digits = f".{below:09}".rstrip("0").rstrip(".")
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S") + digits + "Z"


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

    def pipe(self) -> Calls:
        calls = [self._source()]
        while self._next("|>"):
            calls.append(self._call())
        return calls

    def end(self) -> None:
        """Nothing may follow."""
        if self._at < len(self._tokens):
            raise unknown(self._peek())

    def _source(self) -> tuple[str, dict[str, Any]]:
        if self._next("array"):
            self._take(".")
            return "array.from", self._call()[1]
        if not self._next("union"):
            return self._call()
        for sign in ("(", "tables", ":", "["):
            self._take(sign)
        parts = []
        while not self._next("]"):
            parts.append(self.pipe())
            self._next(",")
        self._take(")")
        return "union", {"tables": parts}

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
        ahead = [one for _, one in self._tokens[self._at : self._at + 6]]
        if ahead[:4] == ["(", "r", ")", "=>"]:
            self._at += 4
            body = self._expression()
            return lambda row: body({"r": row})
        if ahead == ["(", "r", ",", "accumulator", ")", "=>"]:
            self._at += 6
            body = self._expression()
            return lambda row, accumulator: body({"r": row, "accumulator": accumulator})
        if ahead[0] in AGGREGATES:
            return self._word()
        return self._expression()({})

    def _expression(self) -> Callable[[Scope], Any]:
        if not self._next("if"):
            return self._or()
        condition = self._expression()
        self._take("then")
        yes = self._expression()
        self._take("else")
        no = self._expression()
        return lambda scope: yes(scope) if condition(scope) else no(scope)

    def _or(self) -> Callable[[Scope], Any]:
        found = [self._and()]
        while self._next("or"):
            found.append(self._and())
        return found[0] if len(found) == 1 else lambda row: any(one(row) for one in found)

    def _and(self) -> Callable[[Scope], Any]:
        found = [self._not()]
        while self._next("and"):
            found.append(self._not())
        return found[0] if len(found) == 1 else lambda row: all(one(row) for one in found)

    def _not(self) -> Callable[[Scope], Any]:
        if self._next("not"):
            inner = self._not()
            return lambda row: not inner(row)
        if self._next("exists"):
            inner = self._not()
            return lambda row: inner(row) is not None
        return self._comparison()

    def _comparison(self) -> Callable[[Scope], Any]:
        left = self._sum()
        sign = self._peek()
        if sign not in _COMPARE:
            return left
        self._at += 1
        right = self._sum()
        return lambda row: _COMPARE[sign](left(row), right(row))

    def _sum(self) -> Callable[[Scope], Any]:
        return self._reckoned(("+", "-"), lambda: self._reckoned(("*",), self._term))

    def _reckoned(self, signs: tuple[str, ...], part: Callable[[], Callable[[Scope], Any]]) -> Callable[[Scope], Any]:
        found = part()
        while self._peek() in signs:
            sign = self._take_any()
            found = _arithmetic(sign, found, part())
        return found

    def _take_any(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _term(self) -> Callable[[Scope], Any]:  # noqa: PLR0911 - one for each kind of term
        kind, found = self._tokens[self._at] if self._at < len(self._tokens) else ("", "the end")
        self._at += 1
        if kind in _LITERALS:
            value = _LITERALS[kind](found)
            return lambda _: value
        if found == "(":
            inner = self._expression()
            self._take(")")
            return inner
        if found == "[":
            return self._list()
        if found == "{":
            return self._record()
        if found in ("r", "accumulator") and self._next("."):
            name = self._word()
            return lambda scope: scope[found].get(name)
        if found == "now":
            self._take("(")
            self._take(")")
            return lambda _: Time(time.time_ns())
        if found in ("true", "false"):
            return lambda _: found == "true"
        raise unknown(found)

    def _list(self) -> Callable[[Scope], Any]:
        items = []
        while not self._next("]"):
            items.append(self._or())
            self._next(",")
        return lambda row: [item(row) for item in items]

    def _record(self) -> Callable[[Scope], Any]:
        whole = self._peek() == "r" and self._tokens[self._at + 1][1] == "with"
        self._at += 2 * whole
        pairs = {}
        while not self._next("}"):
            key = self._word()
            self._take(":")
            pairs[key] = self._expression()
            self._next(",")
        return lambda scope: {**(scope["r"] if whole else {}), **{key: value(scope) for key, value in pairs.items()}}

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


def _arithmetic(sign: str, left: Callable[[Scope], Any], right: Callable[[Scope], Any]) -> Callable[[Scope], Any]:
    """Of two numbers of one type, as Flux has it; null with anything is null."""

    def reckon(scope: Scope) -> Any:
        one, two = left(scope), right(scope)
        if one is None or two is None:
            return None
        if type(one) is not type(two):
            raise Refusal(400, "invalid", f"type error: {_TYPES[type(one)]} {sign} {_TYPES[type(two)]}")
        return _ARITHMETIC[sign](one, two)

    return reckon


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


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
