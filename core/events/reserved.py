"""The mark of what never happened: events of the self-test, which no count and no report may hold."""

from __future__ import annotations

from typing import Final

#: Site and camera of synthetic events. No configuration may use it, and whoever counts, shows or keeps leaves it out.
SELFTEST: Final = "selftest"


def is_synthetic(site: object) -> bool:
    """Whether an event of this site was made up."""
    return site == SELFTEST
