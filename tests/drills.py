"""Tests that take long and whose like a normal run has a sample of: SMART_INTERSECTION_SLOW=1 runs them all."""

from __future__ import annotations

import os
from typing import Any, Final

import pytest

#: True where all are to run.
SLOW: Final = os.environ.get("SMART_INTERSECTION_SLOW") == "1"
#: Marks of a parameter.
LONG: Final = (
    pytest.mark.slow,
    pytest.mark.skipif(not SLOW, reason="long; SMART_INTERSECTION_SLOW=1 runs it"),
)


def long_drill(test: Any) -> Any:
    """The same for a whole test."""
    for mark in LONG:
        test = mark(test)
    return test
