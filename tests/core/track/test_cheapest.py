"""The assignment of least total cost, against trying them all."""

from __future__ import annotations

from itertools import permutations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.track.cheapest import cheapest

Costs = list[list[float]]

#: Whole numbers, so that several pairs cost the same, and others.
COST: Final = st.integers(-2, 3).map(float) | st.floats(-1.0, 1.0)
TABLES: Final = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(st.lists(COST, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def _least(cost: Costs) -> float:
    narrow = cost if len(cost) <= len(cost[0]) else [list(row) for row in zip(*cost, strict=True)]
    ways = permutations(range(len(narrow[0])), len(narrow))
    return min(sum(row[column] for row, column in zip(narrow, way, strict=True)) for way in ways)


@given(cost=TABLES)
def test_no_other_assignment_costs_less(cost: Costs) -> None:
    pairs = cheapest(cost)
    rows, columns = ({pair[side] for pair in pairs} for side in (0, 1))
    assert len(pairs) == len(rows) == len(columns) == min(len(cost), len(cost[0]))
    assert sum(cost[row][column] for row, column in pairs) == pytest.approx(_least(cost))


def test_the_best_partner_is_left_to_who_needs_it() -> None:
    assert cheapest([[0.1, 0.2], [0.1, 0.9]]) == [(1, 0), (0, 1)]
    assert cheapest([[0.3], [0.2], [0.4]]) == [(1, 0)]
    assert cheapest([]) == []
