from __future__ import annotations

import random

from benchmarks.leaks import Held, row, slope


def test_what_grows_is_told_from_what_wavers() -> None:
    chance = random.Random(3)  # noqa: S311 -- reproducible, not secret
    wavers = [300.0 + chance.uniform(-2.0, 2.0) for _ in range(120)]
    grows = [value + number * 0.02 for number, value in enumerate(wavers)]  # 5 s apart: 14.4 an hour
    assert not slope(wavers, 5.0).leaks
    assert slope(grows, 5.0).leaks
    assert abs(slope(grows, 5.0).hourly - 14.4) < slope(grows, 5.0).margin
    assert slope([7.0] * 120, 5.0) == (0.0, 0.0)
    table = row(4, [Held(one, one, 7, 7, 7) for one in grows])
    assert (table.count("LEAKS"), table.count("+0.00 ± 0.00/h")) == (2, 3)
