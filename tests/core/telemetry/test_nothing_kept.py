"""What goes through for months leaves nothing behind in memory."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from samples import EPOCH, crossing, one_of_each

from core.events import utc
from core.journal.rows import Stored, encode
from core.sinks.camera_states import CameraStates
from core.sinks.lines import lines
from core.sinks.retained import Retained

if TYPE_CHECKING:
    from collections.abc import Callable

_EVENTS = 1_000


def left(work: Callable[[int], object]) -> int:
    """Blocks of memory that are still taken after the work on so many events."""
    for number in range(10):
        work(number)
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(10, _EVENTS):
        work(number)
    gc.collect()
    return sys.getallocatedblocks() - before


def test_the_newest_state_of_a_camera_is_all_that_is_kept_of_them() -> None:
    states = CameraStates("traffic", Retained(None, "x"))
    like = next(one for one in one_of_each() if one.kind == "performance")
    bodies = [encode(like.model_copy(update={"time": utc(EPOCH + number)})).body for number in range(_EVENTS)]
    assert left(lambda number: states.newest(bodies[number])) < _EVENTS / 10
    assert len(tuple(states.known)) == 1


def test_points_that_were_written_are_not_kept() -> None:
    rows = [encode(crossing(number)) for number in range(_EVENTS)]
    stored = [Stored(number, row.kind, row.time, row.body) for number, row in enumerate(rows)]
    assert left(lambda number: lines(stored[number])) < _EVENTS / 10
