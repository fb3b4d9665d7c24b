"""What is only begun in a configuration that is being edited: it is neither run nor saved nor called a mistake."""

from __future__ import annotations

from typing import Any, Final

from qml_app import settings_tree as tree

LEAST: Final = 4  # points of a calibration


def finished(value: dict[str, Any]) -> dict[str, Any]:
    """The configuration without points that have no metres yet, and without calibrations of fewer than four points."""
    cameras = value.get("cameras")
    for place in range(len(cameras) if isinstance(cameras, list) else 0):
        path = ("cameras", place, "scene", "calibration", "points")
        points = tree.at(value, path)
        if not isinstance(points, list):
            continue
        known = [one for one in points if placed(one)]
        if len(known) < LEAST:
            value = tree.drop(value, path)
        elif len(known) < len(points):
            value = tree.put(value, path, known)
    return value


def placed(point: Any) -> bool:  # noqa: ANN401 -- a draft holds anything
    """Whether both coordinates of a point of the road were given, rightly or wrongly."""
    if not isinstance(point, dict):
        return True
    ground = point.get("ground", ())
    return not isinstance(ground, list | tuple) or (len(ground) > 0 and None not in ground)
