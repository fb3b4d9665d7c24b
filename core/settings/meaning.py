"""Mistakes of meaning in a configuration: names, and polygons that enclose nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ground_plane import Unfit

Point: TypeAlias = "tuple[float, float]"
#: What those who have words of their own, the window among them, tell mistakes apart by.
Kind: TypeAlias = """Unfit | Literal[
    "mistake", "used_twice", "no_length", "no_direction", "no_area", "unknown_signal", "outside", "timezone",
    "truth_only", "reserved",
]"""


def mistake(
    what: str, remedy: str, *place: str | int, kind: Kind = "mistake", about: dict[str, Any] | None = None
) -> PydanticCustomError:
    """An error about meaning.

    Args:
        what: is wrong.
        remedy: what to do about it.
        place: leads from the model that noticed it to the key that is wrong.
        kind: which mistake it is.
        about: names and numbers in it.
    """
    return PydanticCustomError(
        kind, "{what}", {"what": what, "remedy": remedy, "place": place, "about": dict(about or {})}
    )


def unique(key: str, ids: list[str]) -> None:
    """Refuse the second use of an id.

    Raises:
        PydanticCustomError: an id occurs twice.
    """
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise mistake(f"id '{name}' is used twice", "use a unique id for each", key, index, "id", kind="used_twice")


def check_polygon(name: str, points: Sequence[Point], key: str) -> None:
    """Refuse a polygon that crosses itself or encloses nothing.

    Raises:
        PydanticCustomError: it does.
    """
    if _area(points) == 0 or _crosses_itself(points):
        raise mistake(
            f"{name} crosses itself or has no area", "list the corners in order around the outline", key, kind="no_area"
        )


def _crosses_itself(points: Sequence[Point]) -> bool:
    """Whether any two sides of the closed polygon that share no corner touch. O(n²); n is bounded by the model."""
    sides = [*pairwise(points), (points[-1], points[0])]
    return any(
        _touch(sides[i], sides[j])
        for i in range(len(sides))
        for j in range(i + 2, len(sides))
        if not (i == 0 and j == len(sides) - 1)
    )


def _touch(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Segment intersection by orientations (Cormen et al., Introduction to Algorithms, 33.1)."""
    (a, b), (c, d) = one, other
    turns = _turn(c, d, a), _turn(c, d, b), _turn(a, b, c), _turn(a, b, d)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((turns[0], c, d, a), (turns[1], c, d, b), (turns[2], a, b, c), (turns[3], a, b, d))
    return any(turn == 0 and _within(start, end, point) for turn, start, end, point in ends)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(a: Point, b: Point, point: Point) -> bool:
    return all(min(a[i], b[i]) <= point[i] <= max(a[i], b[i]) for i in (0, 1))


def _area(points: Sequence[Point]) -> float:
    """Area of a simple polygon (shoelace formula)."""
    sides = [*pairwise(points), (points[-1], points[0])]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2
