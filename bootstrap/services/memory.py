"""Memory of the three services that setup installs, together and against their budget; the engine's beside it."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from core.usage import usage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bootstrap.services.control import Status

#: Bytes that Mosquitto, InfluxDB and Grafana may take together.
BUDGET: Final = 300_000_000
_NAMES: Final = {"mosquitto": "Mosquitto", "influxdb": "InfluxDB", "grafana": "Grafana"}
_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes, children included.

    Attributes:
        services: of each of the three that runs, by name.
        together: their sum; None while none runs.
        engine: of the engine; None while none runs.
        budget: of the sum.
        measure: PSS, in which shared pages count once among those who share them, or RSS where the system has no PSS.
    """

    services: dict[str, int]
    together: int | None
    engine: int | None
    budget: int = BUDGET
    measure: str = "PSS" if sys.platform == "linux" else "RSS"

    def to_json(self) -> dict[str, Any]:
        """As data."""
        return asdict(self)


def measured(services: Iterable[Status], engine: int | None) -> Memory:
    """How much it is now.

    Args:
        services: of an installation.
        engine: number of the engine's process; None while none runs.
    """
    told = {one.name: usage(one.pid).memory for one in services if one.name in _NAMES and one.pid}
    return summed(told, -1 if engine is None else usage(engine).memory)


def summed(services: dict[str, int], engine: int) -> Memory:
    """The same from what is known of each; less than 0 is unknown."""
    known = {name: services[name] for name in _NAMES if services.get(name, -1) >= 0}
    return Memory(known, sum(known.values()) if known else None, engine if engine >= 0 else None)


def line(memory: Memory) -> str:
    """For people; empty where nothing runs."""
    parts = []
    if memory.together is not None:
        each = ", ".join(f"{_NAMES[name]} {_mega(size)}" for name, size in memory.services.items())
        over = "over" if memory.together > memory.budget else "within"
        parts.append(f"{each}; together {_mega(memory.together)}, {over} the budget of {_mega(memory.budget)}")
    if memory.engine is not None:
        parts.append(f"engine {_mega(memory.engine)}")
    return f"memory ({memory.measure}): {'; '.join(parts)}" if parts else ""


def _mega(size: int) -> str:
    return f"{size / _MEGA:.0f} MB"
