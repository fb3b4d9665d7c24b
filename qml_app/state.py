"""What the engine's state file means at a given moment. Pure functions: time and liveness are parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.kinds.sources import nature
from core.site_names import UNNAMED

if TYPE_CHECKING:
    from qml_app.models import Row

#: The engine writes once a second; after two missed times something is wrong.
STALL_AFTER: Final = 2.5
#: A live picture older than this is not live.
STALE_AFTER: Final = 2.0
#: Seconds for which a camera may give the very same picture before that is said.
FROZEN_AFTER: Final = 20.0

SERVICE_ROLES = ("service", "level", "condition", "address", "reason", "backlog", "amount", "lost")
COUNT_ROLES = ("line", "camera", "first", "name", "forward", "backward", "kinds")
KIND_ROLES = ("kind", "count")
RECENT_ROLES = ("violation", "camera", "track", "rule", "kind", "time")

_OK: Final = {"ok", "up", "running", "connected", "ready", "open", "listening", "delivering", "idle"}
_BUSY: Final = {"busy", "paused", "starting", "connecting", "reconnecting", "waiting", "stopping"}
_OFF: Final = {"off", "disabled", "none"}
_ENGINE_LEVELS: Final = {
    "running": "ok",
    "stalled": "busy",
    "halted": "off",
    "stopped": "failed",
    "deleted": "failed",
}


class Status(NamedTuple):
    """A condition, for how long, in whole seconds (0 where that says nothing), and why, where somebody knows."""

    code: str
    seconds: int = 0
    reason: str = ""


class Glance(NamedTuple):
    """How it all is: the engine's status, rows of all its parts and of its newest violations."""

    engine: str
    parts: list[Row]
    recent: list[Row]


def engine_status(
    state: dict[str, Any] | None, now: float, *, alive: bool, known: bool = False, why: str = ""
) -> Status:
    """How the engine is: waiting (never seen), running, stalled (lives, says nothing), halted, stopped or deleted.

    Halted is one that ended as it was asked to, which is no trouble; one that stopped was killed or fell. What is
    deleted are its files.

    The window has one more, unseen: its own reader does not work.

    Args:
        state: the engine's last state, None if there is none.
        now: seconds since the epoch.
        alive: whether the process that wrote it still exists.
        known: whether there was one before.
        why: why it ended, as its supervisor has it.
    """
    if state is None:
        return Status("deleted" if known else "waiting")
    silent = max(0.0, now - _number(state, "updated"))
    if state.get("stopped") is True:
        return Status("stopped", int(silent), why) if why else Status("halted", int(silent))
    if not alive:
        return Status("stopped", int(silent), why)
    return Status("stalled", int(silent)) if silent > STALL_AFTER else Status("running")


def camera_status(engine: Status, camera: dict[str, Any], frame_age: float | None) -> Status:
    """How a camera is, worst news first. `frame_age` is the age of the newest picture, None if there is none."""
    if engine.code in {"waiting", "halted", "stopped", "deleted", "unseen"}:
        return Status(f"engine-{engine.code}", engine.seconds)
    state = str(camera.get("state", ""))
    if state in {"failed", "ended", "reconnecting"}:
        return Status(state, int(frame_age or 0.0) if state == "reconnecting" else 0)
    if _dict(camera, "playback").get("playing") is False:
        return Status("paused")
    if frame_age is None:
        return Status("starting")
    fps = _number(camera, "fps")
    late = frame_age > max(STALE_AFTER, 3 / fps if fps > 0 else 0.0)
    return Status("no-data", int(frame_age)) if late else _at_work(camera)


def _at_work(camera: dict[str, Any]) -> Status:
    """How one is whose pictures come. A recording is not live, and a picture that never changes shows no present."""
    playback = _dict(camera, "playback")
    if playback or _is_file(str(camera.get("source") or "")):
        return Status("preview" if playback.get("mode") == "preview" else "counting")
    unchanged = _number(camera, "unchanged_s")
    frozen = camera.get("state") == "frozen" or unchanged >= FROZEN_AFTER
    return Status("unchanged", int(unchanged)) if frozen else Status("live")


def _is_file(source: str) -> bool:
    return source != "" and nature(source) == "video"


