"""A week of a counting station in minutes: `week.py FOLDER OPTIONS` lives through it and says in JSON how it went.

Power cuts (its engine and all that it started are killed), steps of its clock, outages of broker and database, a full
disk, a full runtime folder, a camera with moods, and secrets that are changed. Options, as JSON: `cuts`, `seed`,
`full` (false: a sample that takes seconds), `minutes` (no day begins after so many), `slack` (on a busy machine: how
many times as long it may take until `status` knows something), and `apart` (true under `unshare --mount`: small disks
are mounted). Broker and database are those of another machine: their power is not cut.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

_TESTS: Final = Path(__file__).parents[1]
sys.path[1:1] = [str(_TESTS), str(_TESTS / "core" / "telemetry"), str(_TESTS.parent)]

import happenings as it  # noqa: E402 -- the folders above are ours
from ending import end  # noqa: E402
from parts import Parts  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    Happening = Callable[[], object]

HOUR: Final = 3_600
_FREEZES: Final = 12.0  # seconds more until a picture is known to be frozen


def sample(parts: Parts) -> None:
    """Seconds of it."""
    parts.station.boot()
    it.counting(parts)
    it.clock_set(parts, -HOUR)
    it.broker_outage(parts, 0.5)
    it.power_cut(parts)
    it.counting(parts)
    it.clock_set(parts, 0)


def whole(parts: Parts, cuts: int, latest: float) -> list[str]:
    """All of it: each day begins with its share of the cuts, and goes on with what lasts; orphans that were seen."""
    days, orphans = _days(parts), list[str]()
    parts.station.boot()
    for number, day in enumerate(days):
        if time.monotonic() > latest:
            break
        for _ in range(cuts * (number + 1) // len(days) - cuts * number // len(days)):
            time.sleep(parts.chance.uniform(0.5, 8.0))
            orphans += _cut(parts)
        it.counting(parts)
        time.sleep(_lasts(parts))
        for happening in day:
            happening()
    time.sleep(_heals(parts))
    return orphans


def _lasts(parts: Parts) -> float:
    """Seconds until something was judged at least a few times."""
    return parts.judge.noticed + 8.0


def _heals(parts: Parts) -> float:
    return parts.judge.again + 12.0


def _cut(parts: Parts) -> list[str]:
    kind = parts.chance.randrange(3)
    if kind == 0:
        return it.engine_killed(parts)
    if kind == 1 and parts.disks:
        it.power_cut_with_memory_made(parts)
    else:
        it.power_cut(parts, parts.chance.uniform(0.0, 2.0))
    return []


def _days(parts: Parts) -> list[list[Happening]]:
    lasts = _lasts(parts)
    wait = partial(time.sleep, _heals(parts))

    def clock(*steps: int) -> list[Happening]:
        pairs = ((partial(it.clock_set, parts, ahead), partial(time.sleep, lasts)) for ahead in steps)
        return [one for pair in pairs for one in pair]

    def mood(one: Any, seconds: float = lasts) -> Happening:
        return partial(it.mood, parts, one, seconds)

    summer_ends = datetime(2026, 10, 25, 0, 59, 40, tzinfo=UTC).timestamp()  # in Berlin; seconds before 3:00 is 2:00
    full = [partial(it.state_full, parts, lasts), wait, partial(it.runtime_full, parts, lasts), wait]
    return [
        [mood("frozen", lasts + _FREEZES), *clock(-HOUR, 0)],
        [partial(it.broker_outage, parts, lasts), mood("slow"), wait],
        [partial(it.database_outage, parts, lasts), *clock(HOUR, 0)],
        [mood("garbage"), *clock(round(summer_ends - time.time()), 0)],
        [*(full if parts.disks else []), partial(it.secrets_changed, parts, lasts), wait],
        [mood("silent"), *clock(-26 * 365 * 24 * HOUR, 0)],
        [mood("away")],
    ]


def main(folder: Path, options: dict[str, Any]) -> int:
    """Live through it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began, orphans = time.time(), list[str]()
    full, apart = options.get("full", False), options.get("apart", False)
    parts = Parts(folder, options.get("seed", 7), options.get("slack", 1.0), full=full, apart=apart)
    try:
        if parts.full:
            latest = time.monotonic() + 60.0 * options.get("minutes", 600)
            orphans = whole(parts, options.get("cuts", 50), latest)
        else:
            sample(parts)
        print(json.dumps({**end(parts, began), "orphans": orphans}))  # noqa: T201 -- this program's answer
    finally:
        parts.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(sys.argv[2])))
