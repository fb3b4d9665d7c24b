"""What is wrong with an engine now, in words: what it said while all was well counts no more once it is silent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bootstrap.services.machine import State
from core.health_names import CAMERA, THREAD
from core.processes import lives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bootstrap.services.control import Status

#: Seconds for which an engine may say nothing: it writes its state once a second.
SILENT: Final = 10.0
_CONNECTING: Final = 60.0  # for which a receiver may be on its way
_WELL: Final = {"running", "starting", "connecting", "ended", "off"}
_CALLED: Final = {CAMERA: "camera {}", THREAD: "engine component {}"}
_UNTOLD: Final = {"engine"}  # who says it cannot say how it is itself


class Trouble(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        kind: in a word: stopped, ended, restarting, starting, silent, unattended, or a part of the engine.
        what: in words that follow the name of what it is about.
    """

    kind: str
    what: str


def silence(state: Mapping[str, Any]) -> float:
    """For how many seconds the engine that wrote `state` has said nothing; setting the clock changes nothing."""
    beat = state.get("beat")
    if isinstance(beat, int | float):
        return max(0.0, time.monotonic() - beat)
    updated = state.get("updated")
    return max(0.0, time.time() - updated) if isinstance(updated, int | float) else 0.0


def engine_trouble(state: Mapping[str, Any] | None, service: Status | None) -> Trouble | None:
    """Why the engine does not count; None if it does.

    Args:
        state: what it last said; None if it never did.
        service: as its supervisor has it; None if that does not keep it.
    """
    runs = bool(state) and lives(state)
    if state and runs and state.get("stopped") is not True:
        if (silent := silence(state)) > SILENT:
            return Trouble("silent", f"has not responded for {silent:.0f} s (process {state.get('pid')})")
        if service is not None and service.state == "unattended":
            return Trouble("unattended", f"is not supervised: {service.reason}")
        return None
    return _gone(service) or Trouble("stopped", "is not running")


def _gone(service: Status | None) -> Trouble | None:
    """Why its supervisor has none that counts."""
    if service is None:
        return None
    match service.state:
        case State.BACKOFF:
            return Trouble("restarting", f"is being restarted: {service.reason}")
        case State.STARTING | State.RUNNING:
            return Trouble("starting", "is starting")
        case State.EXITED:
            return Trouble("failed", f"has failed: {service.reason}")
        case State.TERMINATING | State.KILLING:
            return Trouble("stopping", f"is being stopped: {service.reason}")
    return None


def part_troubles(state: Mapping[str, Any], beside: frozenset[str] = frozenset()) -> Iterator[Trouble]:
    """What an engine that runs says is wrong with a part of it.

    Args:
        state: what it says.
        beside: services of which somebody else tells how they are.
    """
    now = float(state.get("updated") or 0.0)
    if state.get("unwritten"):
        yield Trouble("engine", f"engine {state['unwritten']}")
    for name, part in (state.get("health") or {}).items():
        word = str(part.get("state"))
        slow = word == "connecting" and now - float(part.get("since") or now) > _CONNECTING
        if name not in beside | _UNTOLD and (word not in _WELL or slow):
            kind, _, camera = name.partition("/")
            who = _CALLED[f"{kind}/"].format(camera) if f"{kind}/" in _CALLED else name
            reason = f": {part['reason']}" if part.get("reason") else ""
            yield Trouble(name, f"{who} {word.replace('_', ' ')}{reason}")
