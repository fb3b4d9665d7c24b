"""Durations of stages in constant memory: histograms with 4 % wide buckets, so a percentile is right within 2 %."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STAGES: Final = ("decode", "detect", "track", "analyse", "end_to_end")

_FIRST_MS: Final = 0.001
_GROWTH: Final = math.log(1.04)
_BUCKETS: Final = 512  # reaches 0.001 ms * 1.04**512: more than eight minutes


class Histogram:
    """Counts of durations in logarithmic buckets."""

    def __init__(self) -> None:
        self._counts = [0] * _BUCKETS

    def add(self, milliseconds: float) -> None:
        """Count one duration; what is shorter or longer than the range counts at its end."""
        if milliseconds <= _FIRST_MS:
            self._counts[0] += 1
            return
        bucket = int(math.log(milliseconds / _FIRST_MS) / _GROWTH) + 1
        self._counts[min(bucket, _BUCKETS - 1)] += 1

    def merge(self, other: Histogram) -> None:
        """Add the other's counts to this one's."""
        self._counts = [mine + theirs for mine, theirs in zip(self._counts, other._counts, strict=True)]

    def percentiles(self, wanted: Iterable[float]) -> list[float]:
        """Durations in milliseconds below which the wanted shares (0..1) lie; zeros if nothing was counted."""
        cumulated = np.cumsum(self._counts)
        if not cumulated[-1]:
            return [0.0 for _ in wanted]
        return [_middle(int(np.searchsorted(cumulated, share * cumulated[-1]))) for share in wanted]


def _middle(bucket: int) -> float:
    return round(_FIRST_MS * math.exp((bucket - 0.5) * _GROWTH), 3) if bucket else _FIRST_MS


class StageClock:
    """The histograms of one camera's stages: of the whole run, and since the last `roll`."""

    def __init__(self) -> None:
        self._total = {stage: Histogram() for stage in STAGES}
        self._recent = {stage: Histogram() for stage in STAGES}
        self._rolling = threading.Lock()  # the engine asks for totals while the pipeline rolls

    def add(self, **milliseconds: float) -> None:
        """Count a frame's durations, by stage."""
        for stage, value in milliseconds.items():
            self._recent[stage].add(value)

    def roll(self) -> dict[str, dict[str, float]]:
        """Percentiles since the last roll; begins a new interval."""
        with self._rolling:
            recent, self._recent = self._recent, {stage: Histogram() for stage in STAGES}
            for stage, histogram in recent.items():
                self._total[stage].merge(histogram)
        return _table(recent)

    def total(self) -> dict[str, dict[str, float]]:
        """Percentiles of the whole run so far."""
        merged = {stage: Histogram() for stage in STAGES}
        with self._rolling:
            for stage, histogram in merged.items():
                histogram.merge(self._total[stage])
                histogram.merge(self._recent[stage])
        return _table(merged)


def _table(histograms: Mapping[str, Histogram]) -> dict[str, dict[str, float]]:
    names = ("p50", "p95", "p99")
    return {
        stage: dict(zip(names, histogram.percentiles((0.5, 0.95, 0.99)), strict=True))
        for stage, histogram in histograms.items()
    }
