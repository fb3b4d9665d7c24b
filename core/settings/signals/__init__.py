"""The sources of signal states that there are. Each file in this folder with a `KIND` is one.

How a state is read is in the file of the same name in `core/scene/heads`.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from core.kinds.found import found
from core.settings.signals.kind import SignalKind, SignalSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIGNALS", "Signal", "SignalKind", "SignalSettings"]


def _known() -> dict[str, SignalKind]:
    """All kinds by name."""
    kinds: list[SignalKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


#: By name, in the order in which people see them.
SIGNALS: Final[Mapping[str, SignalKind]] = _known()

if TYPE_CHECKING:
    Signal = SignalSettings
else:
    _ANY = reduce(or_, (kind.settings for kind in SIGNALS.values()))
    Signal = Annotated[_ANY, Field(discriminator="kind")]
