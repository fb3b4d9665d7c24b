"""What a running engine has to do to go on with another configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.settings.models import Detector
from core.settings.rules import Rules
from core.settings.scene import Scene

if TYPE_CHECKING:
    from core.settings.models import Camera, Settings

#: What of a detector a camera's session takes over while it runs.
_TUNED = ("confidence", "iou", "classes")


@dataclass(frozen=True, slots=True)
class Changes:
    """Cameras by what becomes of them; those that are not named go on as they are.

    Attributes:
        go_on: with another scene, other rules or thresholds, without losing a frame.
        begin: new ones, and those with another source or another model.
        end: ids of those that are gone or begin anew.
    """

    go_on: tuple[Camera, ...]
    begin: tuple[Camera, ...]
    end: frozenset[str]


def compare(old: Settings, new: Settings) -> Changes | None:
    """What leads from one configuration to the other; None if the whole engine must begin again."""
    if _without_cameras(old) != _without_cameras(new):
        return None
    before = {camera.id: (camera, detector_of(old, camera)) for camera in old.cameras}
    go_on, begin = [], []
    for camera in new.cameras:
        known, wanted = before.get(camera.id), detector_of(new, camera)
        if known is None or _pictures(known[0]) != _pictures(camera) or loaded(known[1]) != loaded(wanted):
            begin.append(camera)
        elif known != (camera, wanted):
            go_on.append(camera)
    ends = before.keys() - {camera.id for camera in new.cameras} | before.keys() & {camera.id for camera in begin}
    return Changes(tuple(go_on), tuple(begin), frozenset(ends))


def detector_of(settings: Settings, camera: Camera) -> Detector:
    """The camera's own detector, or the common one."""
    return camera.detector or settings.detector


def loaded(detector: Detector) -> Detector:
    """What of a detector makes a model another one: cameras that differ in thresholds alone share it."""
    return detector.model_copy(update={name: Detector.model_fields[name].default for name in _TUNED})


def _without_cameras(settings: Settings) -> Settings:
    return settings.model_copy(update={"cameras": [], "detector": Detector()})


def _pictures(camera: Camera) -> Camera:
    """All that is not taken over while a camera runs."""
    return camera.model_copy(update={"scene": Scene(), "rules": Rules(), "detector": None})