def caption(state: dict[str, Any]) -> str:
    """What runs, in a word: the site where somebody has named it, else the recording that is watched, else nothing."""
    site, cameras = str(state.get("site") or ""), list(_dict(state, "cameras").values())
    if site != UNNAMED:
        return site
    source = str(_dict({"only": cameras[0]}, "only").get("source") or "") if len(cameras) == 1 else ""
    return Path(source).name if _is_file(source) else ""


def latency_ms(camera: dict[str, Any]) -> float:
    """Median from the moment of capture to the published result, milliseconds; -1 while unknown."""
    times = _dict(_dict(camera, "stages_ms"), "end_to_end")
    return _number(times, "p50") if "p50" in times else -1.0


def engine_level(engine: Status) -> str:
    """How bad that is: ok, busy, failed, off or unknown."""
    return _ENGINE_LEVELS.get(engine.code, "unknown")


def services(state: dict[str, Any] | None, engine: Status) -> list[Row]:
    """Rows of the health list. What a dead engine said about the others is not known to be true any more."""
    rows: list[Row] = [("engine", engine_level(engine), engine.code, "", engine.reason, 0, engine.seconds, 0)]
    state = state or {}
    known = engine.code == "running" and not state.get("unwritten")
    parts = {"broker": _dict(state, "broker"), "journal": _dict(state, "journal"), **_dict(state, "sinks")}
    for name, part in parts.items():
        rows.append(_service(name, part if isinstance(part, dict) else {}, known=known))
    return rows


#: Where a part says why it is as it is, the most important first.
_REASONS = ("reason", "last_error", "error", "notice", "set_aside_reason")


def _service(name: str, part: dict[str, Any], *, known: bool) -> Row:
    condition = str(part.get("state") or ("ok" if part else "off"))
    reason = next((part[key] for key in _REASONS if part.get(key)), None)
    return (
        name,
        level(condition) if known else "unknown",
        condition,
        str(part.get("address") or ""),
        str(reason or ""),
        int(_number(part, "backlog")),
        int(_number(part, "appended") or _number(part, "acked")),
        int(_number(part, "dropped") + _number(part, "set_aside")),
    )


def level(condition: str) -> str:
    """How well a part is, by its own word: ok, busy, off or failed."""
    for found, words in (("ok", _OK), ("busy", _BUSY), ("off", _OFF)):
        if condition in words:
            return found
    return "failed"


def counts(state: dict[str, Any] | None) -> list[Row]:
    """Rows of the counts: each line, whether its camera's first, totals, classes as [{kind, forward, backward}]."""
    rows: list[Row] = []
    for camera, values in _dict(state or {}, "cameras").items():
        for place, (line, directions) in enumerate(_dict(values, "lines").items()):
            forward, backward = _dict(directions, "forward"), _dict(directions, "backward")
            kinds = [
                {"kind": kind, "forward": int(forward.get(kind, 0)), "backward": int(backward.get(kind, 0))}
                for kind in sorted((forward.keys() | backward.keys()) - {"total"})
            ]
            totals = int(_number(forward, "total")), int(_number(backward, "total"))
            rows.append((f"{camera}/{line}", camera, place == 0, line, *totals, kinds))
    return rows


def violations(state: dict[str, Any] | None) -> list[Row]:
    """Violations of all cameras by kind."""
    totals: dict[str, int] = {}
    for camera in _dict(state or {}, "cameras").values():
        for kind, count in _dict(camera, "violations").items():
            totals[kind] = totals.get(kind, 0) + int(count)
    return list(totals.items())


def recent(state: dict[str, Any] | None) -> list[Row]:
    """The newest violations of all cameras, newest first."""
    rows: list[Row] = []
    for name, camera in _dict(state or {}, "cameras").items():
        found = camera.get("recent_violations") if isinstance(camera, dict) else None
        rows += [_recent(name, item) for item in (found or []) if isinstance(item, dict)]
    return sorted(rows, key=lambda row: row[-1], reverse=True)


def _recent(camera: str, item: dict[str, Any]) -> Row:
    texts = (str(item.get(key) or "") for key in ("id", "rule", "class", "time"))
    name, rule, kind, time = texts
    return (name, camera, int(_number(item, "track")), rule, kind, time)


def _dict(values: Any, key: str) -> dict[str, Any]:  # noqa: ANN401 -- JSON of another process
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, dict) else {}


def _number(values: dict[str, Any], key: str) -> float:
    value = values.get(key)
    return float(value) if isinstance(value, int | float) else 0.0
