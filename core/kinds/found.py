"""Finds what a package has one file each of."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def found(package: str, folders: Iterable[str]) -> list[Any]:
    """The `KIND` of each module that has one.

    Args:
        package: name of the package that asks.
        folders: its `__path__`.
    """
    modules = [importlib.import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(folders)]
    return [module.KIND for module in modules if hasattr(module, "KIND")]
