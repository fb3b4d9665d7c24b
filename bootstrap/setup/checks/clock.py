"""Whether the time can be right."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from bootstrap.setup.clock import clock_skew
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    if skew := clock_skew(context):
        remedy = "set the clock and enable time synchronisation; if it is right now, it was ahead then: run repair"
        yield Check("clock", "problem", skew, remedy)
    else:
        yield Check("clock", "ok", time.strftime("%Y-%m-%d %H:%M:%S %z"))


KIND: Final = CheckKind(name="clock", title=Words("Clock", "Uhr"), look=_look, beforehand=True, order=30)
