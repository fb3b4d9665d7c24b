"""Events as InfluxDB line protocol.

A point is found again by measurement, tags and time, so the same event must always give the same three: its time is
the media time to the millisecond, and the nanoseconds below come from the event's id and phase. Two events of one
series in the same millisecond then differ, and one that is sent twice overwrites itself.
Source: InfluxDB v2 reference, "Line protocol".
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from pydantic_core import from_json, to_json

from core.evidence.links import sealed
from core.journal.rows import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.journal.rows import Stored

    Values = Mapping[str, Any]
    Point = tuple[str, Mapping[str, str], Values]  # measurement, tags, fields

_TAG: Final = re.compile(r"([,= ])")
_STRING: Final = re.compile(r'(["\\])')
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SIMPLE: Final = re.compile(r"[A-Za-z0-9 _.:+-]{0,256}")
_MAX_STRING: Final = 60_000


def line(event: Stored) -> bytes:
    """The first of an event's `lines`, which is in its kind's own measurement."""
    return lines(event)[0]


def lines(event: Stored, evidence_key: str | None = None) -> list[bytes]:
    """The points of an event, one or more, without newlines.

    Args:
        event: from the journal.
        evidence_key: links to evidence are sealed with it; None where nobody could open them.

    Raises:
        ValueError: the event holds nothing that could be stored, or is not what its kind promises.
    """
    try:
        values: dict[str, Any] = from_json(event.body, cache_strings="keys")  # of values few come again
        if evidence_key:
            values["links"] = sealed(values.get("evidence", ()), evidence_key)
        points = _POINTS[KINDS[event.kind]](values)
        time = timestamp(event.time, values["id"], values["phase"])
        return [
            f"{_series(measurement, tuple(tags.items()))} {_fields(fields)} {time}".encode()
            for measurement, tags, fields in points
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"unknown kind of event: {error!r}") from error


def timestamp(time: int, event_id: str, phase: str) -> int:
    """Nanoseconds for a media time in microseconds: to the millisecond, below it told apart by event and phase."""
    return time // 1_000 * 1_000_000 + crc32(f"{event_id}\0{phase}".encode()) % 1_000_000


@lru_cache(maxsize=4_096)
def _series(measurement: str, tags: tuple[tuple[str, str], ...]) -> str:
    """Measurement and tags; few enough of them to be remembered."""
    return measurement + "".join(f",{key}={_tag(value)}" for key, value in tags if value)


def _tag(value: str) -> str:
    if "\\" in value or _CONTROL.search(value):
        raise ValueError(f"tag {value!r} cannot be written in line protocol")
    return _TAG.sub(r"\\\1", value)


def _fields(fields: Values) -> str:
    texts = [f"{_key(key)}={text}" for key, value in fields.items() if (text := _field(value)) is not None]
    if not texts:
        raise ValueError("no field has a value")
    return ",".join(texts)


@lru_cache(maxsize=4_096)
def _key(key: str) -> str:
    return _TAG.sub(r"\\\1", _CONTROL.sub(" ", key.replace("\\", "/")))


def _field(value: float | str | None) -> str | None:
    """The text of a field's value; None for what a database cannot hold."""
    if isinstance(value, str):
        return f'"{value}"' if _SIMPLE.fullmatch(value) else _string(value)
    if isinstance(value, float):
        return repr(value) if isfinite(value) else None
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value}i" if isinstance(value, int) else None


def _string(value: str) -> str:
    """A string in quotes; line breaks become blanks, because not every receiver understands them."""
    return '"' + _STRING.sub(r"\\\1", _CONTROL.sub(" ", value)[:_MAX_STRING]) + '"'


def _place(event: Values) -> dict[str, str]:
    return {"site": event["site"], "camera": event["camera"]}


def _detection(event: Values) -> list[Point]:
    counts = {f"{name}_count": count for name, count in event["counts"].items()}
    total = {"objects": len(event["objects"]), "processing_ms": float(event["processing_ms"])}
    return [("detections", _place(event), {**total, **counts})]


def _crossing(event: Values) -> list[Point]:
    tags = {**_place(event), "line": event["line"], "direction": event["direction"], "class": event["class"]}
    fields = {"count": 1, "confidence": float(event["confidence"]), **_who(event)}
    points: list[Point] = [("counts", {**tags, "line_kind": event.get("line_kind") or ""}, fields)]
    if event.get("speed_kmh") is not None:  # older events have none
        points.append(("speeds", tags, _speed(event)))
    return points


