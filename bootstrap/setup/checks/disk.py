"""Whether there is room, and this user may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from bootstrap.setup.prefix import check_writable
from core.errors import UserError
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context

_ROOM: Final = 2_000_000_000  # bytes: three releases unpacked, and some weeks of data


def _look(context: Context) -> Iterator[Check]:
    try:
        check_writable(context.layout.prefix)
    except UserError as error:
        yield Check("disk", "problem", error.what, error.remedy)
        return
    free = context.facts.free_bytes(context.layout.prefix)
    what = f"{free / 1e9:.1f} GB free at {context.layout.prefix}"
    if free > _ROOM:
        yield Check("disk", "ok", what)
    else:
        yield Check("disk", "problem", what, "free some disk space, or choose another location with --prefix")


KIND: Final = CheckKind(name="disk", title=Words("Disk", "Speicherplatz"), look=_look, beforehand=True, order=20)
