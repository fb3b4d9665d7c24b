"""The kinds of receivers that there are. Each file in this folder with a `KIND` is one: nothing else needs to be told.

How events are delivered there is in the file of the same name in `core/sinks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.kinds.found import found
from core.settings.sinks.kind import SinkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.settings.models import Telemetry

__all__ = ["SINKS", "SinkKind", "cursors"]


def _known() -> dict[str, SinkKind]:
    """All kinds by name."""
    kinds: list[SinkKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


#: By name, in the order in which people see them.
SINKS: Final[Mapping[str, SinkKind]] = _known()


def cursors(telemetry: Telemetry) -> dict[str, str]:
    """The name of each kind's cursor in the journal, empty where nothing is delivered."""
    return {name: kind.cursor(telemetry) for name, kind in SINKS.items()}
