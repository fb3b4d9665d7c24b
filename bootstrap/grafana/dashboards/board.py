"""What all dashboards share: variables, the link between them, a mark for each violation."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args

from bootstrap.grafana.dashboards.flux import BINS, CHOICE, EITHER, NAMES, RAW, SITE, named, select
from bootstrap.grafana.dashboards.panels import SOURCE, Json
from bootstrap.grafana.site import TAG
from bootstrap.grafana.wording import say
from core.class_names import CLASSES
from core.reports.flux import REAL, pipe
from core.settings.scene import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

UTC: Final = "UTC"
RAW_DAYS: Final = "30"  # until setup writes what the owner chose
_SCHEMA: Final = 37  # of Grafana 9.3
_LINES: Final = tuple(kind for kind in get_args(LineKind) if kind != "count")  # may see the same vehicle as any other
_EVERY: Final = ("1m", "5m", "15m", "1h", "1d")
_ALL: Final[Json] = {"text": say("All"), "value": "$__all"}


def dashboard(  # noqa: PLR0913 - what a dashboard is made of, each in words
    uid: str,
    title: str,
    note: str,
    panels: list[Json],
    *,
    only: tuple[Json, ...] = (),
    marks: tuple[Json, ...] = (),
) -> dict[str, Any]:
    """A dashboard.

    Args:
        uid: the same for ever: links and bookmarks go by it.
        title: unique.
        note: what it answers.
        panels: placed.
        only: variables of this one alone.
        marks: annotations.
    """
    return {
        "id": None,
        "uid": uid,
        "title": say(title),
        "description": say(note),
        "tags": [TAG],
        "timezone": UTC,  # until setup writes the site's
        "editable": True,
        "graphTooltip": 1,
        "refresh": "30s",
        "schemaVersion": _SCHEMA,
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [site(), camera(), *only, raw_days()]},
        "annotations": {"list": list(marks)},
        "links": [_LINK],
        "panels": panels,
    }


def site() -> Json:
    """Sites that have told something in the range."""
    return _found("site", "Site", f"(r) => {REAL}")


def camera() -> Json:
    """Cameras of the chosen sites."""
    return _found("camera", "Camera", f"(r) => {SITE}")


def road_user() -> Json:
    """Classes of road users: the detector's whole vocabulary, whether one was seen or not."""
    return {
        **_custom("class", "Class", CLASSES, _ALL, NAMES["class"]),
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
    }


def bins() -> Json:
    """How long a bin is; traffic engineers count in 15 minutes."""
    return _custom("bin", "Bin", _EVERY, {"text": "15m", "value": "15m"})


def quantile() -> Json:
    """Which percentile of latency."""
    return _custom("quantile", "Percentile", ("p50", "p95", "p99"), {"text": "p95", "value": "p95"})


def line_type() -> Json:
    """Which lines are added up: those of one purpose, as a stop line and an exit line count the same vehicle."""
    return _custom(
        "line_kind",
        "Line type",
        _LINES,
        {"text": NAMES["line_kind"][_LINES[0]], "value": _LINES[0]},
        NAMES["line_kind"],
    )


def timezone() -> Json:
    """Where a day begins and which hour it is: at the site, not at the viewer. Setup writes it."""
    return {"type": "constant", "name": "timezone", "hide": 2, "query": UTC, "current": {"text": UTC, "value": UTC}}


def raw_days() -> Json:
    """For how long single events are kept; setup writes the owner's choice."""
    current = {"text": RAW_DAYS, "value": RAW_DAYS}
    return {"type": "constant", "name": "raw_days", "hide": 2, "query": RAW_DAYS, "current": current}


def violations() -> Json:
    """A mark where a violation began."""
    query = pipe(
        select(RAW, "violations", '== "track"', 'r.phase == "new"'),
        "group()",
        named("rule", NAMES["rule"]),
        named("class", NAMES["class"]),
        'map(fn: (r) => ({time: r._time, text: r.rule + ": " + r.class + ", " + r.camera, tags: r.rule}))',
        'sort(columns: ["time"], desc: true)',
        "limit(n: 500)",
    )
    target = {"refId": "Anno", "datasource": SOURCE, "query": query}
    head = {"name": say("Violations"), "enable": True, "hide": False, "iconColor": "red"}
    return {**head, "datasource": SOURCE, "target": target}


def unfinished() -> Json:
    """A shade over the last bin while it is not over: its bar is still growing."""
    query = (
        'import "array"\n'
        + BINS
        + f"""end = if int(v: now()) < int(v: v.timeRangeStop) then now() else v.timeRangeStop
begun = date.truncate(t: end, unit: every, location: location)
array.from(rows: [{{time: begun, timeEnd: end, text: "{say("bin not finished")}", tags: "bin"}}])
"""
    )
    target = {"refId": "Anno", "datasource": SOURCE, "query": query}
    head = {"name": say("Unfinished bin"), "enable": True, "hide": False, "iconColor": "rgba(128, 128, 128, 0.5)"}
    return {**head, "datasource": SOURCE, "target": target}


def _found(name: str, label: str, which: str) -> Json:
    """A variable whose values are those of a tag."""
    query = (
        'import "influxdata/influxdb/schema"\n\n'
        f"{CHOICE}schema.tagValues(\n"
        f'    bucket: {EITHER},\n    tag: "{name}",\n    predicate: {which},\n'
        "    start: v.timeRangeStart,\n    stop: v.timeRangeStop,\n)"
    )
    head = {
        "type": "query",
        "name": name,
        "label": say(label),
        "datasource": SOURCE,
        "query": query,
        "definition": query,
    }
    choice = {"multi": True, "includeAll": True, "allValue": ".*", "current": _ALL, "options": []}
    return {**head, **choice, "refresh": 2, "sort": 1, "hide": 0}


def _custom(
    name: str, label: str, values: tuple[str, ...], current: Json, names: Mapping[str, str] = MappingProxyType({})
) -> Json:
    """A variable to choose from; values that have names are shown by them."""
    options = [{"text": names.get(one, one), "value": one, "selected": one == current["value"]} for one in values]
    query = ",".join(f"{names[one]} : {one}" if one in names else one for one in values)
    head = {"type": "custom", "name": name, "label": say(label), "hide": 0}
    return {**head, "query": query, "current": current, "options": options}


_LINK: Final[Json] = {
    "title": "Smart Intersection",
    "type": "dashboards",
    "tags": [TAG],
    "asDropdown": True,
    "includeVars": True,
    "keepTime": True,
    "targetBlank": False,
    "icon": "external link",
    "tooltip": "",
    "url": "",
}
