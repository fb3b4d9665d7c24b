"""What of the health list concerns somebody: the header's one sentence and what is counted. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qml_app import state as engine_state

if TYPE_CHECKING:
    from qml_app.models import Row

_ALARMING_SECONDS: Final = 600.0
#: What is only on its way is no trouble, nor is a camera that works and cannot do all that was asked of it.
ON_ITS_WAY: Final = {"starting", "connecting", "waiting", "stopping", "idle", "limited"}
#: One that has ended and lacks something; without that it is not busy.
_LIMITED: Final = {"limited", "ended"}


class Losses:
    """Which services lose events just now: what was lost long ago stays in their figures and alarms nobody."""

    def __init__(self) -> None:
        self._lost: dict[str, int] = {}
        self._grew: dict[str, float] = {}

    def follow(self, found: list[Row], tick: float) -> frozenset[str]:
        """The services of these rows whose losses grew in the last minutes; `tick` is monotonic."""
        for service, *_, lost in found:
            if lost > self._lost.get(service, lost):
                self._grew[service] = tick
            self._lost[service] = lost
        return frozenset(name for name, grew in self._grew.items() if tick - grew < _ALARMING_SECONDS)


class Headline(NamedTuple):
    """What the header says: how bad it is, the row that is worst (its service and condition), and how many are bad."""

    level: str
    service: str = ""
    condition: str = ""
    seconds: int = 0
    troubles: int = 0


def alarmed(found: list[Row], losing: frozenset[str]) -> list[Row]:
    """These rows, of which those that lose events just now say so, where nothing worse is said of them."""
    return [
        (row[0], "busy", "losing", *row[3:]) if row[0] in losing and _mild(row) and row[1] != "unknown" else row
        for row in found
    ]


def headline(found: list[Row], engine: engine_state.Status) -> Headline:
    """What the header says of these rows. An engine that does not run outweighs everything."""
    if engine.code != "running":
        level = "failed" if engine.code == "unseen" else engine_state.engine_level(engine)
        return Headline(level, "engine", engine.code)
    bad = sorted((row for row in found if not _mild(row)), key=lambda row: row[1] != "failed")
    if not bad:
        return Headline("ok", "engine", "running")
    service, level, condition, *_, seconds, _lost = bad[0]
    return Headline(level, service, condition, seconds, len(bad))


def concerns(found: list[Row]) -> list[str]:
    """What each row is to somebody who looks after all: `trouble`, `limited`, `unready`, `unknown`, or nothing.

    While one is known not to be well, those that nobody can know of because of it concern nobody.
    """
    told = [_concern(row) for row in found]
    known = bool({"trouble", "limited", "unready"}.intersection(told))
    return ["" if known and one == "unknown" else one for one in told]


def _concern(row: Row) -> str:
    _, level, condition, *_ = row
    if level == "busy" and _mild(row):
        return "limited" if condition in _LIMITED else "unready"
    return {"busy": "trouble", "failed": "trouble", "unknown": "unknown"}.get(level, "")


def _mild(row: Row) -> bool:
    """Whether it is no trouble."""
    _, level, condition, *_ = row
    return level != "failed" and (level != "busy" or condition in ON_ITS_WAY | _LIMITED)
