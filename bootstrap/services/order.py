"""Which service comes after which."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.services.spec import ServiceSpec


def ordered(specs: Mapping[str, ServiceSpec]) -> list[str]:
    """Names in an order in which each comes after those it needs; unknown ones are ignored.

    Raises:
        UserError: they wait for each other.
    """
    graph = {name: [other for other in spec.after if other in specs] for name, spec in sorted(specs.items())}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise UserError(
            f"circular dependency between services: {' → '.join(error.args[1])}", "correct their 'after' settings"
        ) from None
