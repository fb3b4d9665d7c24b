"""Stretches of time: what lies between them, in both, and outside of others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Stretch(NamedTuple):
    """From one moment to another, seconds."""

    begin: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.begin


def joined(stretches: Iterable[tuple[float, float]], most: float = 0.0) -> list[Stretch]:
    """In order; those that overlap, or follow each other within `most` seconds, are one."""
    found: list[Stretch] = []
    for begin, end in sorted(stretches):
        if found and begin - found[-1].end <= most:
            found[-1] = Stretch(found[-1].begin, max(found[-1].end, end))
        else:
            found.append(Stretch(begin, end))
    return found


def gaps(stretches: Iterable[tuple[float, float]]) -> list[Stretch]:
    """Between stretches, which may overlap."""
    known = joined(stretches)
    return [Stretch(one.end, other.begin) for one, other in pairwise(known)]


def common(some: Iterable[tuple[float, float]], others: Iterable[tuple[float, float]]) -> list[Stretch]:
    """What is in both; each may overlap in itself."""
    known = joined(others)
    both = (Stretch(max(one.begin, two.begin), min(one.end, two.end)) for one in joined(some) for two in known)
    return [one for one in both if one.seconds > 0]


def outside(some: Iterable[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[Stretch]:
    """What of `some` is in none of `others`."""
    far = float("inf")
    return common(some, gaps([(-far, -far), *others, (far, far)]))


def longest(stretches: Iterable[Stretch]) -> float:
    """Seconds; 0 where there is none."""
    return round(max((one.seconds for one in stretches), default=0.0), 2)
