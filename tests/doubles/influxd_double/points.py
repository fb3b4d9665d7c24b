"""The points of a bucket: line protocol as it came, read as strictly as InfluxDB does."""

from __future__ import annotations

import gzip
import re
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from double_parts.http import Refusal
from line_protocol import LineError, Parsed, parse

if TYPE_CHECKING:
    from pathlib import Path

    from double_parts.http import Request

_UNITS = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_TERM = r'\s*([\w-]+|"[^"]+")\s*=\s*"((?:[^"\\]|\\.)*)"\s*'


class Value(NamedTuple):
    """One field of one point."""

    measurement: str
    tags: tuple[tuple[str, str], ...]
    field: str
    time: int
    value: Any


def body(request: Request) -> str:
    """The text of a write request."""
    data = request.body
    if request.headers.get("content-encoding") == "gzip":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            raise Refusal(400, "invalid", "gzip: invalid checksum") from None
    if request.query.get("precision", "ns") not in _UNITS:
        raise Refusal(400, "invalid", "invalid precision; valid precision units are ns, us, ms, and s")
    return data.decode()


def write(folder: Path, text: str, unit: str, retention: int = 0) -> None:
    """Keep all lines, or none if one of them cannot be read; those older than the retention (seconds) are dropped."""
    lines = [line for line in text.split("\n") if line.strip()]
    wrong = []
    for line in lines:
        try:
            parse(line)
        except LineError as error:
            wrong.append(f"unable to parse '{line}': {error}")
    if wrong:
        raise Refusal(400, "invalid", "\n".join(wrong))
    if unit != "ns":
        lines = [_nanoseconds(line, _UNITS[unit]) for line in lines]
    oldest = time.time_ns() - retention * 1_000_000_000 if retention else 0
    good = [line for line in lines if retention == 0 or parse(line).time >= oldest]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "points").open("a") as file:
        file.writelines(f"{line}\n" for line in good)
    if late := [line for line in lines if line not in good]:
        raise Refusal(422, "unprocessable entity", _dropped(late, retention, oldest))


def _dropped(late: list[str], retention: int, oldest: int) -> str:
    limit = datetime.fromtimestamp(oldest / 1e9, UTC).isoformat().replace("+00:00", "Z")
    why = f"dropped because it violates a Retention Policy Lower Bound at {limit}"
    ends = [(word, line) for word, line in (("oldest", late[0]), ("newest", late[-1]))]
    named = ", ".join(f"{word} point {line.rsplit(' ', 2)[0]} at {line.rsplit(' ', 1)[1]} {why}" for word, line in ends)
    span = f"retention policy of duration {retention // 3600}h0m0s"
    return (
        f"failure writing points to database: partial write: dropped {len(late)} points outside {span} - {named} "
        f"dropped={len(late)} for database: 0000000000000000 for retention policy: autogen"
    )


def _nanoseconds(line: str, unit: int) -> str:
    head, _, time = line.rpartition(" ")
    return f"{head} {int(time) * unit}"


def values(folder: Path) -> list[Value]:
    """Every field's value; what was written again has overwritten itself."""
    found: dict[tuple[Any, ...], Value] = {}
    for _, point in _points(folder):
        tags = tuple(sorted(point.tags.items()))
        for field, value in point.fields.items():
            one = Value(point.measurement, tags, field, point.time, value)
            found[one[:4]] = one
    return list(found.values())


def _points(folder: Path) -> list[tuple[str, Parsed]]:
    path = folder / "points"
    lines = path.read_text().split("\n") if path.is_file() else []
    return [(line, parse(line)) for line in lines if line]


def delete(folder: Path, wanted: dict[str, Any]) -> None:
    """Take away the points of a time span that a predicate of tags joined by AND names."""
    start, stop = (_time(wanted.get(key)) for key in ("start", "stop"))
    terms = _predicate(wanted.get("predicate", ""))
    kept = [line for line, point in _points(folder) if not (start <= point.time <= stop and _fits(point, terms))]
    (folder / "points").write_text("".join(f"{line}\n" for line in kept))


def _fits(point: Parsed, terms: list[tuple[str, str]]) -> bool:
    return all((point.measurement if key == "_measurement" else point.tags.get(key)) == value for key, value in terms)


def _predicate(text: str) -> list[tuple[str, str]]:
    if not text.strip():
        return []
    if not re.fullmatch(rf"{_TERM}(?:AND{_TERM})*", text, flags=re.IGNORECASE):
        raise Refusal(400, "invalid", f"the delete predicate {text!r} cannot be parsed")
    return [(key.strip('"'), re.sub(r"\\(.)", r"\1", value)) for key, value in re.findall(_TERM, text)]


def _time(text: object) -> int:
    try:
        return nanoseconds(str(text))
    except ValueError:
        raise Refusal(400, "invalid", "invalid RFC3339Nano for field start or stop") from None


def nanoseconds(text: str) -> int:
    """Of an RFC 3339 time, with all its digits."""
    whole, digits, zone = re.sub(r"^([^.]*)(?:\.(\d+))?(Z|[+-].*)$", r"\1 \2 \3", text).split(" ")
    time = datetime.fromisoformat(whole + zone)
    return int(time.timestamp()) * 1_000_000_000 + int(digits.ljust(9, "0")[:9])
