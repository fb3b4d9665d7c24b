"""How all of it is, as rows of the health list and as one sentence for the header. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    "paused": "ok",
    "ended": "off",
    "unchanged": "busy",
    "no-data": "busy",
    "reconnecting": "busy",
    "not-shown": "failed",
    "failed": "failed",
}
#: What is only on its way is no trouble.
_ON_ITS_WAY: Final = {"starting", "connecting", "waiting", "stopping", "idle"}


class CameraHealth(NamedTuple):
    """A camera at one look: name, status, reason, and for how long it has been so, seconds (0 where not known)."""

    name: str
    status: str
    reason: str
    seconds: int


class Headline(NamedTuple):
    """What the header says: how bad it is, the row that is worst (its service and condition), and how many are bad."""

    level: str
    service: str = ""
    condition: str = ""
    seconds: int = 0
    troubles: int = 0


def rows(
    state: dict[str, Any] | None,
    engine: engine_state.Status,
    cameras: Iterable[CameraHealth],
    faults: Mapping[str, Fault],
    tick: float,
) -> list[Row]:
    """All rows: engine and its parts, evidence, cameras, and what of the window itself does not work.

    Args:
        state: the engine's last state, None if there never was one.
        engine: how the engine is.
        cameras: how its cameras are.
        faults: of the window, by worker.
        tick: monotonic seconds.
    """
    found = engine_state.services(state, engine)
    if engine.code == "running":
        found += _evidence(state or {})
        found += [_camera(one) for one in cameras]
    return found + [_fault(one, tick) for one in faults.values() if not one.worker.startswith("camera/")]


def _camera(one: CameraHealth) -> Row:
    level = CAMERA_LEVELS.get(one.status, "unknown" if one.status.startswith("engine-") else "busy")
    return (f"camera/{one.name}", level, one.status, "", one.reason, 0, one.seconds, 0)


def _evidence(state: dict[str, Any]) -> list[Row]:
    """One row where evidence is kept or should be."""
    told = state.get("evidence")
    if not isinstance(told, dict):
        return []
    written, reason = int(told.get("written") or 0), str(told.get("reason") or "")
    failed = int(told.get("failed") or 0) + int(told.get("missed") or 0)
    if not (written or failed or reason):
        return []
    level, condition = ("failed", "not-written") if reason else ("ok", "running")
    return [("evidence", level, condition, "", reason, 0, written, failed)]


def _fault(one: Fault, tick: float) -> Row:
    level, condition = ("failed", "restarting") if one.times else ("busy", "hangs")
    return (f"window/{one.worker}", level, condition, "", one.reason, 0, int(max(0.0, tick - one.since)), 0)


def headline(found: list[Row], engine: engine_state.Status) -> Headline:
    """What the header says of these rows. An engine that does not run outweighs everything."""
    if engine.code != "running":
        return Headline({"stalled": "busy", "waiting": "unknown"}.get(engine.code, "failed"), "engine", engine.code)
    bad = sorted(filter(_is_trouble, found), key=lambda row: row[1] != "failed")
    if not bad:
        return Headline("ok", "engine", "running")
    service, level, condition, *_, seconds, _lost = bad[0]
    return Headline(level, service, condition, seconds, len(bad))


def _is_trouble(row: Row) -> bool:
    _service, level, condition, *_, lost = row
    return level == "failed" or lost > 0 or (level == "busy" and condition not in _ON_ITS_WAY)
