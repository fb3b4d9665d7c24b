"""A strict reader of line protocol, written from its specification and knowing nothing of our writer."""

from __future__ import annotations

from typing import NamedTuple


class Parsed(NamedTuple):
    measurement: str
    tags: dict[str, str]
    fields: dict[str, float | int | str | bool]
    time: int


class LineError(ValueError):
    pass


def parse(line: str) -> Parsed:
    head, rest = _until(line, " ", quotes=False)
    body, time = _until(rest, " ", quotes=True)
    if not time.lstrip("-").isdecimal():
        raise LineError("bad timestamp")
    name, *pairs = _split(head, ",", quotes=False)
    if not name:
        raise LineError("missing measurement")
    tags = [_pair(pair) for pair in pairs]
    if len({key for key, _ in tags}) != len(tags):
        raise LineError("duplicate tags")
    if any(not value for _, value in tags):
        raise LineError("missing tag value")
    fields = [_pair(pair) for pair in _split(body, ",", quotes=True)]
    return Parsed(
        _plain(name),
        {_plain(key): _plain(value) for key, value in tags},
        {_plain(k): _value(v) for k, v in fields},
        int(time),
    )


def _until(text: str, end: str, *, quotes: bool) -> tuple[str, str]:
    at = _find(text, end, 0, quotes=quotes)
    if at < 0:
        raise LineError("missing fields" if not quotes else "missing timestamp")
    return text[:at], text[at + 1 :]


def _find(text: str, end: str, start: int, *, quotes: bool) -> int:
    at, quoted = start, False
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            at += 2
            continue
        if quotes and text[at] == '"':
            quoted = not quoted
        elif text[at] == end and not quoted:
            return at
        at += 1
    return -1


def _split(text: str, separator: str, *, quotes: bool) -> list[str]:
    parts, start = [], 0
    while (at := _find(text, separator, start, quotes=quotes)) >= 0:
        parts.append(text[start:at])
        start = at + 1
    return [*parts, text[start:]]


def _pair(text: str) -> tuple[str, str]:
    at = _find(text, "=", 0, quotes=True)
    if at <= 0:
        raise LineError("missing key or value")
    return text[:at], text[at + 1 :]


def _plain(text: str) -> str:
    for mark in ",= ":
        text = text.replace("\\" + mark, mark)
    return text


def _value(text: str) -> float | int | str | bool:
    if text.startswith('"'):
        if len(text) < 2 or not text.endswith('"'):
            raise LineError("unbalanced quotes")
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if text in ("true", "false"):
        return text == "true"
    try:
        if text.endswith("i"):
            number = int(text[:-1])
            if not -(2**63) <= number < 2**63:
                raise LineError("integer out of range")
            return number
        if text.lower().lstrip("+-") in ("nan", "inf", "infinity"):
            raise LineError("invalid number")
        return float(text)
    except ValueError as error:
        raise LineError("invalid field format") from error
