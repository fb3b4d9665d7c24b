"""How all of it is, as rows of the health list. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.health_names import THREAD
from qml_app import state as engine_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qml_app.faults import Fault
    from qml_app.models import Row

#: Of cameras, by status; what is not here says nothing yet.
CAMERA_LEVELS: Final = {
    "live": "ok",
    "counting": "ok",
    "preview": "ok",
    "paused": "off",
    "ended": "off",
    "held": "busy",
    "unchanged": "busy",
    "no-data": "busy",
    "reconnecting": "busy",
    "not-shown": "failed",
    "failed": "failed",
    "engine-unseen": "failed",
    "engine-stopped": "failed",
}
#: Of these, those in which a reason says what the results lack.
COUNTS: Final = {"live", "counting"}
#: The engine's word for a camera and the window's for the same. Preview and counting are one to it, and one of them
#: did not begin when the other did.
_SAME: Final = {("running", "live"), ("no_data", "no-data"), ("frozen", "unchanged")}
#: Of the pages, the threads that look for them.
_LOOKS_FOR: Final = {
    "traffic": {"counts", "movements", "speeds", "spot_speeds", "occupancy"},
    "violations": {"violations"},
    "services": {"services", "alerts", "log"},
    "setup": {"setup"},
    "settings": {"settings", "scene", "cameras"},
}


class Moment(NamedTuple):
    """By both clocks: monotonic seconds, and seconds since the epoch."""

    tick: float
    now: float


class CameraHealth(NamedTuple):
    """A camera at one look: name, status, reason, and for how long it has been so, seconds (0 where not known).

    `turned` seconds ago one that works began to lack something, or no longer did; None where nobody saw that.
    """

    name: str
    status: str
    reason: str
    seconds: int
    turned: int | None = None


def rows(
    state: dict[str, Any] | None,
    engine: engine_state.Status,
    cameras: Iterable[CameraHealth],
    faults: Mapping[str, Fault],
    moment: Moment,
) -> list[Row]:
    """All rows: engine and its parts, evidence, failing threads, cameras, and what of the window itself does not work.

    Args:
        state: the engine's last state, None if there never was one.
        engine: how the engine is.
        cameras: how its cameras are.
        faults: of the window, by worker.
        moment: of this look.
    """
    found = _told_once(engine_state.services(state, engine))
    if engine.code == "running":
        found += _disk(state or {})
        found += evidence(state or {})
        found += _threads(state or {}, moment.now)
        found += [_camera(one, state or {}, moment.now) for one in cameras]
    return found + [_fault(one, moment.tick) for one in faults.values() if not one.worker.startswith("camera/")]


def _told_once(found: list[Row]) -> list[Row]:
    """Without the broker nothing can be delivered to it: that is its fault, and delivery only waits."""
    reason = next((row[4] for row in found if row[0] == "broker" and row[1] == "failed"), "")
    return [
        (row[0], "busy", "waiting", row[3], "", *row[5:])
        if row[0] != "broker" and row[1] == "failed" and reason and row[4] == reason
        else row
        for row in found
    ]


def camera_level(status: str) -> str:
    """How well a camera of this status is: ok, busy, off, failed or unknown."""
    return CAMERA_LEVELS.get(status, "unknown" if status.startswith("engine-") else "busy")


def _camera(one: CameraHealth, state: dict[str, Any], now: float) -> Row:
    level = camera_level(one.status)
    seconds = max(one.seconds, _since(f"camera/{one.name}", one.status, state, now))
    condition = one.status
    if level == "ok" and one.reason and condition in COUNTS:
        level, condition, seconds = "busy", "limited", one.turned or 0
    elif condition in COUNTS and one.turned is not None:
        seconds = one.turned
    elif condition == "ended" and one.reason:  # what is over lacks it all the same
        level = "busy"
    return (f"camera/{one.name}", level, condition, "", one.reason, 0, seconds, 0)


def _since(service: str, status: str, state: dict[str, Any], now: float) -> int:
    """Seconds for which the engine has said so; it began before this window perhaps."""
    told = state.get("health")
    told = told.get(service) if isinstance(told, dict) else None
    since = told.get("since") if isinstance(told, dict) else None
    same = isinstance(told, dict) and (told.get("state") == status or (told.get("state"), status) in _SAME)
    return max(0, int(now - since)) if same and isinstance(since, int | float) else 0


def evidence(state: dict[str, Any]) -> list[Row]:
    """One row where evidence is kept or should be."""
    told = state.get("evidence")
    if not isinstance(told, dict):
        return []
    written, reason = int(told.get("written") or 0), str(told.get("reason") or "")
    missed = int(told.get("missed") or 0)  # files; an error may have cost several, or none
    if not (written or missed or reason):
        return []
    level, condition = ("failed", "not-written") if reason else ("ok", "running")
    return [("evidence", level, condition, "", reason, 0, written, missed)]


def _disk(state: dict[str, Any]) -> list[Row]:
    """One row where the engine has no room to tell how it is: what it told last is what is shown."""
    why = str(state.get("unwritten") or "")
    return [("disk", "failed", "not-written", "", why, 0, 0, 0)] if why else []


def _threads(state: dict[str, Any], now: float) -> list[Row]:
    """One row for each thread of the engine that has failed within the last minute; it has been begun again."""
    told = state.get("threads")
    failing = told.get("failing") if isinstance(told, dict) else None
    found = failing if isinstance(failing, dict) else {}
    return [
        (f"{THREAD}{name}", "failed", "failed", "", str(why), 0, _since(f"{THREAD}{name}", "failed", state, now), 0)
        for name, why in found.items()
    ]


def _fault(one: Fault, tick: float) -> Row:
    level, condition = ("failed", "restarting") if one.times else ("busy", "hangs")
    return (f"window/{one.worker}", level, condition, "", one.reason, 0, int(max(0.0, tick - one.since)), 0)


def stuck(faults: Mapping[str, Fault]) -> list[str]:
    """The pages that show what was read before, because a thread that looks for them fails or hangs."""
    lasting = {name for name, one in faults.items() if one.until is None}
    return [page for page, workers in _LOOKS_FOR.items() if workers & lasting]
