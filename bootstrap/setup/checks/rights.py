"""Whether packages can be installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    user, manager = context.facts.user, context.facts.package_manager
    if manager == "apt" and context.adopts and context.facts.privilege is None:
        what = f"{user}: no passwordless root access"
        yield Check("rights", "warning", what, "install missing system packages yourself")
    else:
        yield Check("rights", "ok", f"{user}{f', {manager} can be used' if manager else ''}")


KIND: Final = CheckKind(
    name="rights", title=Words("Permissions", "Berechtigungen"), look=_look, local=True, beforehand=True, order=40
)
