"""Where a road user touches the ground, also while the picture's edge cuts its box; and which sides that leaves."""

from __future__ import annotations

from typing import Final, NamedTuple

EDGE: Final = 2.0  # pixels from the edge within which a box counts as cut
#: Share of the picture's longer side within which a box may be cut: detectors look at smaller pictures than we do, and
#: theirs end a pixel or two before or beyond the edge.
_NEAR: Final = 0.004


class Sides(NamedTuple):
    """The sides of a box that may lie outside of the picture: nobody knows where they are."""

    left: bool
    top: bool
    right: bool
    bottom: bool


#: Of a box that lies within the picture.
WHOLE: Final = Sides(left=False, top=False, right=False, bottom=False)


def cut_sides(box: tuple[float, float, float, float], size: tuple[int, int]) -> Sides:
    """Which sides of a box the picture's edge cuts.

    Args:
        box: x1, y1, x2, y2 in pixels.
        size: width and height of the picture, pixels.
    """
    width, height = size
    near = edge_of(size)
    left, top, right, bottom = box
    if left > near and top > near and right < width - near and bottom < height - near:
        return WHOLE
    return Sides(left <= near, top <= near, right >= width - near, bottom >= height - near)


def edge_of(size: tuple[int, int]) -> float:
    """Pixels from the picture's edge within which nobody knows whether something ends."""
    return max(EDGE, _NEAR * max(size))


def ground_point(
    box: tuple[float, float, float, float], size: tuple[int, int], whole: tuple[float, float] | None
) -> tuple[float, float]:
    """Where a road user touches the ground: the middle of the lower edge of its whole box.

    A box that leaves the picture shrinks against its edge, and the middle of what is left stands still or turns back.
    The size last seen whole tells where the hidden part is. Something that enters has no such size yet: its point
    follows the visible part and moves steadily into the picture.

    Args:
        box: x1, y1, x2, y2 in pixels.
        size: width and height of the picture, pixels.
        whole: width and height of the box when it was last seen whole.

    Returns:
        Pixels; outside of the picture for what has mostly left it.
    """
    x1, y1, x2, y2 = box
    left, right = x1 <= EDGE, x2 >= size[0] - EDGE
    x, y = (x1 + x2) / 2, y2
    width, height = (x2 - x1, y2 - y1) if whole is None else whole
    if left != right:
        x = min(x, x2 - width / 2) if left else max(x, x1 + width / 2)
    return x, max(y, y1 + height) if y2 >= size[1] - EDGE and y1 > EDGE else y


def is_inside(box: tuple[float, float, float, float], size: tuple[int, int]) -> bool:
    """Whether a box touches no edge of the picture.

    Args:
        box: x1, y1, x2, y2 in pixels.
        size: width and height of the picture, pixels.
    """
    x1, y1, x2, y2 = box
    return not (x1 <= EDGE or y1 <= EDGE or x2 >= size[0] - EDGE or y2 >= size[1] - EDGE)
