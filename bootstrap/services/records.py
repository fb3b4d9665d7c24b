"""What is written down about a service: what shall be, by whoever decides, and what is, by the supervisor."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import write_atomic
from core import private
from core.processes import Identity

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout

#: The service that counts.
ENGINE: Final = "engine"
_PREFIX: Final = "prefix"
_TAIL_BYTES: Final = 2_000_000  # hours of a log that a probe fills


@dataclass(frozen=True, slots=True)
class Want:
    """Whether a service shall run; a greater `round` than the process was started in asks for a new process."""

    up: bool
    round: int = 0


def definition_path(layout: Layout, name: str) -> Path:
    """File of what a service is."""
    return layout.services / f"{name}.json"


def want_path(layout: Layout, name: str) -> Path:
    """File of whether it shall run."""
    return layout.services / f"{name}.want"


def state_path(layout: Layout, name: str) -> Path:
    """File of how it is."""
    return layout.run / f"{name}.json"


def supervisor_path(layout: Layout) -> Path:
    """File of which process the supervisor is, and of which code."""
    return layout.run / "supervisor.json"


def stop_path(layout: Layout) -> Path:
    """A file whose existence asks the supervisor to end everything and itself."""
    return layout.run / "supervisor.stop"


def log_path(layout: Layout, name: str) -> Path:
    """File its output goes to."""
    return layout.logs / f"{name}.log"


def names(layout: Layout) -> list[str]:
    """All defined services, sorted."""
    return sorted(path.stem for path in layout.services.glob("*.json"))


def installed(layout: Layout) -> list[str]:
    """Those of them that setup has defined: all but the engine, which is defined by whoever starts it."""
    return [name for name in names(layout) if name != ENGINE]


def read_want(layout: Layout, name: str) -> Want:
    """Whether it shall run; a service nobody decided about shall not."""
    data = read(want_path(layout, name))
    up, number = data.get("up"), data.get("round")
    return Want(up is True, number if isinstance(number, int) else 0)


def asked(layout: Layout, name: str) -> tuple[int, int]:
    """Another one for each time that somebody has decided it."""
    try:
        found = want_path(layout, name).stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_ino)


def write_want(layout: Layout, name: str, want: Want) -> None:
    """Decide it.

    Raises:
        OSError: it could not be written.
    """
    write_atomic(want_path(layout, name), json.dumps({"up": want.up, "round": want.round}), 0o600)


def read(path: Path) -> dict[str, Any]:
    """A JSON object; empty if it is missing, damaged or somebody else's: the machine itself is looked at then."""
    try:
        found = json.loads(private.read(path))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def place(layout: Layout) -> dict[str, str]:
    """What each record of a process tells of whose it is."""
    return {_PREFIX: str(layout.prefix)}


def process(layout: Layout, path: Path) -> dict[str, Any]:
    """The record of a process of this installation; empty if it came with a copy of another one's folder.

    The other one's processes are none of ours. Where the other folder is gone, this one is it, moved.
    """
    found = read(path)
    other = found.get(_PREFIX)
    if other is None or other == str(layout.prefix):
        return found
    with suppress(OSError):
        if not layout.prefix.samefile(str(other)):
            return {}
    return found


def supervisor(layout: Layout) -> Identity | None:
    """The living supervisor of this installation."""
    found = Identity.read(process(layout, supervisor_path(layout)))
    return found if found and found.alive() else None


def beat(layout: Layout) -> float:
    """When the supervisor last touched its record, in seconds since 1970; 0 if there is none."""
    try:
        return supervisor_path(layout).stat().st_mtime
    except OSError:
        return 0.0


def tail(path: Path, lines: int = 20) -> list[str]:
    """The last lines of a log; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-lines:]
