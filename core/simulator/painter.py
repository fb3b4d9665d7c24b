"""Draws the moment: the backdrop, then everybody from far to near, with the signal heads among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

from core.simulator import layout
from core.simulator.backdrop import backdrop
from core.simulator.depth import Footprint, far_to_near
from core.simulator.layout import ARMS, place
from core.simulator.road_users import Pedestrian, Vehicle
from core.simulator.shapes import Paint, Shape, person_shape, vehicle_shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from core.simulator.camera import Camera
    from core.simulator.depth import Box
    from core.simulator.road_users import RoadUser
    from core.simulator.visibility import Seen
    from core.types import Image

Colour = tuple[int, int, int]

_SHIFT: Final = 4
_LIGHT: Final = np.array([-0.45, -0.35, 0.82])  # towards the sun
_AMBIENT: Final = 0.62
_SUN: Final = 1.35
_SHADOW: Final = (66, 64, 62)
_SHADOW_CAST: Final = (0.28, 0.22)  # metres on the ground for a metre of height
_CARS: Final[tuple[Colour, ...]] = (
    (48, 44, 190), (214, 214, 212), (70, 66, 64), (150, 92, 40), (176, 176, 172),
    (52, 52, 118), (236, 236, 236), (120, 92, 62), (60, 110, 70), (40, 150, 220), (48, 44, 190),
)  # fmt: skip
_SHIRTS: Final[tuple[Colour, ...]] = (
    (60, 60, 200), (200, 120, 40), (70, 160, 80), (60, 190, 230), (180, 70, 150), (220, 220, 220), (120, 60, 30),
)  # fmt: skip
_FIXED: Final[dict[Paint, Colour]] = {
    "glass": (92, 78, 66),
    "tyre": (38, 37, 36),
    "dark": (62, 56, 54),
    "lamp": (225, 244, 250),
    "tail": (40, 30, 150),
    "skin": (140, 172, 214),
}
_BRAKE: Final = (60, 60, 255)
_BUS: Final = ((60, 170, 235), (236, 236, 236))
_CARGO: Final[tuple[Colour, ...]] = ((228, 230, 230), (196, 170, 120), (110, 150, 200))
_OFF: Final = (52, 50, 50)
_LIT: Final = {"red": (60, 60, 250), "amber": (40, 180, 255), "green": (120, 230, 60)}


def _pick(colours: Sequence[Colour], look: float) -> Colour:
    return colours[min(int(look * len(colours)), len(colours) - 1)]


def _paints(user: RoadUser) -> dict[Paint, Colour]:
    """The colours of one road user."""
    paints = dict(_FIXED)
    shirt = _pick(_SHIRTS, (user.look * 7.3) % 1.0)
    cls = user.kind.cls
    paints["body"] = _BUS[0] if cls == "bus" else _pick(_CARS, user.look)
    paints["second"] = {"bus": _BUS[1], "truck": _pick(_CARGO, (user.look * 3.7) % 1.0)}.get(cls, shirt)
    r = paints["body"]
    paints["roof"] = (min(255, r[0] + 12), min(255, r[1] + 12), min(255, r[2] + 12))
    if isinstance(user, Vehicle) and user.braking:
        paints["tail"] = _BRAKE
    return paints


def _shape(seen: Seen, eye: tuple[float, float, float]) -> Shape:
    user, at = seen.user, seen.footprint
    if isinstance(user, Pedestrian):
        return person_shape(-1 if user.waiting else int(user.walked / 0.19) % 8)
    ahead = (eye[0] - at.x) * at.dx + (eye[1] - at.y) * at.dy
    return vehicle_shape(user.kind.cls, from_ahead=ahead > 0)


class Painter:
    """Draws what one camera sees. Making one draws the backdrop, which takes some tenths of a second."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._backdrop = backdrop(camera)
        self._eye = np.array(camera.eye)
        self._heads = [_Head(camera, arm) for arm in ARMS]

    def paint(self, out: Image, everybody: Sequence[Seen], signals: Mapping[str, str]) -> None:
        """Draw into (720, 1280, 3) `out`."""
        np.copyto(out, self._backdrop)
        for outline in self._shadows(everybody):
            cv2.fillConvexPoly(out, outline, _SHADOW, cv2.LINE_AA, _SHIFT)
        solids = self._solids(everybody)
        prints: list[Footprint] = [*(s.footprint for s in everybody), *(h.footprint for h in self._heads)]
        boxes: list[Box] = [*(s.box for s in everybody), *(h.box for h in self._heads)]
        for k in far_to_near(prints, boxes, self._camera.eye[:2]):
            if k < len(everybody):
                for corners, colour in solids[k]:
                    cv2.fillConvexPoly(out, corners, colour, cv2.LINE_AA, _SHIFT)
            else:
                head = self._heads[k - len(everybody)]
                head.paint(out, signals[head.arm])

    def _fixed(self, points: NDArray[np.float64]) -> NDArray[np.int32]:
        return np.round(self._camera.safe(points) * (1 << _SHIFT)).astype(np.int32)

    def _shadows(self, everybody: Sequence[Seen]) -> list[NDArray[np.int32]]:
        """Outlines on the ground: the footprint, and where the sun throws the roof."""
        if not everybody:
            return []
        ground = np.array([s.footprint.corners() for s in everybody])
        heights = np.array([s.user.kind.height for s in everybody])
        cast = ground + heights[:, None, None] * np.array(_SHADOW_CAST)
        flat = np.concatenate([ground, cast], axis=1)
        pixels = self._fixed(np.concatenate([flat, np.zeros((*flat.shape[:2], 1))], axis=2))
        return [np.asarray(cv2.convexHull(corners), np.int32) for corners in pixels]

    def _solids(self, everybody: Sequence[Seen]) -> list[list[tuple[NDArray[np.int32], list[float]]]]:
        """Each road user's polygons that face the camera, shaded by the sun."""
        placed = [_placed(seen, self._camera.eye) for seen in everybody]
        if not placed:
            return []
        pixels = self._fixed(np.concatenate([p.vertices for p in placed]))
        normals = np.concatenate([p.normals for p in placed])
        facing = ((self._eye - np.concatenate([p.anchors for p in placed])) * normals).sum(axis=1) > 0
        shades = _AMBIENT + (1 - _AMBIENT) * _SUN * np.maximum(normals @ _LIGHT, 0.0)
        shades[np.concatenate([p.shines for p in placed])] = 1.0
        colours = np.minimum(np.concatenate([p.colours for p in placed]) * shades[:, None], 255.0).tolist()
        solids, vertex, polygon = [], 0, 0
        for p in placed:
            shown = (k for k in range(len(p.spans)) if facing[polygon + k])
            solids.append(
                [(pixels[vertex + p.spans[k][0] : vertex + p.spans[k][1]], colours[polygon + k]) for k in shown]
            )
            vertex, polygon = vertex + len(p.vertices), polygon + len(p.spans)
        return solids


