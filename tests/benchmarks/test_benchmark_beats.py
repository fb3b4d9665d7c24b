from __future__ import annotations

import random

import pytest

from benchmarks.beats import estimate, kept, pair, report, without
from core.beat import Beat


def test_a_cost_has_an_interval_and_a_verdict() -> None:
    found = estimate([0.001, 0.003] * 10)
    assert found == pytest.approx((0.002, 2.23 * 0.001 * (20 / 19) ** 0.5 / 20**0.5))
    assert "* met:" in report([(0.5, 0.001), (0.5, 0.0011), (0.5, 0.0012)])
    assert "* MISSED:" in report([(0.5, 0.1), (0.5, 0.11), (0.5, 0.12)])


def test_both_kinds_of_turns_finish_every_frame_and_beats_come_back() -> None:
    bare, _ = pair(kept(50), random.Random(1))  # noqa: S311 -- reproducible, not secret
    assert bare > 0.0
    with without():
        beat = Beat()
        beat.begin("detector", 1.0)
        assert beat.work is None
    beat.begin("detector", 1.0)
    assert beat.work == ("detector", 1.0)