def _who(event: Values) -> Values:
    """Never tags: each would be a series of its own. Older events tell no scene."""
    return {"track": event["track"], "event": event["id"], "scene": event.get("scene")}


def _speed(event: Values) -> Values:
    return {"speed_kmh": float(event["speed_kmh"]), "error_kmh": float(event["speed_error_kmh"])}


def _movement(event: Values) -> list[Point]:
    way = {key: event[key] for key in ("origin", "destination", "class")}
    fields = {"count": 1, "seconds": float(event["seconds"]), **_who(event)}
    speed = _speed(event) if event["speed_kmh"] is not None else {}
    return [("movements", {**_place(event), **way, "turn": event["turn"] or ""}, {**fields, **speed})]


def _occupancy(event: Values) -> list[Point]:
    length = {"seconds": float(event["seconds"])}
    return [("occupancy", {**_place(event), **_zone(zone)}, {**_fullness(zone), **length}) for zone in event["zones"]]


def _zone(zone: Values) -> dict[str, str]:
    return {"zone": zone["zone"], "zone_kind": zone["zone_kind"]}


def _fullness(zone: Values) -> Values:
    whole = {"objects": sum(zone["objects"].values()), "queue": zone["queue"], "max_queue": zone["max_queue"]}
    return {**whole, "mean_objects": float(zone["mean_objects"]), "occupancy": float(zone["occupancy"])}


def _violation(event: Values) -> list[Point]:
    """`count` is 1 for the phase that opens a violation, so that its sum counts violations, not phases."""
    tags = {**_place(event), "rule": event["rule"], "class": event["class"], "phase": event["phase"]}
    fields = {
        "count": int(event["phase"] == "new"),
        **_who(event),
        "started": event["started"],
        "facts": to_json(event["facts"]).decode(),
    }
    evidence = event.get("evidence")  # older events have none
    names = {"evidence": ",".join(evidence) if evidence else None, **event.get("links", {})}
    return [("violations", tags, {**fields, **names})]


def _review(event: Values) -> list[Point]:
    tags = {**_place(event), "rule": event["rule"]}
    fields = {key: event[key] for key in ("verdict", "note", "reviewer")}
    return [("reviews", tags, {"event": event["violation"], **fields})]


def _watching(event: Values) -> list[Point]:
    """`watched` is 0 where nothing could be counted, so that its sum is how long was watched."""
    seconds = float(event["seconds"])
    watched = seconds if event["quality"] == "good" else 0.0
    return [("watching", _place(event), {"seconds": seconds, "watched": watched, "quality": event["quality"]})]


def _performance(event: Values) -> list[Point]:
    stages = {
        f"{stage}_{quantile}_ms": float(value)
        for stage, times in event["stages_ms"].items()
        for quantile, value in times.items()
    }
    backlog = {f"backlog_{sink}": count for sink, count in event["backlog"].items()}
    set_aside = {f"set_aside_{sink}": count for sink, count in (event.get("set_aside") or {}).items()}
    rest = {"fps": float(event["fps"]), "captured": event["frames"] + event["skipped"], "skipped": event["skipped"]}
    words = {"state": event["state"], "detector": event["detector"]}
    return [("performance", _place(event), {**rest, **words, **stages, **backlog, **set_aside})]


def _service_health(event: Values) -> list[Point]:
    """A state is written when it changed: the last one then also tells since when."""
    changed = {"state": event["state"], "reason": event["reason"]} if event["phase"] == "new" else {}
    uptime = event.get("uptime_s")  # older events have none of these
    usage = {
        "restarts": event.get("restarts"),
        "memory_bytes": event.get("memory_bytes"),
        "uptime_s": None if uptime is None else float(uptime),
    }
    return [("service_health", {**_place(event), "service": event["service"]}, {**changed, **usage})]


_POINTS: Final[Mapping[str, Callable[[Values], list[Point]]]] = {
    "detection": _detection,
    "crossing": _crossing,
    "movement": _movement,
    "occupancy": _occupancy,
    "violation": _violation,
    "review": _review,
    "watching": _watching,
    "performance": _performance,
    "service_health": _service_health,
}
