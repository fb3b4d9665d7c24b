"""The simulated intersection."""

from __future__ import annotations

import re
from typing import Final

from core.errors import UserError
from core.kinds.sources.kind import Problem, SourceKind
from core.words import Words

_TEXT: Final = re.compile(r"simulator(?::(?:crossroads)?(?:\?seed=([0-9]{1,9}))?)?", re.IGNORECASE)


def _where(text: str, camera: str) -> str:
    """Its seed."""
    known = _TEXT.fullmatch(text)
    if known is None:
        raise UserError(
            f"camera '{camera}': '{text}' is not a known simulator scene",
            "use simulator:crossroads or simulator:crossroads?seed=7",
        )
    return known[1] or "1"


KIND: Final = SourceKind(
    name="simulator",
    begins=("simulator:",),
    short={"simulator": "simulator:crossroads"},
    form=Words("simulator:crossroads", "simulator:crossroads"),
    about="the simulated intersection; `?seed=7` gives other traffic",
    nature="simulator",
    where=_where,
    problems={"simulator": Problem("the simulator failed", "please report this with the log")},
    failure="simulator",
    order=4,
)
