"""What a camera has counted: crossings, turning movements and violations of the scene of now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from core.events import utc
from core.rules.registry import able

if TYPE_CHECKING:
    from core.events import Violation
    from core.scene import Kept
    from core.settings.models import Camera

_DIRECTIONS: Final = ("forward", "backward")


class Tally:
    """Counters, which begin with `count_anew`."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, Counter[str]]] = {}
        self._since: dict[str, float | None] = {}
        self._ways: dict[str, dict[str, Counter[str]]] = {}
        self._violations: dict[str, int] = {}

    def count_anew(self, camera: Camera, same: Kept, now: float | None) -> None:
        """Counters for today's scene: those of what is as it was go on."""
        lines = [line.id for line in camera.scene.lines]
        counts, ways, before = self._counts, self._ways, self._violations
        self._since = {line: self._since[line] if line in same.line_ids else now for line in lines}
        self._counts = {
            line: counts[line] if line in same.line_ids else {way: Counter() for way in _DIRECTIONS} for line in lines
        }
        self._ways = {
            origin: {
                exit_: ways[origin][exit_] if {origin, exit_} <= same.zone_ids else Counter()
                for exit_ in _ids(camera, "exit")
            }
            for origin in _ids(camera, "approach")
        }
        told = {name: number for name, number in before.items() if number}
        self._violations = {**dict.fromkeys(able(camera), 0), **told}

    def begin(self, time: float) -> None:
        """The first frame is there."""
        self._since = {line: time if since is None else since for line, since in self._since.items()}

    def crossed(self, line: str, direction: str, cls: str) -> None:
        """One crossing more."""
        self._counts[line][direction][cls] += 1

    def moved(self, origin: str, destination: str, cls: str) -> None:
        """One turning movement more."""
        self._ways[origin][destination][cls] += 1

    def noted(self, name: str, events: list[Violation]) -> list[Violation]:
        """What a rule told; what began is counted."""
        began = sum(event.phase == "new" for event in events)
        if began:
            self._violations[name] = self._violations.get(name, 0) + began
        return events

    def since(self) -> dict[str, str | None]:
        """Media time from which on each line has counted, as ISO text; None before the first frame."""
        return {line: None if time is None else utc(time).isoformat() for line, time in self._since.items()}

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Crossings of each line by direction and class, with a total."""
        return {
            line: {way: {**classes, "total": classes.total()} for way, classes in ways.items()}
            for line, ways in self._counts.items()
        }

    def movements(self) -> dict[str, dict[str, dict[str, int]]]:
        """Turning movements from each approach to each exit by class, with a total."""
        return {
            origin: {exit_: {**classes, "total": classes.total()} for exit_, classes in exits.items()}
            for origin, exits in self._ways.items()
        }

    def violations(self) -> dict[str, int]:
        """How many violations of each rule began; only of rules that can fire in the scene, and those that did."""
        return dict(self._violations)

    def totals(self, line: str) -> dict[str, int]:
        """Crossings of a line by direction."""
        return {way: classes.total() for way, classes in self._counts[line].items()}


def _ids(camera: Camera, kind: str) -> list[str]:
    return [zone.id for zone in camera.scene.zones if zone.kind == kind]
