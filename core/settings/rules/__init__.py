"""The rules that there are. Each file in this folder with a `KIND` is one: nothing else needs to be told.

How a rule is applied to what a camera sees is in the file of the same name in `core/rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import create_model

from core.kinds.found import found
from core.settings.basics import Strict
from core.settings.rules.kind import ForVehicles, RuleKind, RuleSettings, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "ForVehicles", "RuleKind", "RuleSettings", "Rules", "Severity"]

_SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "warning", "info")


def _known() -> dict[str, RuleKind]:
    """All rules by name, the worst violations first."""
    kinds: list[RuleKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (_SEVERITIES.index(kind.severity), kind.name))}


class _Rules(Strict):
    """Violations to look for."""

    def of(self, name: str) -> RuleSettings:
        """The settings of a rule."""
        found: RuleSettings = getattr(self, name)
        return found


#: By name, in the order in which people see them.
RULES: Final[Mapping[str, RuleKind]] = _known()

if TYPE_CHECKING:
    Rules = _Rules
else:
    Rules = create_model(
        "Rules",
        __base__=_Rules,
        __doc__=_Rules.__doc__,
        **{name: (kind.settings, kind.settings()) for name, kind in RULES.items()},
    )
