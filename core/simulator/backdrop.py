"""The picture without traffic: drawn once, at twice the size, then scaled down, so that every edge is smooth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.simulator import ground, layout
from core.simulator.camera import SIZE, Camera
from core.simulator.layout import ARMS, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from core.simulator.ground import Outline
    from core.types import Image

Colour = tuple[float, float, float]

_SCALE: Final = 2
_SHIFT: Final = 4  # fractional bits of polygon corners
_HAZE: Final = np.array((222.0, 212.0, 200.0))
_GRASS: Final = (82.0, 128.0, 108.0)
_FOOTWAY: Final = (168.0, 174.0, 178.0)
_KERB: Final = (196.0, 202.0, 204.0)
_ASPHALT: Final = (92.0, 90.0, 88.0)
_CYCLE: Final = (84.0, 88.0, 124.0)
_WHITE: Final = (226.0, 230.0, 230.0)
_YELLOW: Final = (104.0, 186.0, 222.0)
#: Blocks of houses: west, south, east and north edge, height in metres, colour.
_HOUSES: Final[tuple[tuple[float, float, float, float, float, Colour], ...]] = (
    (20.0, 96.0, 48.0, 112.0, 17.0, (150, 168, 186)),
    (54.0, 92.0, 84.0, 110.0, 23.0, (172, 176, 180)),
    (92.0, 60.0, 112.0, 84.0, 15.0, (128, 150, 180)),
    (92.0, 20.0, 116.0, 46.0, 19.0, (158, 178, 196)),
    (26.0, 60.0, 52.0, 78.0, 12.0, (126, 146, 176)),
    (62.0, 28.0, 80.0, 52.0, 13.0, (176, 184, 190)),
    (-72.0, 60.0, -46.0, 84.0, 14.0, (140, 160, 184)),
    (-104.0, 40.0, -76.0, 66.0, 18.0, (170, 178, 184)),
    (96.0, -64.0, 118.0, -36.0, 16.0, (150, 166, 184)),
    (70.0, -62.0, 90.0, -40.0, 11.0, (130, 150, 178)),
)
#: Trees: place and height in metres.
_TREES: Final = (
    *((16.0 + 9.0 * k, 13.5 + (k % 3) * 0.7, 6.0 + (k * 7 % 4) * 0.7) for k in range(9)),
    *((14.5 + (k % 2) * 0.8, 24.0 + 10.0 * k, 6.2 + (k * 5 % 4) * 0.6) for k in range(8)),
    *((-22.0 - 11.0 * k, 21.0 + (k % 3) * 4.0, 6.5 + (k * 3 % 4) * 0.7) for k in range(6)),
    *((30.0 + 12.0 * k, -22.0 - (k % 3) * 4.0, 5.5 + (k * 3 % 4) * 0.6) for k in range(6)),
    (30.0, 34.0, 8.5),
    (38.0, 26.0, 7.8),
    (24.0, 44.0, 7.5),
    (46.0, 46.0, 8.8),
)


class _Canvas:
    """A picture of twice the size, and how to put things of the world on it."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.image: Image = np.zeros((SIZE[1] * _SCALE, SIZE[0] * _SCALE, 3), np.uint8)
        self.random = np.random.Generator(np.random.PCG64(7))

    def corners(self, points: NDArray[np.float64]) -> NDArray[np.int32]:
        """Polygon in fixed-point pixels of the canvas."""
        pixels = self.camera.polygon(points) * _SCALE
        return np.round(pixels * (1 << _SHIFT)).astype(np.int32)

    def fill(self, points: NDArray[np.float64], colour: Colour) -> None:
        """Fill a polygon of world points (n, 3)."""
        corners = self.corners(points)
        if len(corners):
            cv2.fillPoly(self.image, [corners], colour, cv2.LINE_AA, _SHIFT)

    def paint(self, outlines: Iterable[Outline], colour: Colour) -> None:
        """Fill shapes on the ground."""
        for outline in outlines:
            flat = np.array(outline)
            self.fill(np.column_stack([flat, np.zeros(len(flat))]), colour)


