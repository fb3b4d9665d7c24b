"""How the week went: what waits is delivered, and all is compared."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from happenings import shared_memory
from ledger import gaps, joined, unshifted
from parts import CAMERA

from core.settings.models import Settings
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from parts import Parts

_PATIENCE: Final = 180.0  # seconds: a limit against hanging
_LONG: Final = 15.0  # seconds of a gap that is worth a word


def end(parts: Parts, began: float) -> dict[str, Any]:
    """Stop the engine, deliver the rest, and report; the keys are those the test looks at."""
    parts.station.shut()
    left = _left(parts)
    parts.ledger.read()
    rest = Telemetry(Settings.model_validate(parts.config()), parts.home / "state")
    rest.start()
    _drain(parts, rest)
    stats = rest.stats()
    rest.close(0.0)
    told, measured = _longest_gaps(parts, began)
    missing, more, other = parts.ledger.database(parts.database.bucket)
    return {
        "events": len(parts.ledger.rows),
        "lost_at_broker": len(parts.ledger.lost_at_broker(parts.listener.heard)),
        "database": {"missing": missing, "more": more, "other": other},
        "dropped": stats["journal"]["dropped"],
        "set_aside": [sink["set_aside"] for sink in stats["sinks"].values()],
        "longest_gap": {"told": told, "measured": measured},
        "gaps": _explained(parts),
        "false": parts.judge.false,
        "answers": parts.judge.answers,
        "cuts": parts.station.cuts,
        "ended_by_themselves": parts.station.ends,
        "left": left,
        "mounted": parts.disks,
    }


def _left(parts: Parts) -> list[str]:
    """What lies about after an orderly end: memory and temporary files; what folders hold that no clean run leaves."""
    memory = [f"shared memory {name}" for name in shared_memory()] if parts.disks else []
    scratch = [str(path) for path in parts.scratch.rglob("*")]
    lives = [str(path) for path in (parts.home / "run").iterdir() if path.suffix in {".part", ".tmp"}]
    return [*memory, *scratch, *lives]


def _drain(parts: Parts, rest: Telemetry) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        waiting = any(sink["backlog"] for sink in rest.stats()["sinks"].values())
        if not waiting and not parts.ledger.lost_at_broker(parts.listener.heard):
            return
        time.sleep(0.2)


def _explained(parts: Parts) -> list[dict[str, Any]]:
    """Longer gaps, as the camera measured them, and what happened meanwhile."""
    long = [gap for gap in gaps(joined(parts.camera.sent)) if gap.seconds > _LONG]
    return [{"seconds": round(gap.seconds, 1), **parts.truth.during(gap.begin - 1.0, gap.end)} for gap in long]


def _longest_gaps(parts: Parts, began: float) -> tuple[float, float]:
    """In counting, as the events tell it and as the camera measured it, seconds."""
    now = time.time()
    ends = [
        [unshifted(moment, parts.shifts, began, now) for moment in stretch] for stretch in parts.ledger.watched(CAMERA)
    ]
    known = [(begin, end) for begin, end in ends if begin is not None and end is not None]
    told = max((gap.seconds for gap in gaps(known)), default=0.0)
    measured = max((gap.seconds for gap in gaps(joined(parts.camera.sent))), default=0.0)
    return round(told, 2), round(measured, 2)
