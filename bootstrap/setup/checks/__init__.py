"""What doctor looks at. Each file in this folder with a `KIND` is a check: nothing else needs to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from core.kinds.found import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bootstrap.setup.context import Context

__all__ = ["CHECKS", "Check", "CheckKind", "beforehand", "everything"]


def _known() -> dict[str, CheckKind]:
    kinds: list[CheckKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


#: By name, in the order in which they are made.
CHECKS: Final[Mapping[str, CheckKind]] = _known()


def everything(context: Context) -> Iterator[Check]:
    """All that can be looked at in an installation, and at the machine below it."""
    for kind in CHECKS.values():
        if kind.applies(context):
            yield from kind.look(context)


def beforehand(*, local: bool) -> list[CheckKind]:
    """What is looked at before a setup as well.

    Args:
        local: what concerns services on this machine, or what concerns all setups.
    """
    return [kind for kind in CHECKS.values() if kind.beforehand and kind.local == local]