class _Placed(NamedTuple):
    """A shape in the world: vertices (v, 3); of each polygon its normal, a point on it, its colour (p, 3)."""

    spans: list[tuple[int, int]]
    vertices: NDArray[np.float64]
    normals: NDArray[np.float64]
    anchors: NDArray[np.float64]
    colours: NDArray[np.int64]
    shines: NDArray[np.bool_]  # lamps are as bright in the shade


def _placed(seen: Seen, eye: tuple[float, float, float]) -> _Placed:
    shape, at = _shape(seen, eye), seen.footprint
    turn = np.array([[at.dx, at.dy, 0.0], [-at.dy, at.dx, 0.0], [0.0, 0.0, 1.0]])
    vertices = shape.vertices @ turn + (at.x, at.y, 0.0)
    paints = _paints(seen.user)
    colours = np.array([paints[paint] for paint in shape.paints])
    return _Placed(shape.spans, vertices, shape.normals @ turn, vertices[shape.firsts], colours, shape.shines)


class _Head:
    """A signal head on its pole at an arm's stop line, drawn as a board that faces the camera."""

    def __init__(self, camera: Camera, arm: str) -> None:
        self.arm = arm
        x, y = place(arm, layout.STOP_LINE - 0.4, layout.KERB + 0.9)
        foot, top = camera.project(np.array([(x, y, 0.0), (x, y, 3.3)]))
        metre = camera.focal / float(camera.view(np.array([x, y, 3.0]))[2])
        self.footprint = Footprint(x, y, 1.0, 0.0, 0.12, 0.12)
        self._foot, self._top = _point(foot), _point(top)
        half, height = 0.3 * metre, 1.55 * metre
        self._thick = max(1, round(0.16 * metre))
        self._board = (_point(top - (half, height)), _point(top - (-half, 0.0)))
        self._radius = round(0.205 * metre * 16)
        self._lamps = [_fine(top - (0.0, height * share)) for share in (0.81, 0.5, 0.19)]
        x1, y1 = self._board[0]
        self.box = (float(x1), float(y1), float(self._board[1][0]), float(self._foot[1]))

    def paint(self, out: Image, state: str) -> None:
        """Draw it with one lamp lit."""
        cv2.line(out, self._foot, self._top, (88, 90, 92), self._thick, cv2.LINE_AA)
        cv2.rectangle(out, self._board[0], self._board[1], (30, 30, 30), -1)
        for name, lamp in zip(("red", "amber", "green"), self._lamps, strict=True):
            colour = _LIT[name] if name == state else _OFF
            cv2.circle(out, lamp, self._radius, colour, -1, cv2.LINE_AA, 4)


def _point(pixel: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(pixel[0])), round(float(pixel[1]))


def _fine(pixel: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(pixel[0]) * 16), round(float(pixel[1]) * 16)
