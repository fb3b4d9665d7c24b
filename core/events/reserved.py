"""Events that never happened: those of the self-test, which no count and no report may hold."""

from __future__ import annotations

from core.site_names import SELFTEST


def is_synthetic(site: object) -> bool:
    """Whether an event of this site was made up."""
    return site == SELFTEST
