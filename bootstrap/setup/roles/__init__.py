"""The services setup knows. Each file in this folder that has a `ROLE` is one: nothing else needs to be told."""

from __future__ import annotations

import importlib
import pkgutil
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.converge.resource import Role

_LAST = "profile"  # writes down what the others have made


def known() -> dict[str, Role]:
    """All roles by name, each after those it requires."""
    found: dict[str, Role] = {}
    for module in pkgutil.iter_modules(__path__):
        role = getattr(importlib.import_module(f"{__name__}.{module.name}"), "ROLE", None)
        if role is not None:
            found[role.name] = role
    graph = {name: [other for other in role.requires if other in found] for name, role in sorted(found.items())}
    return {name: found[name] for name in TopologicalSorter(graph).static_order()}


def select(only: list[str] | None = None) -> list[Role]:
    """The roles to run, in order; None or an empty list for all.

    Raises:
        UserError: there is no such role.
    """
    roles = known()
    services = [name for name in roles if name != _LAST]
    for name in only or ():
        if name not in services:
            raise UserError(f"unknown service {name!r}", f"choose from: {', '.join(services)}")
    return [roles[name] for name in services if not only or name in only] + last()


def last() -> list[Role]:
    """The role that writes down what the others have made."""
    return [known()[_LAST]]
