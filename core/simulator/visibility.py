"""What of the world the camera sees: boxes as a perfect detector would give them.

A road user's box is the bounding box of its projected cuboid, cut at the picture's edges. It is left out if less
than `MIN_INSIDE` of the uncut box lies in the picture, if the cut box is less than `MIN_HEIGHT` pixels high, or if
one single nearer road user covers more than `MAX_COVERED` of its outline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from core.simulator.camera import NEAR, SIZE, Camera
from core.simulator.depth import Footprint, hides, overlap
from core.types import CLASS_IDS, Detections, SceneTruth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from core.simulator.road_users import RoadUser

MIN_INSIDE: Final = 0.25
MIN_HEIGHT: Final = 12.0
MAX_COVERED: Final = 0.9
_CORNERS: Final = np.array([(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (0.0, 1.0)])


@dataclass(frozen=True, slots=True)
class Seen:
    """One road user in the picture.

    Attributes:
        hull: (8, 2) projected corners of its cuboid, pixels.
        box: x1, y1, x2, y2, cut at the picture's edges.
    """

    user: RoadUser
    hull: NDArray[np.float32]
    box: tuple[float, float, float, float]
    footprint: Footprint


def _hulls(
    camera: Camera, users: Sequence[RoadUser], prints: Sequence[Footprint]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n, 8, 2) pixels, and (n,) depth of the nearest corner."""
    size = np.array([(u.kind.length, u.kind.width, u.kind.height) for u in users])
    pose = np.array([(p.x, p.y, p.dx, p.dy) for p in prints])
    local = _CORNERS * size[:, None, :]
    x, y = local[..., 0], local[..., 1]
    px, py, dx, dy = (pose[:, k, None] for k in range(4))
    world = np.stack([px + x * dx - y * dy, py + x * dy + y * dx, local[..., 2]], axis=-1)
    viewed = camera.view(world)
    depth = viewed[..., 2].min(axis=1)
    viewed[..., 2] = np.maximum(viewed[..., 2], NEAR)
    return camera.pixels(viewed), depth


def look(camera: Camera, users: Sequence[RoadUser]) -> list[Seen]:
    """Everybody of whom enough is inside the picture, hidden by others or not."""
    prints = [Footprint.of(u) for u in users]
    if not prints:
        return []
    hulls, depths = _hulls(camera, users, prints)
    low, high = hulls.min(axis=1), hulls.max(axis=1)
    cut_low, cut_high = np.clip(low, 0, SIZE), np.clip(high, 0, SIZE)
    inside = np.prod(cut_high - cut_low, axis=1) / np.prod(high - low, axis=1)
    keep = (depths > NEAR) & (inside > 0)
    return [
        Seen(
            users[k],
            hulls[k].astype(np.float32),
            (*map(float, cut_low[k]), *map(float, cut_high[k])),  # type: ignore[arg-type]
            prints[k],
        )
        for k in np.flatnonzero(keep).tolist()
    ]


def _inside(seen: Seen) -> float:
    """Share of the uncut box that lies in the picture."""
    width, height = np.ptp(seen.hull, axis=0)
    x1, y1, x2, y2 = seen.box
    return float((x2 - x1) * (y2 - y1) / (width * height))


def _covered(back: Seen, front: Seen, eye: tuple[float, float]) -> bool:
    if not overlap(back.box, front.box):
        return False
    x1, y1, x2, y2 = back.box
    shared = max(0.0, min(x2, front.box[2]) - max(x1, front.box[0])) * max(
        0.0, min(y2, front.box[3]) - max(y1, front.box[1])
    )
    if shared < (2 * MAX_COVERED - 1) * (x2 - x1) * (y2 - y1) or not hides(front.footprint, back.footprint, eye):
        return False  # an outline fills more than half of its box
    outline = cv2.convexHull(back.hull)
    area, _ = cv2.intersectConvexConvex(outline, cv2.convexHull(front.hull))
    return area > MAX_COVERED * cv2.contourArea(outline)


def detectable(camera: Camera, everybody: Sequence[Seen]) -> list[Seen]:
    """Those a perfect detector reports."""
    eye = camera.eye[:2]
    return [
        seen
        for seen in everybody
        if seen.box[3] - seen.box[1] >= MIN_HEIGHT
        and _inside(seen) >= MIN_INSIDE
        and not any(other is not seen and _covered(seen, other, eye) for other in everybody)
    ]


def truth(camera: Camera, everybody: Sequence[Seen], signals: Mapping[str, str]) -> SceneTruth:
    """Boxes, classes and ids of the detectable, with the signals of the moment."""
    seen = detectable(camera, everybody)
    boxes = np.array([s.box for s in seen], np.float32).reshape(-1, 4)
    classes = np.array([CLASS_IDS[s.user.kind.cls] for s in seen], np.int32)
    ids = np.array([s.user.id for s in seen], np.int64)
    return SceneTruth(Detections(boxes, np.ones(len(seen), np.float32), classes), ids, signals)
