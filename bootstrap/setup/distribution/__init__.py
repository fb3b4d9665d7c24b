"""Programs that a Linux distribution publishes: fetched and verified with its own tools, unpacked where we say.

Nothing is installed: no root, no lock, no question, no service that starts. One file for each kind of distribution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap.setup.distribution.apt import Apt
from bootstrap.setup.distribution.dnf import Dnf
from bootstrap.setup.distribution.kind import Distribution, Offer

if TYPE_CHECKING:
    from bootstrap.setup.context import Context

__all__ = ["Distribution", "Offer", "distribution"]


def distribution(context: Context) -> Distribution | None:
    """The one this machine has the tools of; None if we know none."""
    if context.facts.system != "linux":
        return None
    work = context.layout.cache / "packages"
    kinds: tuple[Distribution, ...] = (Apt(context.facts, work), Dnf(context.facts, work))
    return next((kind for kind in kinds if all(context.facts.which(tool) for tool in kind.tools)), None)
