"""How each kind of receiver is delivered to: the file of its name in this folder has a `build`.

What it is called, and its settings, are in the file of the same name in `core/settings/sinks`.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.journal.journal import Journal
    from core.settings.models import Telemetry
    from core.sinks.sink import Sink


@dataclass(frozen=True)
class Delivery:
    """What a sink is made of.

    Attributes:
        journal: where events come from.
        cursor: name of its cursor in it.
        telemetry: the settings; its own are below its name.
        state_dir: folder for what it remembers.
    """

    journal: Journal
    cursor: str
    telemetry: Telemetry
    state_dir: Path


def build(name: str, delivery: Delivery) -> Sink:
    """A sink by its name; its module is loaded only now, because some take long and few need them.

    Raises:
        UserError: see the sink.
    """
    make: Callable[[Delivery], Sink] = importlib.import_module(f"core.sinks.{name}").build
    return make(delivery)
