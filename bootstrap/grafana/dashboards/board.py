"""What all dashboards share: variables, the link between them, a mark for each violation."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.dashboards.flux import CHOICE, EITHER, RAW, SITE, select
from bootstrap.grafana.dashboards.panels import SOURCE, Json
from core.telemetry.flux import REAL, pipe
from core.types import CLASSES

TAG: Final = "smart-intersection"
RAW_DAYS: Final = "30"  # until setup writes what the owner chose
_SCHEMA: Final = 37  # of Grafana 9.3
_EVERY: Final = ("1m", "5m", "15m", "1h", "1d")
_ALL: Final[Json] = {"text": "All", "value": "$__all"}


def dashboard(uid: str, title: str, note: str, panels: list[Json], *, only: tuple[Json, ...] = ()) -> dict[str, Any]:
    """A dashboard.

    Args:
        uid: the same for ever: links and bookmarks go by it.
        title: unique.
        note: what it answers.
        panels: placed.
        only: variables of this one alone.
    """
    return {
        "id": None,
        "uid": uid,
        "title": title,
        "description": note,
        "tags": [TAG],
        "timezone": "browser",
        "editable": True,
        "graphTooltip": 1,
        "refresh": "30s",
        "schemaVersion": _SCHEMA,
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [site(), camera(), *only, raw_days()]},
        "annotations": {"list": [violations()]},
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
    return {**_custom("class", "Class", CLASSES, _ALL), "multi": True, "includeAll": True, "allValue": ".*"}


def bins() -> Json:
    """How long a bin is; traffic engineers count in 15 minutes."""
    return _custom("bin", "Bin", _EVERY, {"text": "15m", "value": "15m"})


def quantile() -> Json:
    """Which percentile of latency."""
    return _custom("quantile", "Percentile", ("p50", "p95", "p99"), {"text": "p95", "value": "p95"})


def timezone() -> Json:
    """Where a day begins and which hour it is: at the site, not at the viewer."""
    current = {"text": "UTC", "value": "UTC"}
    head = {"type": "textbox", "name": "timezone", "label": "Time zone of the site"}
    return {**head, "query": "UTC", "current": current, "options": [{**current, "selected": True}]}


def raw_days() -> Json:
    """For how long single events are kept; setup writes the owner's choice."""
    current = {"text": RAW_DAYS, "value": RAW_DAYS}
    return {"type": "constant", "name": "raw_days", "hide": 2, "query": RAW_DAYS, "current": current}


def violations() -> Json:
    """A mark where a violation began."""
    query = pipe(
        select(RAW, "violations", '== "track"', 'r.phase == "new"'),
        "group()",
        'map(fn: (r) => ({time: r._time, text: r.rule + ": " + r.class + " at " + r.camera, tags: r.rule}))',
        'sort(columns: ["time"], desc: true)',
        "limit(n: 500)",
    )
    target = {"refId": "Anno", "datasource": SOURCE, "query": query}
    head = {"name": "Violations", "enable": True, "hide": False, "iconColor": "red"}
    return {**head, "datasource": SOURCE, "target": target}


def _found(name: str, label: str, which: str) -> Json:
    """A variable whose values are those of a tag."""
    query = (
        'import "influxdata/influxdb/schema"\n\n'
        f"{CHOICE}schema.tagValues(\n"
        f'    bucket: {EITHER},\n    tag: "{name}",\n    predicate: {which},\n'
        "    start: v.timeRangeStart,\n    stop: v.timeRangeStop,\n)"
    )
    head = {"type": "query", "name": name, "label": label, "datasource": SOURCE, "query": query, "definition": query}
    choice = {"multi": True, "includeAll": True, "allValue": ".*", "current": _ALL, "options": []}
    return {**head, **choice, "refresh": 2, "sort": 1, "hide": 0}


def _custom(name: str, label: str, values: tuple[str, ...], current: Json) -> Json:
    options = [{"text": one, "value": one, "selected": one == current["value"]} for one in values]
    head = {"type": "custom", "name": name, "label": label, "hide": 0}
    return {**head, "query": ",".join(values), "current": current, "options": options}


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