def backdrop(camera: Camera) -> Image:
    """(720, 1280, 3) picture of the empty junction."""
    canvas = _Canvas(camera)
    _sky_and_grass(canvas)
    _park(canvas)
    canvas.paint([ground.carriageway(4.0)], _FOOTWAY)
    _slabs(canvas)
    canvas.paint([ground.carriageway(0.3)], _KERB)
    canvas.paint([ground.carriageway()], _ASPHALT)
    _worn(canvas)
    canvas.paint(ground.cycle_lanes(), _CYCLE)
    canvas.paint(ground.median_markings(), _YELLOW)
    canvas.paint(ground.white_markings(), _WHITE)
    _haze(canvas)
    for house in sorted(_HOUSES, key=lambda h: -_distance(camera, h[0], h[1])):
        _house(canvas, house)
    for tree in sorted(_TREES, key=lambda t: -_distance(camera, t[0], t[1])):
        _tree(canvas, *tree)
    return _grained(canvas, np.asarray(cv2.resize(canvas.image, SIZE, interpolation=cv2.INTER_AREA), np.uint8))


def _distance(camera: Camera, x: float, y: float) -> float:
    return float(np.hypot(x - camera.eye[0], y - camera.eye[1]))


def _horizon(canvas: _Canvas) -> int:
    far = canvas.camera.view(np.array([2000.0, 2250.0, 0.0]))
    return int(canvas.camera.pixels(far)[1] * _SCALE)


