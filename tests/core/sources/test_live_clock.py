"""The clock of a live stream: what its packets' times say of it."""

from __future__ import annotations

from fractions import Fraction
from queue import Queue
from types import SimpleNamespace
from typing import Any

import pytest

from core.sources.live import LiveCapture
from core.sources.pace import Pace

FORWARD = [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("shown", "decoded", "clocks"),
    [
        (FORWARD, FORWARD, 1),
        ([0, 4, 2, 1, 3, 8], [-2, -1, 0, 1, 2, 3], 1),  # pictures that are decoded earlier than they are shown
        ([0, 4, 2, 1, 3, 8], [None] * 6, 1),
        ([200, 201, 202, 125, 126, 127], [200, 201, 202, 125, 126, 127], 2),  # set back by three seconds
        ([200, 201, 202, 452, 453, 454], [200, 201, 202, 452, 453, 454], 2),  # ten seconds on, in no time
        ([200, 201, 202, 0, 1, 2], [None] * 6, 2),
    ],
    ids=["steady", "reordered", "reordered, untold", "set back", "set forward", "begun anew"],
)
def test_a_clock_that_is_set_is_another_however_little(
    shown: list[int], decoded: list[int | None], clocks: int
) -> None:
    capture: Any = LiveCapture.__new__(LiveCapture)
    capture._pace, capture._start = Pace(), 0.0
    times = zip(shown, decoded, strict=True)
    packets: Any = [SimpleNamespace(pts=pts, dts=dts, time_base=Fraction(1, 25)) for pts, dts in times]
    fetched: Any = Queue()
    capture._fetch(iter(packets), fetched)
    got = [fetched.get() for _ in range(len(packets) + 1)]
    assert got[-1] is None
    assert [packet for packet, _, _ in got[:-1]] == packets
    assert len({id(pace) for _, _, pace in got[:-1]}) == clocks
