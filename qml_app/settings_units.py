"""A scene in the other units: pixels of one picture, or shares of every picture's width and height."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qml_app import settings_shapes as shapes
from qml_app import settings_tree as tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.settings.yaml_tree import KeyPath
    from qml_app.settings_shapes import Scale

_PAIR: Final = 2


def in_units_of(scene: Any, before: Scale, after: Scale) -> Any:  # noqa: ANN401 -- a draft holds anything
    """The scene with every point where it was in this picture; what is outside stays outside, for the user to mend.

    Args:
        scene: of one camera, as it stands in the draft.
        before: of the picture, in the units that the scene has.
        after: of the same picture, in those that it is to have.
    """
    for path in _points(scene):
        point = tree.at(scene, path)
        if _is_point(point):
            scene = tree.put(scene, path, after.exactly(before.pixels(point)))
    return tree.put(scene, ("units",), "relative" if after.relative else "pixels")


def _points(scene: Any) -> Iterator[KeyPath]:  # noqa: ANN401 -- as above
    """Where points stand in a scene."""
    for path in _lists(scene):
        yield from ((*path, place) for place in _places(scene, path))
    pairs: KeyPath = ("calibration", "points")
    yield from ((*pairs, place, "image") for place in _places(scene, pairs))


def _lists(scene: Any) -> Iterator[KeyPath]:  # noqa: ANN401 -- as above
    """Where lists of points stand in a scene."""
    for key, parts in (("lines", ("points",)), ("zones", ("points", "heading")), ("signals", shapes.LAMPS)):
        for place in _places(scene, (key,)):
            yield from ((key, place, part) for part in parts)


def _places(scene: Any, path: KeyPath) -> range:  # noqa: ANN401 -- as above
    found = tree.at(scene, path)
    return range(len(found) if isinstance(found, list) else 0)


def _is_point(value: Any) -> bool:  # noqa: ANN401 -- as above
    return (
        isinstance(value, list | tuple) and len(value) == _PAIR and all(isinstance(one, int | float) for one in value)
    )