def _sky_and_grass(canvas: _Canvas) -> None:
    horizon = max(_horizon(canvas), 1)
    height, width = canvas.image.shape[:2]
    t = np.linspace(0.0, 1.0, horizon)[:, None]
    sky = np.array((226.0, 186.0, 146.0)) * (1 - t) + _HAZE * t
    canvas.image[:horizon] = sky[:, None]
    blotches = canvas.random.normal(0.0, 1.0, (height // 24, width // 24)).astype(np.float32)
    blotches = np.asarray(cv2.resize(blotches, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    rough = 5.0 * blotches[horizon:]
    for channel, level in enumerate(_GRASS):
        canvas.image[horizon:, :, channel] = rough + np.float32(level)  # blotches are far from the ends of the range


def _park(canvas: _Canvas) -> None:
    """A gravel path and flower beds on the corner under the camera."""
    canvas.paint([[(-9.0, -12.4), (-12.4, -9.0), (-40.0, -36.0), (-36.0, -40.0)]], (150.0, 172.0, 182.0))
    for k in range(260):
        along, across = 2.0 * canvas.random.random(2) - 1.0
        side = 1.0 if k % 2 else -1.0
        middle = -17.5 + 4.5 * along
        away = side * (3.3 + 0.8 * across)
        colour = ((70.0, 60.0, 205.0), (90.0, 200.0, 235.0), (200.0, 120.0, 190.0), (60.0, 110.0, 70.0))[k % 4]
        _blossom(canvas, middle - away * 0.7, middle + away * 0.7, colour)


def _blossom(canvas: _Canvas, x: float, y: float, colour: Colour) -> None:
    """A small bush in bloom."""
    u, v = canvas.camera.ground(x, y)
    at = (int(u * _SCALE), int(v * _SCALE))
    cv2.circle(canvas.image, (at[0], at[1] + 4), 9, (52, 92, 62), -1, cv2.LINE_AA)
    cv2.circle(canvas.image, at, 4, colour, -1, cv2.LINE_AA)


def _slabs(canvas: _Canvas) -> None:
    """Joints of the footways' paving."""
    for arm in ARMS:
        for side in (1.0, -1.0):
            for k in range(40):
                s = layout.CORNER + 1.5 * k
                inner, outer = side * layout.KERB, side * layout.FOOTWAY[1]
                joint = [place(arm, s, inner), place(arm, s + 0.06, inner)]
                joint += [place(arm, s + 0.06, outer), place(arm, s, outer)]
                canvas.paint([joint], (156.0, 161.0, 165.0))


def _worn(canvas: _Canvas) -> None:
    """Wheel tracks and patches, darker and lighter than the rest."""
    for arm in ARMS:
        for lane in (layout.LANE, -layout.LANE):
            for wheel in (-0.8, 0.8):
                edges = (lane + wheel - 0.28, lane + wheel + 0.28)
                track = [place(arm, 6.0, edges[0]), place(arm, ground.FAR, edges[0])]
                track += [place(arm, ground.FAR, edges[1]), place(arm, 6.0, edges[1])]
                canvas.paint([track], (86.0, 84.0, 82.0))
    for x, y, w, h in ((3.0, -4.0, 3.2, 1.6), (-6.0, 2.5, 2.0, 2.4), (24.0, 1.8, 5.0, 1.2)):
        patch = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        canvas.paint([patch], (82.0, 80.0, 78.0))


def _grained(canvas: _Canvas, picture: Image) -> Image:
    """A little fixed noise, so that surfaces do not look like plastic."""
    noise = canvas.random.normal(0.0, 3.2, picture.shape[:2])
    horizon = _horizon(canvas) // _SCALE
    noise[:horizon] = 0.0
    return np.clip(picture + noise[:, :, None], 0, 255).astype(np.uint8)


def _haze(canvas: _Canvas) -> None:
    """Far ground fades into the sky."""
    horizon = max(_horizon(canvas), 0)
    rows = np.arange(canvas.image.shape[0] - horizon, dtype=np.float64)
    share = (0.9 * np.exp(-rows / 42.0))[:, None, None]
    levels = np.arange(256.0)[:, None]
    tables = (levels * (1 - share) + _HAZE * share).astype(np.uint8)
    for row, table in zip(canvas.image[horizon:], tables, strict=True):
        row[:] = cv2.LUT(row[None], table[None])[0]


def _faded(canvas: _Canvas, colour: Colour, x: float, y: float, shade: float = 1.0) -> Colour:
    share = min(0.75, _distance(canvas.camera, x, y) / 420.0)
    mixed = np.array(colour) * shade * (1 - share) + _HAZE * share
    return float(mixed[0]), float(mixed[1]), float(mixed[2])


def _house(canvas: _Canvas, house: tuple[float, float, float, float, float, Colour]) -> None:
    """A block with a flat roof; only its south and west sides can be seen."""
    west, south, east, north, height, colour = house
    corners = {"south": ((west, south), (east, south)), "west": ((west, north), (west, south))}
    for side, shade in (("south", 1.0), ("west", 0.8)):
        (ax, ay), (bx, by) = corners[side]
        wall = [(ax, ay, 0.0), (bx, by, 0.0), (bx, by, height), (ax, ay, height)]
        canvas.fill(np.array(wall), _faded(canvas, colour, west, south, shade))
        _windows(canvas, (ax, ay), (bx, by), height, shade)
    roof = [(west, south, height), (east, south, height), (east, north, height), (west, north, height)]
    canvas.fill(np.array(roof), _faded(canvas, (120.0, 122.0, 126.0), west, south))


def _windows(canvas: _Canvas, a: tuple[float, float], b: tuple[float, float], height: float, shade: float) -> None:
    start, end = np.array(a), np.array(b)
    along = (end - start) / np.linalg.norm(end - start)
    colour = _faded(canvas, (110.0, 92.0, 78.0), a[0], a[1], shade)
    for u in np.arange(1.6, float(np.linalg.norm(end - start)) - 2.0, 3.2):
        left, right = start + along * u, start + along * (u + 1.6)
        for z in np.arange(1.4, height - 2.0, 3.1):
            pane = [(*left, z), (*right, z), (*right, z + 1.6), (*left, z + 1.6)]
            canvas.fill(np.array(pane), colour)


def _tree(canvas: _Canvas, x: float, y: float, height: float) -> None:
    """A trunk and a crown of many leaves' blots, lit from the upper left."""
    viewed = canvas.camera.view(np.array([x, y, 0.0]))
    if viewed[2] < 5.0:  # noqa: PLR2004 - beside or behind the pole
        return
    metre = canvas.camera.focal / viewed[2] * _SCALE
    foot = canvas.camera.pixels(viewed) * _SCALE
    top = canvas.camera.project(np.array([x, y, height * 0.64])) * _SCALE
    shadow = (int(foot[0] + 0.9 * metre), int(foot[1]))
    axes = (int(1.9 * metre), int(0.6 * metre))
    cv2.ellipse(canvas.image, shadow, axes, 0, 0, 360, _faded(canvas, (62, 100, 84), x, y), -1, cv2.LINE_AA)
    ends = [(int(p[0]), int(p[1])) for p in (foot, top)]
    trunk = _faded(canvas, (58, 76, 92), x, y)
    cv2.line(canvas.image, ends[0], ends[1], trunk, max(1, int(0.28 * metre)), cv2.LINE_AA)
    crown = 0.36 * height * metre
    for k in range(90):
        rise = k / 90.0
        spread = canvas.random.normal(0.0, 0.42, 2) * crown
        tone = 0.66 + 0.5 * rise + 0.12 * canvas.random.normal()
        at = (
            int(top[0] + spread[0] - (rise - 0.5) * 0.35 * crown),
            int(top[1] + spread[1] * 0.85 - (rise - 0.5) * 0.7 * crown),
        )
        leaves = _faded(canvas, (56.0, 112.0, 88.0), x, y, tone)
        cv2.circle(canvas.image, at, max(1, int(crown * (0.34 - 0.16 * rise))), leaves, -1, cv2.LINE_AA)
