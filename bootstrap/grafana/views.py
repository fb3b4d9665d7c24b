"""What the cameras of this machine look at: the scenes of the configuration that runs, or ran last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bootstrap import effective
from bootstrap.grafana.drawing import Drawing, drawing
from core.settings.scene import Scene
from core.site_names import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class View:
    """One camera with something to count.

    Attributes:
        site, camera: names.
        drawing: of its scene.
    """

    site: str
    camera: str
    drawing: Drawing


def views(runtime: Path) -> list[View]:
    """The cameras with lines or approaches, in the configuration's order; none if nothing ever ran.

    Args:
        runtime: where the engine publishes.
    """
    one = effective.read(runtime)
    value = one.value if one else {}
    site = value.get("site", UNNAMED)
    return [
        View(str(site), str(camera["id"]), drawn)
        for camera in _cameras(value)
        if (scene := _scene(camera.get("scene"))) and (drawn := drawing(scene))
    ]


def _cameras(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for camera in value.get("cameras") or ():
        if isinstance(camera, dict) and "id" in camera:
            yield camera


def _scene(value: object) -> Scene | None:
    """The engine says what is wrong with one; the calibration does not matter here and takes long to check."""
    if not isinstance(value, dict):
        return None
    try:
        return Scene.model_validate({key: one for key, one in value.items() if key != "calibration"})
    except ValidationError:
        return None
