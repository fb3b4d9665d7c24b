"""How fast road users were, as a distribution for the eye."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Speeds:
    """How fast road users were.

    Attributes:
        count: how many were measured.
        p50, p85: median and 85th percentile, km/h, interpolated; None if nobody was measured.
        bars: where each bar of `width` km/h begins and how many are in it, without gaps, slowest first.
        width: of a bar.
    """

    count: int = 0
    p50: float | None = None
    p85: float | None = None
    bars: tuple[tuple[float, int], ...] = ()
    width: float = 5.0


def distribution(values: Collection[float], width: float = 5.0) -> Speeds:
    """Of speeds in km/h."""
    if not values:
        return Speeds(width=width)
    shares = quantiles([*values, *values] if len(values) == 1 else values, n=100, method="inclusive")
    bars = Counter(math.floor(value / width) for value in values)
    steps = range(min(bars), max(bars) + 1)
    shown = tuple((step * width, bars[step]) for step in steps)
    return Speeds(len(values), round(shares[49], 1), round(shares[84], 1), shown, width)
