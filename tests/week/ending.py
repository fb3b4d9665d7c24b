"""How the week went: what waits is delivered, and all is compared."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

from happenings import shared_memory
from ledger import unshifted
from parts import CAMERA
from stretches import common, gaps, joined, longest, outside

from core.settings.models import Settings
from core.telemetry import Telemetry
from core.watch import GAP

if TYPE_CHECKING:
    from pathlib import Path

    from parts import Parts
    from stretches import Stretch

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
    missing, more, other = parts.ledger.database(parts.database.bucket)
    return {
        "events": len(parts.ledger.rows),
        "lost_at_broker": len(parts.ledger.lost_at_broker(parts.listener.heard)),
        "database": {"missing": missing, "more": more, "other": other},
        "dropped": stats["journal"]["dropped"],
        "set_aside": [sink["set_aside"] for sink in stats["sinks"].values()],
        **_watched(parts, began),
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
    scratch = [str(path) for path in parts.scratch.rglob("*") if not _is_probe(path)]
    lives = [str(path) for path in (parts.home / "run").iterdir() if path.suffix in {".part", ".tmp"}]
    return [*memory, *scratch, *lives]


def _is_probe(path: Path) -> bool:
    """Python itself leaves one when it is killed while it looks whether it may write there."""
    return bool(re.fullmatch(r"[a-z0-9_]{8}", path.name)) and path.is_file() and not path.stat().st_size


def _drain(parts: Parts, rest: Telemetry) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        waiting = any(sink["backlog"] for sink in rest.stats()["sinks"].values())
        if not waiting and not parts.ledger.lost_at_broker(parts.listener.heard):
            return
        time.sleep(0.2)


def _watched(parts: Parts, began: float) -> dict[str, Any]:
    """How long nobody looked, in seconds, as the events tell it and as it was.

    `untold` was looked at and not told, `unfounded` the other way round; `standstill` is what a gap lasted while the
    power was on and the camera sent good pictures. Only the longest of each. All are as exact as the `resolution`.
    """
    told, looked = _told(parts, began), _looked(parts)
    unwatched = gaps(looked)
    able = common(parts.truth.spells("power", "on"), parts.truth.spells("camera", "good"))
    return {
        "longest_gap": {"told": longest(gaps(told)), "measured": longest(unwatched)},
        "untold": longest(outside(looked, told)),
        "unfounded": longest(outside(told, looked)),
        "standstill": longest(common(unwatched, able)),
        "resolution": round(parts.looked.resolution, 2),
        "gaps": [_explained(parts, gap, able) for gap in unwatched if gap.seconds > _LONG],
    }


def _explained(parts: Parts, gap: Stretch, able: list[Stretch]) -> dict[str, Any]:
    standstill = longest(common([gap], able))
    return {"seconds": round(gap.seconds, 1), "standstill": standstill, **parts.truth.during(gap.begin - 1.0, gap.end)}


def _looked(parts: Parts) -> list[Stretch]:
    """When good pictures were sent, and the engine counted pictures that it looked at."""
    sent = joined(((moment, moment) for moment in parts.camera.sent), GAP)
    return joined(common(sent, joined(parts.looked.stretches, GAP)))


def _told(parts: Parts, began: float) -> list[Stretch]:
    """When good pictures were looked at by what the events say, monotonic seconds."""
    now, ahead = time.time(), time.time() - time.monotonic()
    ends = (
        [unshifted(moment, parts.shifts, began, now) for moment in stretch] for stretch in parts.ledger.watched(CAMERA)
    )
    known = ((begin - ahead, end - ahead) for begin, end in ends if begin is not None and end is not None)
    return joined(known)
