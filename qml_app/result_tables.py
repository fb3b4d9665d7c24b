"""The result of a recording that was counted, as tables to look at and to save. Plain functions, no Qt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from core.notices import BETWEEN
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.reports.span import Cell, Table

DIRECTIONS: Final = ("forward", "backward")
_COLUMNS: Final = ("site", "camera", "from", "to", "kind", "name", "direction", "class", "count")


def counted(camera: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine tells of a camera, with the result of its last count where there is one."""
    return {**camera, **_dict(camera.get("result"))}


def classes(camera: Mapping[str, Any]) -> list[str]:
    """The classes that were counted at all, in the order they are always shown in."""
    found = {kind for _, _, kinds in (*crossings(camera), *movements(camera)) for kind in kinds}
    known = [kind for kind in CLASSES if kind in found]
    return known + sorted(found.difference(known))


def crossings(camera: Mapping[str, Any]) -> list[tuple[str, str, dict[str, int]]]:
    """Line, direction and how many of each class, of each line in its order; directions nobody took included."""
    lines = _dict(camera.get("lines"))
    return [
        (name, direction, _kinds(_dict(both).get(direction)))
        for name, both in lines.items()
        for direction in DIRECTIONS
    ]


def movements(camera: Mapping[str, Any]) -> list[tuple[str, str, dict[str, int]]]:
    """Approach, exit and how many of each class went from one to the other."""
    found = _dict(camera.get("movements"))
    return [(start, end, _kinds(kinds)) for start, ends in found.items() for end, kinds in _dict(ends).items()]


def violations(camera: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Rule and how often it was broken, of the rules that were looked for."""
    return [(rule, int(count)) for rule, count in _dict(camera.get("violations")).items()]


def limits(camera: Mapping[str, Any]) -> list[str]:
    """What else makes the result less than it seems, as the engine says it; gaps tell their reasons themselves."""
    told = [gap["reason"] for gap in gaps(camera) if gap["reason"]]
    parts = str(camera.get("reason") or "").split(BETWEEN)
    return [part for part in parts if part and not any(reason in part for reason in told)]


def gaps(camera: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is between the recordings: the `file` that follows, and milliseconds since the epoch from when to when.

    `begin` after `end` is an overlap; `reason` says why the file could not be played or what it lacks, and is empty if
    it is whole; `played` whether anything of it was.
    """
    found = camera.get("gaps")
    return [
        {
            "file": str(gap["file"]),
            "reason": str(gap["reason"] or ""),
            "played": bool(gap.get("played", not gap["reason"])),
            "begin": datetime.fromisoformat(gap["from"]).timestamp() * 1000,
            "end": datetime.fromisoformat(gap["to"]).timestamp() * 1000,
        }
        for gap in (found if isinstance(found, list) else [])
    ]


def period(camera: Mapping[str, Any]) -> tuple[datetime, datetime] | None:
    """From when to when the recording was counted; None where that is not known."""
    playback = _dict(camera.get("playback"))
    try:
        if spans := camera.get("recorded"):
            return datetime.fromisoformat(spans[0][0]), datetime.fromisoformat(spans[-1][1])
        start = datetime.fromisoformat(str(playback["recorded_at"]))
        until = start + timedelta(seconds=float(playback.get("length_s") or playback["position_s"]))
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return None
    return (start.replace(tzinfo=start.tzinfo or UTC), until.replace(tzinfo=until.tzinfo or UTC))


def table(site: str, name: str, camera: Mapping[str, Any]) -> Table:
    """All of it as one table, a count a row. Its numbers are those of the report of a run without a window."""
    from core.reports.span import Table  # noqa: PLC0415 -- the first picture does not wait for it

    between = period(camera)
    start, end = between if between is not None else ("", "")
    rows: list[tuple[Cell, ...]] = [(site, name, start, end, *row) for row in _counted(camera)]
    return Table("result", _COLUMNS, rows)


def _counted(camera: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, int]]:
    for line, direction, kinds in crossings(camera):
        for kind, count in kinds.items():
            yield "line", line, direction, kind, count
    for start, end, kinds in movements(camera):
        for kind, count in kinds.items():
            yield "movement", f"{start} → {end}", "", kind, count
    for rule, count in violations(camera):
        yield "violation", rule, "", "", count


def _kinds(found: object) -> dict[str, int]:
    return {kind: int(count) for kind, count in _dict(found).items() if kind != "total" and isinstance(count, int)}


def _dict(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
