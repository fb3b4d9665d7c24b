"""When two names of classes are the same."""

from __future__ import annotations

import re


def plain(name: object) -> str:
    """The name without what data sets write differently: case, hyphens and underscores."""
    return " ".join(re.sub(r"[-_/\s]+", " ", str(name).casefold()).split())
