"""What is drawn over the newest frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.analyse.event_maker import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.analyse.tally import Tally
    from core.analyse.view import View
    from core.settings.scene import Scene
    from core.trajectory import Mover


def overlay(scene: Scene, view: View | None, tally: Tally, movers: Sequence[Mover], time: float) -> dict[str, Any]:
    """JSON values, pixels."""
    if view is None:
        return {"objects": [], "lines": [], "zones": [], "signals": {}, "violations": []}
    return {
        "objects": [_drawn(mover, view, time) for mover in movers],
        "lines": [
            {"id": line.id, "points": points, "kind": line.kind, **tally.totals(line.id)}
            for line, points in zip(scene.lines, view.lines, strict=True)
        ],
        "zones": [
            {"id": zone.id, "kind": zone.kind, "points": points}
            for zone, points in zip(scene.zones, view.polygons, strict=True)
        ],
        "signals": view.signals.states(time),
        "violations": sorted(set().union(*(rule.offenders() for rule in view.rules.values()))),
    }


def _drawn(mover: Mover, view: View, time: float) -> dict[str, Any]:
    track = mover.track
    pace = view.pace(track.id, time)
    return {
        "id": track.id,
        "class": mover.cls,
        "box": list(rounded(track.box)),
        "score": round(track.score, 2),
        "observed": track.observed,
        "trail": view.trajectories.of(track.id).trail(),
        **({} if pace is None else {"speed_kmh": pace}),
    }
