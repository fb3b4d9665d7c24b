"""How a signal's state is read: one file for each kind of source, with a `build`.

What each is called, and its settings, are in the file of the same name in `core/settings/signals`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.scene.head import Head, Wiring
    from core.settings.signals import SignalSettings


def build(wiring: Wiring[SignalSettings]) -> Head:
    """What reads a signal of any kind."""
    make: Callable[[Wiring[SignalSettings]], Head]
    make = importlib.import_module(f"{__name__}.{wiring.signal.kind}").build
    return make(wiring)
