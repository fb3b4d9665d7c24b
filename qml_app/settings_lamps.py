"""What a signal's lamps show in one picture, read as the engine does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.scene.lamps import Reading
    from core.types import Image
    from qml_app.settings_shapes import Scale


def read(signal: Any, scale: Scale, image: Image | None) -> Reading | None:  # noqa: ANN401 - a draft holds anything
    """The state and how sure it is; None where there is no picture, or no lamps that can be looked for in it.

    Args:
        signal: as it stands in the draft.
        scale: of the picture.
        image: (height, width, 3) BGR.
    """
    if image is None or not isinstance(signal, dict) or signal.get("kind") != "video":
        return None
    # These load OpenCV, which is there once there is a picture.
    from core.scene.geometry import Geometry  # noqa: PLC0415 -- as said
    from core.scene.lamps import Lamps  # noqa: PLC0415 -- as said
    from core.settings.scene import Scene  # noqa: PLC0415 -- as said
    from core.settings.signals.video import VideoSignal  # noqa: PLC0415 -- as said

    try:
        found = VideoSignal.model_validate(signal)
    except ValueError:  # told where it stands
        return None
    height, width = image.shape[:2]
    scene = Scene(units="relative" if scale.relative else "pixels")
    return Lamps(found, Geometry(scene, width, height)).read(image)
