"""What is known of a receiver of events without connecting to it: its settings, its words, which cursor is its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.words import Words  # noqa: TC001 -- the contract test reads the types

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.settings.basics import Strict
    from core.settings.models import Telemetry


@dataclass(frozen=True, kw_only=True)
class SinkKind:
    """One kind of receiver.

    Attributes:
        name: in the configuration below `telemetry`, in reports and time series; the name of its two files.
        settings: its section; without one in the file nothing is delivered there.
        title: what it is called in dashboards.
        label: what the delivery to it is called in the app.
        order: its place in lists.
        cursor: the name of its cursor in the journal, empty if nothing is delivered there. Another place has another
            name, because it has none of the history.
    """

    name: str
    settings: type[Strict]
    title: Words
    label: Words
    cursor: Callable[[Telemetry], str]
    order: int = 100
