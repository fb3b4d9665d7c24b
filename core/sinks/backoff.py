"""How long to wait before trying again."""

from __future__ import annotations

import random


class Backoff:
    """Waits that double, each drawn at random up to its bound, so that many clients do not return in step.

    Args:
        first: bound of the first wait, seconds.
        most: bound of all waits, seconds.
    """

    def __init__(self, first: float = 1.0, most: float = 60.0) -> None:
        self._first = first
        self._most = most
        self._failures = 0

    @property
    def failures(self) -> int:
        """How often in a row it failed."""
        return self._failures

    def next(self) -> float:
        """Seconds to wait after one more failure: between half of the bound and the bound."""
        bound = min(self._most, self._first * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return bound * random.uniform(0.5, 1.0)  # noqa: S311 -- spreads load, hides nothing

    def reset(self) -> None:
        """It worked: begin again with the shortest wait."""
        self._failures = 0
