"""Which rules a camera's scene gives something to look at: none that cannot fire says that nobody broke it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.settings.models import Camera


def able(camera: Camera) -> tuple[str, ...]:
    """The names of the rules that can fire: enabled, and with what they need drawn."""
    scene, rules = camera.scene, camera.rules
    directed = any(line.allowed != "both" for line in scene.lines) or any(
        zone.kind == "lane" and zone.heading is not None for zone in scene.zones
    )
    found = {
        "red_light": rules.red_light.enabled and any(line.kind == "stop" and line.signal for line in scene.lines),
        "wrong_way": rules.wrong_way.enabled and directed,
        "near_miss": rules.near_miss.enabled and scene.calibration is not None,
    }
    return tuple(name for name, is_able in found.items() if is_able)
