"""The InfluxDB data source: Flux with Grafana's macros, really asked of the server with the provisioned token."""

from __future__ import annotations

import csv
import json
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from typing import Any, NamedTuple

_TYPES = {"string": "string", "long": "number", "double": "number", "boolean": "boolean", "dateTime:RFC3339": "time"}


class QueryError(Exception):
    """InfluxDB's own words; `known` is whether it has understood the question."""

    def __init__(self, message: str, *, known: bool = True) -> None:
        super().__init__(message)
        self.known = known


class Table(NamedTuple):
    """One table of an answer: names, types and group key of its columns, and its rows."""

    names: list[str]
    types: list[str]
    keyed: list[bool]
    rows: list[list[str]]


def known(sources: dict[str, Any], uid: str) -> dict[str, Any]:
    """The data source of this uid."""
    if uid not in sources:
        raise QueryError("data source not found")
    return dict(sources[uid])


def ask(source: dict[str, Any], query: str, start: float, stop: float) -> list[Table]:
    """Run a query for a time range, seconds since the epoch."""
    settings = source.get("jsonData") or {}
    if source["type"] != "influxdb" or settings.get("version") != "Flux" or not settings.get("organization"):
        raise QueryError("not a Flux data source")
    script = _macros(query, settings, start, stop)
    body = {"query": script, "type": "flux", "dialect": {"annotations": ["datatype", "group", "default"]}}
    request = urllib.request.Request(  # noqa: S310 - the data source's address
        f"{source['url']}/api/v2/query?{urllib.parse.urlencode({'org': settings['organization']})}",
        json.dumps(body).encode(),
        {
            "Authorization": f"Token {(source.get('secureJsonData') or {}).get('token', '')}",
            "Content-Type": "application/json",
        },
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as answer:
            return _tables(answer.read().decode())
    except urllib.error.HTTPError as error:
        said = json.loads(error.read() or b"{}")
        raise QueryError(f"{said.get('code')}: {said.get('message')}", known=error.code != 501) from None
    except OSError as error:
        raise QueryError(f'Post "{source["url"]}/api/v2/query": dial tcp: {error}') from None


def frames(tables: list[Table]) -> list[dict[str, Any]]:
    """As Grafana answers: columns of values, times in milliseconds."""
    found = []
    for table in tables:
        fields = [{"name": name, "type": _TYPES[kind]} for name, kind in zip(table.names, table.types, strict=True)]
        columns = [[_value(row[at], kind) for row in table.rows] for at, kind in enumerate(table.types)]
        found.append({"schema": {"refId": "A", "fields": fields}, "data": {"values": columns}})
    return found


def _macros(query: str, settings: dict[str, Any], start: float, stop: float) -> str:
    bucket = json.dumps(settings.get("defaultBucket", ""))
    for name, value in (
        ("v.timeRangeStart", _stamp(start)),
        ("v.timeRangeStop", _stamp(stop)),
        ("v.defaultBucket", bucket),
        ("v.bucket", bucket),
        ("v.organization", json.dumps(settings["organization"])),
    ):
        query = query.replace(name, value)
    return query


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _tables(text: str) -> list[Table]:
    """Annotated CSV; the first column is the annotations', then come result and table."""
    found: list[Table] = []
    types: list[str] = []
    keyed: list[bool] = []
    names: list[str] = []
    number = ""
    for line in csv.reader(text.splitlines()):
        if not any(line):
            names = []
        elif line[0] == "#datatype":
            types = line[3:]
        elif line[0] == "#group":
            keyed = [one == "true" for one in line[3:]]
        elif line[0] == "#default":
            names = []
        elif not names:
            names, number = line[3:], ""
        else:
            if line[2] != number:
                number = line[2]
                found.append(Table(names, types, keyed, []))
            found[-1].rows.append(line[3:])
    return found


def _value(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "dateTime:RFC3339":
        return round(datetime.fromisoformat(text).timestamp() * 1000)
    if kind == "boolean":
        return text == "true"
    return text if kind == "string" else float(text) if kind == "double" else int(text)
