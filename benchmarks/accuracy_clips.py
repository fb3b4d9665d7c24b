"""Clips counted by hand, and how a count is judged against them.

Beside each video lies `NAME.counts.json`: its lines as a configuration has them, and every crossing with its frame,
class and a note. `van` stands for what may be called car, truck or bus. The hand counts are good to `_WITHIN` frames,
for slow, long or tiny road users three times as much.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from core.settings.models import Camera

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_WITHIN: Final = 15  # frames
_VAGUE: Final = ("slow", "long", "tiny", "trailer", "towing")
_VAGUE_TIMES: Final = 3
_NAMELESS: Final = "object"  # what a detector without classes says of all
_VAN: Final = frozenset({"car", "truck", "bus", "van"})
_CLOSE: Final = 1000.0  # a pair counts for more than any distance between the two


class Crossing(NamedTuple):
    """A road user over a line."""

    line: str
    direction: str
    frame: float
    cls: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A crossing as counted by hand.

    Attributes:
        crossing: where, when and what.
        tolerance: frames by which it may be off.
        classes: which are right.
        optional: it may be counted or not, as a trailer.
    """

    crossing: Crossing
    tolerance: int
    classes: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Clip:
    """One video with its truth.

    Attributes:
        name: without its ending.
        video: the file.
        size: width and height, pixels.
        fps: frames per second.
        lines: points by name, pixels.
        truth: all crossings.
    """

    name: str
    video: Path
    size: tuple[int, int]
    fps: float
    lines: dict[str, list[list[float]]]
    truth: tuple[Counted, ...]

    def camera(self) -> Camera:
        """The camera that plays it."""
        lines = [{"id": name, "points": points} for name, points in self.lines.items()]
        return Camera.model_validate({"id": "clip", "source": str(self.video), "scene": {"lines": lines}})


@dataclass(slots=True)
class Score:
    """How far a count is from the truth."""

    recorded: int = 0
    missed: list[Crossing] = field(default_factory=list)
    extra: list[Crossing] = field(default_factory=list)
    wrong: list[tuple[Crossing, Crossing]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{len(self.missed)}/{len(self.extra)}/{len(self.wrong)}"

    def add(self, other: Score) -> None:
        """Take another clip's in."""
        self.recorded += other.recorded
        self.missed += other.missed
        self.extra += other.extra
        self.wrong += other.wrong


def clips(folder: Path) -> list[Clip]:
    """All clips of a folder, by name."""
    return [_clip(path) for path in sorted(folder.glob("*.counts.json"))]


def _clip(path: Path) -> Clip:
    told = json.loads(path.read_text("utf-8"))
    lines = {name: line["points"] for name, line in told["lines"].items()}
    truth = [
        _counted(Crossing(name, direction, one["frame"], one["class"]), one.get("note", ""))
        for name, line in told["lines"].items()
        for direction in ("forward", "backward")
        for one in line.get(direction, ())
    ]
    truth += [
        Counted(Crossing(line, direction, frame, what), _WITHIN * _VAGUE_TIMES, _VAN, optional=True)
        for line, direction, frame, what in told.get("optional", ())
    ]
    width, height = told["size"]
    name = path.name.removesuffix(".counts.json")
    return Clip(name, path.parent / told["video"], (width, height), told["fps"], lines, tuple(truth))


def _counted(crossing: Crossing, note: str) -> Counted:
    classes = _VAN if crossing.cls == "van" else {crossing.cls}
    if "bicycle or person" in note:
        classes = {"bicycle", "person"}
    vague = any(word in note for word in _VAGUE)
    return Counted(crossing, _WITHIN * (_VAGUE_TIMES if vague else 1), frozenset(classes))


def judge(truth: Sequence[Counted], counted: Iterable[Crossing]) -> Score:
    """Pair what was counted with the truth, each used once: as many pairs as possible, then those that fit best."""
    score = Score(recorded=sum(not one.optional for one in truth))
    mine: dict[tuple[str, str], list[Crossing]] = defaultdict(list)
    for crossing in counted:
        mine[crossing.line, crossing.direction].append(crossing)
    wanted: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in truth:
        wanted[one.crossing.line, one.crossing.direction].append(one)
    for key in sorted(mine.keys() | wanted.keys()):
        _pair(wanted[key], mine[key], score)
    return score


def _pair(wanted: Sequence[Counted], mine: Sequence[Crossing], score: Score) -> None:
    worth = np.array([[_worth(one, crossing) for crossing in mine] for one in wanted]).reshape(len(wanted), len(mine))
    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs = {row: column for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0}
    score.missed += [one.crossing for k, one in enumerate(wanted) if k not in pairs and not one.optional]
    score.extra += [crossing for k, crossing in enumerate(mine) if k not in pairs.values()]
    told = [(wanted[row], mine[column]) for row, column in pairs.items()]
    score.wrong += [(one.crossing, crossing) for one, crossing in told if not _is_right(one, crossing)]


def _worth(one: Counted, crossing: Crossing) -> float:
    late = abs(crossing.frame - one.crossing.frame)
    if late > one.tolerance:
        return 0.0
    return (_CLOSE if not one.optional else _CLOSE / 2) - late - (0 if _is_right(one, crossing) else _WITHIN)


def _is_right(one: Counted, crossing: Crossing) -> bool:
    return crossing.cls == _NAMELESS or one.optional or crossing.cls in one.classes
