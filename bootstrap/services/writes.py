"""Whether a database that answers can also write: it does not say so itself, but its writer, the engine, knows.

After a full disk InfluxDB leaves a shard closed, "opening shard previously failed", until its next start; its health
is good all the time.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core import paths
from core.live import read_state
from core.processes import lives

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.services.spec import ServiceSpec

_FULL: Final = "no space left on device"
_STUCK: Final = re.compile("opening shard previously failed", re.IGNORECASE)
_BROKEN: Final = re.compile(rf"HTTP 5\d\d.*(unexpected error writing|{_STUCK.pattern}|{_FULL})", re.IGNORECASE)
_ROOM: Final = 200_000_000  # bytes: less is filled again at once


class Trouble(NamedTuple):
    """Why nothing can be stored, in words, and whether a new start of the database would help."""

    what: str
    remedy: str
    restart: bool


def trouble(spec: ServiceSpec) -> Trouble | None:
    """What a running engine says of its writes to this service; None if they are stored, or nobody writes."""
    if not spec.writes or spec.store is None:
        return None
    state = read_state(paths.runtime_dir())
    if state is None or state.get("stopped") or not lives(state):
        return None
    return judge(spec.writes, state, partial(free, spec.store))


def judge(address: str, state: dict[str, Any], room: Callable[[], int]) -> Trouble | None:
    """The same, given the engine's state and whom to ask for the free bytes where the data lie."""
    found = state.get("database")
    database: dict[str, Any] = found if isinstance(found, dict) else {}
    reason = str(database.get("reason") or "")
    if str(database.get("address") or "").rstrip("/") != address or not _BROKEN.search(reason):
        return None
    if room() < _ROOM:
        return Trouble(f"cannot write, the disk is full: {reason}", "free some disk space", restart=False)
    return Trouble(f"cannot write: {reason}", "run: smart-intersection repair", restart=bool(_STUCK.search(reason)))


def free(folder: Path) -> int:
    """Free bytes where a folder is; none if that cannot be told."""
    import shutil  # noqa: PLC0415 - packers and all, and asked only of a database in trouble

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
