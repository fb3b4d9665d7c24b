"""How a recording is played: what may be asked of a running engine, and what it tells in its state.

A question is a small file in the runtime folder, as a wish to begin again is: it works on every system, for an engine
that anybody started, and only its own user can write there.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import os
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from core import paths, private
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: "preview" is to look at: nothing is published or stored. "count" is what is recorded, from the first frame on.
Mode = Literal["preview", "count"]
Verb = Literal["play", "pause", "step", "seek", "speed", "count", "preview"]

VERBS: Final[tuple[Verb, ...]] = ("play", "pause", "step", "seek", "speed", "count", "preview")
_SUFFIX: Final = ".playback"
_MOST: Final = 1_000  # characters
_FASTEST: Final = 1_000.0
_numbers: Final = itertools.count()


class Played(Protocol):
    """What plays recordings, as their pictures are shown with it."""

    @property
    def playing(self) -> bool:
        """Whether it runs, and does not wait for its user."""

    @property
    def paced(self) -> bool:
        """Whether it runs at a speed that its user chose, not as fast as possible."""

    def playback(self) -> dict[str, Any]:
        """How it is played; the keys are documented in docs/report.md."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """What a camera that plays recordings is to do.

    Attributes:
        verb: play and pause as everywhere; step goes `value` pictures on (1) or back (-1) and pauses; seek goes to
            `value` seconds from the beginning of the first recording; speed plays at `value` times the recording's
            own, 0 as fast as possible; count counts from the beginning, at the speed `value`; preview goes back to
            looking, paused at the beginning.
        value: see above.
    """

    verb: Verb
    value: float = 0.0


def ask(runtime: Path, camera: str, command: Command) -> None:
    """Have the engine that publishes in `runtime` do it; returns before it has.

    Args:
        runtime: the engine's runtime folder.
        camera: id of a camera that plays recordings; others do not listen.
        command: what to do.

    Raises:
        UserError: the folder cannot be written.
    """
    name = f"{paths.safe_name(camera)}.{time.time_ns():020}-{os.getpid()}-{next(_numbers)}"
    try:
        runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
        private.write(runtime / f"{name}{_SUFFIX}", json.dumps(asdict(command)))
    except OSError as error:
        raise UserError(f"cannot reach the engine: {error.strerror}", "check that the engine is running") from None


def heard(runtime: Path, camera: str) -> list[Command]:
    """What this camera was asked since the last time, in order; of several places to go to in a row only the last."""
    commands = list(_taken(runtime, camera))
    return [*(one for one, after in itertools.pairwise(commands) if not _in_vain(one, after)), *commands[-1:]]


def _in_vain(command: Command, after: Command) -> bool:
    return command.verb == after.verb and command.verb in {"seek", "speed"}


def _taken(runtime: Path, camera: str) -> Iterator[Command]:
    head = f"{paths.safe_name(camera)}."
    try:
        names = sorted(entry.name for entry in os.scandir(runtime) if entry.name.endswith(_SUFFIX))
    except OSError:
        return
    for name in names:
        if not name.startswith(head):
            continue
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # not ours, or no command
            text = (runtime / name).read_text("utf-8")[:_MOST]
            (runtime / name).unlink()
            yield _command(json.loads(text))


def _command(data: dict[str, object]) -> Command:
    verb, value = data["verb"], float(str(data["value"]))
    if verb not in VERBS or not math.isfinite(value):
        raise ValueError(verb)
    if verb in {"speed", "count", "seek"}:
        value = max(0.0, value)
    if verb in {"speed", "count"}:
        value = min(value, _FASTEST)
    return Command(verb, value)


class Pace:
    """Media seconds per second of the clock over the last seconds."""

    _OVER: Final = 10.0

    def __init__(self) -> None:
        self._seen: list[tuple[float, float]] = []

    def see(self, passed: float, now: float) -> None:
        """`passed` seconds of the recordings have been played at the moment `now`; backwards begins anew."""
        if self._seen and (passed < self._seen[-1][1] or now - self._seen[-1][0] > self._OVER):
            self._seen = []
        if not self._seen or now - self._seen[-1][0] > self._OVER / 20:
            self._seen = [*(one for one in self._seen if now - one[0] <= self._OVER), (now, passed)]

    def left(self, length: float | None, passed: float) -> float | None:
        """Seconds until the end at this pace; None if nobody can tell."""
        if length is None or len(self._seen) < 2:  # noqa: PLR2004 -- two points make a pace
            return None
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        pace = (last - first) / (now - began) if now > began else 0.0
        return max(0.0, length - passed) / pace if pace > 0 else None
