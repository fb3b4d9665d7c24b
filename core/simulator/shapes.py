"""Solid shapes of vehicles and people: flat polygons with a colour, in the road user's own frame.

x points forwards, y to the left, z up; the origin is on the ground under the middle. Polygons are listed in the
order in which they may be painted over one another; those that face away are left out when drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Paint = Literal["body", "roof", "glass", "tyre", "dark", "lamp", "tail", "second", "skin"]
Point3 = tuple[float, float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """A shape ready for drawing.

    Attributes:
        vertices: (v, 3) metres.
        spans: first and last-plus-one vertex of each polygon.
        normals: (p, 3) outward unit vectors.
        paints: what each polygon is painted with.
        firsts: (p,) first vertex of each polygon.
        shines: (p,) whether it is a lamp.
    """

    vertices: NDArray[np.float64]
    spans: list[tuple[int, int]]
    normals: NDArray[np.float64]
    paints: list[Paint]
    firsts: NDArray[np.int64]
    shines: NDArray[np.bool_]


class _Builder:
    """Collects polygons; corners run anticlockwise seen from outside."""

    def __init__(self) -> None:
        self._polygons: list[tuple[list[Point3], Paint]] = []

    def add(self, corners: list[Point3], paint: Paint) -> None:
        self._polygons.append((corners, paint))

    def frustum(
        self,
        bottom: tuple[float, float, float],
        top: tuple[float, float, float],
        z: tuple[float, float],
        paint: Paint,
        roof: Paint,
    ) -> list[list[Point3]]:
        """A box that narrows upwards; bottom and top are rear x, front x, half width. Gives the four sides."""
        (r0, f0, w0), (r1, f1, w1), (z0, z1) = bottom, top, z
        front: list[Point3] = [(f0, -w0, z0), (f0, w0, z0), (f1, w1, z1), (f1, -w1, z1)]
        back: list[Point3] = [(r0, w0, z0), (r0, -w0, z0), (r1, -w1, z1), (r1, w1, z1)]
        left: list[Point3] = [(f0, w0, z0), (r0, w0, z0), (r1, w1, z1), (f1, w1, z1)]
        right: list[Point3] = [(r0, -w0, z0), (f0, -w0, z0), (f1, -w1, z1), (r1, -w1, z1)]
        sides = [front, back, left, right]
        for side in sides:
            self.add(side, paint)
        self.add([(r1, -w1, z1), (f1, -w1, z1), (f1, w1, z1), (r1, w1, z1)], roof)
        return sides

    def pane(self, side: list[Point3], u: tuple[float, float], v: tuple[float, float], paint: Paint) -> None:
        """Part of a side: u runs along its lower edge, v upwards, both 0..1."""
        a, b, c, d = (np.array(corner) for corner in side)

        def at(s: float, t: float) -> Point3:
            x, y, z = (a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t
            return float(x), float(y), float(z)

        self.add([at(u[0], v[0]), at(u[1], v[0]), at(u[1], v[1]), at(u[0], v[1])], paint)

    def leg(self, foot: float, y: float) -> None:
        """From the hip above x = 0 to a foot at x = `foot`."""
        left, right, hip = y + 0.08, y - 0.08, 0.86
        front, back = foot + 0.11, foot - 0.09
        self.add([(front, right, 0.0), (front, left, 0.0), (0.1, left, hip), (0.1, right, hip)], "dark")
        self.add([(back, left, 0.0), (back, right, 0.0), (-0.1, right, hip), (-0.1, left, hip)], "dark")
        self.add([(front, left, 0.0), (back, left, 0.0), (-0.1, left, hip), (0.1, left, hip)], "dark")
        self.add([(back, right, 0.0), (front, right, 0.0), (0.1, right, hip), (-0.1, right, hip)], "dark")

    def wheels(self, xs: tuple[float, ...], half_width: float, radius: float) -> None:
        """Discs on both sides."""
        ring = [(radius * math.cos(a), radius * math.sin(a)) for a in (math.tau * k / 10 for k in range(10))]
        for x in xs:
            self.add([(x - c, half_width, radius + s) for c, s in ring], "tyre")
            self.add([(x + c, -half_width, radius + s) for c, s in ring], "tyre")

    def shape(self) -> Shape:
        vertices: list[Point3] = []
        spans, normals, paints = [], [], []
        for corners, paint in self._polygons:
            spans.append((len(vertices), len(vertices) + len(corners)))
            vertices += corners
            a, b, c = (np.array(corners[k]) for k in (0, 1, 2))
            normal = np.cross(b - a, c - a)
            normals.append(normal / np.linalg.norm(normal))
            paints.append(paint)
        firsts = np.array([first for first, _ in spans])
        shines = np.array([paint in ("lamp", "tail") for paint in paints])
        return Shape(np.array(vertices), spans, np.array(normals), paints, firsts, shines)


_LAMPS: Final = ((0.04, 0.22), (0.78, 0.96))


def _lights(b: _Builder, sides: list[list[Point3]], v: tuple[float, float]) -> None:
    for u in _LAMPS:
        b.pane(sides[0], u, v, "lamp")
        b.pane(sides[1], u, v, "tail")


def _car() -> Shape:
    b = _Builder()
    body = b.frustum((-2.2, 2.2, 0.9), (-2.15, 2.1, 0.86), (0.22, 0.86), "body", "roof")
    b.wheels((-1.35, 1.38), 0.91, 0.33)
    _lights(b, body, (0.5, 0.82))
    b.pane(body[0], (0.3, 0.7), (0.25, 0.6), "dark")
    cabin = b.frustum((-1.95, 0.95, 0.82), (-1.35, 0.2, 0.66), (0.86, 1.48), "body", "roof")
    b.pane(cabin[0], (0.05, 0.95), (0.06, 0.92), "glass")
    b.pane(cabin[1], (0.08, 0.92), (0.1, 0.9), "glass")
    for side, split in ((cabin[2], 0.48), (cabin[3], 0.52)):
        b.pane(side, (0.06, split - 0.02), (0.12, 0.88), "glass")
        b.pane(side, (split + 0.02, 0.94), (0.12, 0.88), "glass")
    return b.shape()


def _truck(*, cab_last: bool) -> Shape:
    b = _Builder()
    b.frustum((-3.85, 2.0, 1.1), (-3.85, 2.0, 1.1), (0.4, 0.75), "dark", "dark")
    b.wheels((-2.6,), 1.21, 0.48)
    for part in (_cargo, _cab) if cab_last else (_cab, _cargo):
        part(b)
    return b.shape()


def _cargo(b: _Builder) -> None:
    box = b.frustum((-3.9, 1.95, 1.2), (-3.9, 1.95, 1.2), (0.75, 3.0), "second", "second")
    b.pane(box[1], (0.48, 0.52), (0.0, 1.0), "dark")
    for u in _LAMPS:
        b.pane(box[1], u, (0.02, 0.1), "tail")


def _cab(b: _Builder) -> None:
    box = b.frustum((2.1, 3.9, 1.18), (2.1, 3.6, 1.1), (0.35, 2.55), "body", "roof")
    b.wheels((2.9,), 1.21, 0.48)
    for u in _LAMPS:
        b.pane(box[0], u, (0.12, 0.24), "lamp")
    b.pane(box[0], (0.08, 0.92), (0.5, 0.92), "glass")
    b.pane(box[2], (0.12, 0.6), (0.52, 0.9), "glass")
    b.pane(box[3], (0.4, 0.88), (0.52, 0.9), "glass")


def _bus() -> Shape:
    b = _Builder()
    body = b.frustum((-5.25, 5.25, 1.25), (-5.2, 5.15, 1.2), (0.3, 3.05), "body", "roof")
    b.wheels((-2.9, 3.2), 1.26, 0.5)
    for side in body[2:]:
        b.pane(side, (0.0, 1.0), (0.3, 0.36), "second")
        for k in range(7):
            b.pane(side, (0.03 + 0.137 * k, 0.145 + 0.137 * k), (0.46, 0.84), "glass")
    b.pane(body[0], (0.05, 0.95), (0.35, 0.86), "glass")
    b.pane(body[1], (0.1, 0.9), (0.5, 0.82), "glass")
    _lights(b, body, (0.12, 0.22))
    for x in (-2.0, 1.6):
        b.frustum((x - 0.7, x + 0.7, 0.6), (x - 0.6, x + 0.6, 0.55), (3.05, 3.1), "second", "second")
    return b.shape()


def _rider(b: _Builder, seat: float, lean: float) -> None:
    """Trunk and head of someone who sits."""
    b.frustum((-0.28, 0.02, 0.2), (-0.1 + lean, 0.2 + lean, 0.22), (seat, seat + 0.55), "second", "second")
    x = 0.06 + lean
    b.frustum((x - 0.1, x + 0.12, 0.1), (x - 0.07, x + 0.08, 0.07), (seat + 0.58, seat + 0.85), "skin", "dark")


def _motorcycle() -> Shape:
    b = _Builder()
    for x in (-0.72, 0.74):
        b.frustum((x - 0.34, x + 0.34, 0.08), (x - 0.2, x + 0.2, 0.08), (0.0, 0.6), "tyre", "tyre")
    body = b.frustum((-0.85, 0.62, 0.2), (-0.7, 0.5, 0.14), (0.38, 0.86), "body", "roof")
    b.pane(body[0], (0.2, 0.8), (0.4, 0.95), "lamp")
    b.pane(body[1], (0.2, 0.8), (0.4, 0.95), "tail")
    b.frustum((0.3, 0.42, 0.38), (0.3, 0.4, 0.38), (0.92, 0.98), "dark", "dark")
    _rider(b, 0.78, 0.12)
    return b.shape()


def _bicycle() -> Shape:
    b = _Builder()
    for x in (-0.54, 0.54):
        ring = [(0.34 * math.cos(a), 0.34 * math.sin(a)) for a in (math.tau * k / 12 for k in range(12))]
        b.add([(x - c, 0.03, 0.34 + s) for c, s in ring], "tyre")
        b.add([(x + c, -0.03, 0.34 + s) for c, s in ring], "tyre")
    b.frustum((-0.5, 0.5, 0.03), (-0.2, 0.42, 0.03), (0.4, 0.86), "body", "body")
    b.frustum((0.34, 0.44, 0.28), (0.34, 0.44, 0.28), (0.98, 1.03), "dark", "dark")
    b.frustum((-0.2, 0.16, 0.15), (-0.22, 0.1, 0.15), (0.42, 0.9), "dark", "dark")
    _rider(b, 0.9, 0.1)
    return b.shape()


@cache
def vehicle_shape(cls: str, *, from_ahead: bool) -> Shape:
    """Shape of a class of vehicle, its parts in the order for an eye ahead of its middle or behind it."""
    if cls == "truck":
        return _truck(cab_last=from_ahead)
    makers = {"car": _car, "bus": _bus, "motorcycle": _motorcycle, "bicycle": _bicycle}
    return makers[cls]()


@cache
def person_shape(phase: int) -> Shape:
    """Someone on foot in one of eight moments of a pace; phase -1 stands."""
    b = _Builder()
    swing = 0.0 if phase < 0 else 0.26 * math.sin(math.tau * phase / 8)
    for y, sign in ((0.1, 1.0), (-0.1, -1.0)):
        foot = sign * swing
        b.leg(foot, y)
    b.frustum((-0.13, 0.13, 0.21), (-0.12, 0.12, 0.25), (0.82, 1.46), "second", "second")
    b.frustum((-0.1, 0.11, 0.09), (-0.08, 0.09, 0.08), (1.5, 1.75), "skin", "dark")
    return b.shape()
