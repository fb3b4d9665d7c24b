"""Whether it is still known what setup has made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    if trouble := context.notes.trouble:
        remedy = "run: smart-intersection repair; it takes ports and versions from the current installation"
        yield Check("notes", "problem", trouble, remedy)


KIND: Final = CheckKind(name="notes", title=Words("Setup records", "Einrichtungsdaten"), look=_look, order=70)
