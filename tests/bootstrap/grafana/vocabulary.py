"""What the line-protocol writer writes, found by having it write; and what a Flux script asks for."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from line_protocol import Parsed, parse
from samples import one_of_each

from bootstrap.influx.flux import QUANTILES, downsample
from core.events import StageTimes, Watching
from core.evidence import file_names
from core.journal.rows import Stored, encode
from core.seeing import Seeing
from core.sinks.lines import lines
from core.types import CLASSES


@dataclass
class Measurement:
    tags: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)


def _stages() -> list[str]:
    """The stages the pipeline times: the keywords of its clock.add(...)."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(Seeing._count)))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
    (add,) = [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr == "add"]
    return [str(keyword.arg) for keyword in add.keywords]


def _events() -> list[Any]:
    detection, crossing, violation, performance, health, *rest = one_of_each()
    times = {stage: StageTimes(p50=1, p95=2, p99=3) for stage in _stages()}
    return [
        detection.model_copy(update={"counts": dict.fromkeys(CLASSES, 1)}),
        crossing.model_copy(update={"speed_kmh": 40.0, "speed_error_kmh": 2.0, "line_kind": "stop"}),
        violation.model_copy(update={"evidence": file_names("0" * 32, clip=True)}),
        performance.model_copy(update={"stages_ms": times, "set_aside": performance.backlog}),
        health.model_copy(update={"restarts": 1, "memory_bytes": 1, "uptime_s": 1.0}),
        Watching(**detection.model_dump(include={"id", "site", "camera", "time"}), seconds=15.0, quality="good"),
        *rest,
    ]


@cache
def written() -> dict[str, Measurement]:
    """Measurements with their tags and fields."""
    found: dict[str, Measurement] = {}
    for event in _events():
        row = encode(event)
        for line in lines(Stored(1, row.kind, row.time, row.body), "key of links"):
            point = parse(line.decode())
            one = found.setdefault(point.measurement, Measurement())
            one.tags |= set(point.tags)
            one.fields |= set(point.fields)
    return found


@cache
def sample(measurement: str) -> Parsed:
    """A point of it, with every field."""
    rows = (encode(event) for event in _events())
    points = (
        parse(line.decode()) for row in rows for line in lines(Stored(1, row.kind, row.time, row.body), "key of links")
    )
    return max((one for one in points if one.measurement == measurement), key=lambda one: len(one.fields))


@cache
def _kept() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Measurement and field of what each part of the task's script writes to the bucket of 15-minute values."""
    parts = downsample("task", "traffic", "org", "15m", "2h").split("from(bucket:")[1:]
    return [(_filter("_measurement", part), _filter("_field", part)) for part in map(_as_kept, parts)]


def _as_kept(part: str) -> str:
    """A part whose values are made of others: under the names that they are kept by."""
    names = "|".join(re.findall(r'set\(key: "_field", value: "(\w+)"\)', part))
    return re.sub(r'r\._field == "\w+"', f"r._field =~ /^({names})$/", part) if names else part


def _filter(column: str, script: str) -> re.Pattern[str]:
    equal = re.findall(rf'r\.{column} == "(\w+)"', script)
    (pattern,) = [f"^{one}$" for one in equal] or re.findall(rf"r\.{column} =~ /([^/]+)/", script)
    return re.compile(pattern)


def downsampled(measurement: str, name: str) -> bool:
    """Whether a field gets into the bucket of 15-minute values."""
    return any(one.search(measurement) and other.search(name) for one, other in _kept())


# As the data source's backend and the page replace them before the database sees the script.
_MACROS = {
    "v.timeRangeStart": "2026-05-04T06:00:00Z",
    "v.timeRangeStop": "2026-05-04T12:00:00Z",
    "v.windowPeriod": "1m0s",
    "v.defaultBucket": '"traffic"',
}


def interpolated(script: str, variables: dict[str, str]) -> str:
    """The script as it reaches the database."""
    for macro, value in _MACROS.items():
        script = script.replace(macro, value)
    return re.sub(r"\$\{(\w+)(?::regex)?\}", lambda found: variables[found[1]], script)


def problems(script: str) -> list[str]:
    """What a script (interpolated) asks for that nobody writes."""
    found = []
    for part in re.split(r"(?=\bfrom\(bucket:)", script)[1:]:
        measurements = re.findall(r'r\._measurement == "([^"]*)"', part)
        known = written()
        found += [f"nobody writes the measurement {one}" for one in measurements if one not in known]
        if len(measurements) != 1 or found:
            return [*found, *([] if measurements else ["no measurement"])]
        one = known[measurements[0]]
        if measurements[0] == "speeds" and part.startswith("from(bucket: bucket)"):
            one = Measurement(one.tags, one.fields | set(QUANTILES))
        fields = [name for name in one.fields if _asked(name, part)]
        if not fields:
            found.append(f"no field of {measurements[0]} is asked for")
        for literal in _literals(part):
            if literal not in one.fields:
                found.append(f"{measurements[0]} has no field {literal}")
        if part.startswith("from(bucket: bucket)"):
            found += [
                f"{name} is not in the 15-minute bucket" for name in fields if not downsampled(measurements[0], name)
            ]
        own = set(re.findall(r"\br\.([a-z]\w*)", part)) - one.fields - _made(script)
        found += [f"{measurements[0]} has no tag {name}" for name in own - one.tags]
    return found


def _asked(name: str, part: str) -> bool:
    equal = re.findall(r'r\._field == "([^"]*)"', part)
    patterns = re.findall(r"r\._field =~ /((?:[^/\\]|\\.)*)/", part)
    return name in equal or any(re.search(pattern, name) for pattern in patterns)


def _literals(part: str) -> list[str]:
    """Fields named one by one: `== "a"` and the alternatives of `=~ /^(a|b)$/`."""
    groups = re.findall(r"r\._field =~ /\^([\w|()]*)\$/", part)
    return re.findall(r'r\._field == "([^"]*)"', part) + [name for group in groups for name in _alternatives(group)]


def _alternatives(pattern: str) -> list[str]:
    found = re.fullmatch(r"(\w*)\(([\w|]*)\)(.*)", pattern)
    if not found:
        return [pattern]
    head, options, rest = found.groups()
    return [head + option + tail for option in options.split("|") for tail in _alternatives(rest)]


def _made(script: str) -> set[str]:
    """Columns a script makes itself: by map and by rename."""
    records = re.findall(r"\(\{(.*?)\}\)", script)
    return {name for record in records for name in re.findall(r"\b([a-z]\w*):", record)}


def panels(board: dict[str, Any]) -> list[dict[str, Any]]:
    """All panels that show something, those in folded rows, too."""
    every = [one for top in board["panels"] for one in (top, *top.get("panels", ()))]
    return [one for one in every if one["type"] != "row"]


def queries(board: dict[str, Any]) -> dict[str, str]:
    """All Flux of a dashboard, interpolated, by where it is."""
    variables = {one["name"]: _value(one) for one in board["templating"]["list"]}
    found = {f"variable {one['name']}": one["query"] for one in board["templating"]["list"] if one["type"] == "query"}
    found |= {f"annotation {one['name']}": one["target"]["query"] for one in board["annotations"]["list"]}
    found |= {panel["title"]: target["query"] for panel in panels(board) for target in panel["targets"]}
    return {where: interpolated(script, variables) for where, script in found.items()}


def _value(variable: dict[str, Any]) -> str:
    value = variable["current"]["value"]
    return str(variable["allValue"] if value == "$__all" else value)


def show(value: object) -> str:
    return json.dumps(value, indent=1)
