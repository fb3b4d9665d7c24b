"""What a plan of setup comes to, for people: which programs, how much to download, how many minutes. Pure functions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qml_app.models import Row
    from qml_app.setup_known import Program
    from qml_app.setup_rows import Run

#: Bytes per second of the line that minutes are told for: 50 Mbit/s.
LINE: Final = 6_250_000
_INSTALL_SECONDS: Final = 20  # to unpack a program and have it ready
_FETCHED: Final = ("release ", "program ")  # how the tasks begin that bring a program


class Summary(NamedTuple):
    """Rows of the programs: name, version, bytes (-1 unknown), and `install`, `change` or `keep`; and their sums."""

    rows: tuple[Row, ...] = ()
    installs: int = 0
    size: int = 0
    minutes: int = 0


def summary(run: Run, programs: Sequence[Program], *, bundled: bool) -> Summary:
    """What `run`, a plan that has ended, says about the programs that were chosen.

    Args:
        run: of the plan.
        programs: that were chosen.
        bundled: nothing is downloaded: the files come in a bundle.
    """
    rows = tuple((*one, _what(run, one.name)) for one in programs)
    fetched = [one for one, row in zip(programs, rows, strict=True) if row[-1] == "install"]
    size = 0 if bundled else sum(max(one.size, 0) for one in fetched)
    minutes = math.ceil((size / LINE + len(fetched) * _INSTALL_SECONDS) / 60)
    return Summary(rows, len(fetched), size, minutes)


def _what(run: Run, name: str) -> str:
    changed = [title for _, group, title, state, *_ in run.rows() if group == name and state == "changed"]
    if any(str(title).startswith(_FETCHED) for title in changed):
        return "install"
    return "change" if changed else "keep"
