"""Which scene something was counted under: a short name for what is drawn and which rules hold."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.settings.models import Camera

_DIGITS: Final = 12


def scene_version(camera: Camera) -> str:
    """Twelve hexadecimal digits that change whenever the camera's scene or rules do, and only then.

    SHA-256 over both as JSON with sorted keys and every default written out: how the file is laid out does not matter.
    """
    counted = {"scene": camera.scene.model_dump(mode="json"), "rules": camera.rules.model_dump(mode="json")}
    return sha256(json.dumps(counted, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:_DIGITS]
