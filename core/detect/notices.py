"""What makes a network's results less than they seem, for the user to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.detect import names
from core.notices import together
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.detect.network import Runtime
    from core.settings.models import Detector as Settings


def notice(runtime: Runtime, settings: Settings) -> str | None:
    """All there is to say of a network under these settings, each with what to do about it; None for nothing."""
    return together(_notices(runtime, settings))


def _notices(runtime: Runtime, settings: Settings) -> Iterator[str]:
    left = names.unknown(runtime.facts.names or (), settings.names)
    if len(left) == 1:
        yield f"class {left[0]} of the model is not counted — assign it in detector.names"
    elif left:
        yield f"classes {names.listed(left)} of the model are not counted — assign them in detector.names"
    known = {CLASSES[number] for number in runtime.head.ours if number >= 0}
    lacking = [name for name in settings.classes if name not in known]
    if lacking and "classes" in settings.model_fields_set:
        yield f"the model does not detect {', '.join(lacking)} — use another model, or change the classes"
    if runtime.fixed and settings.image_size and settings.image_size != max(runtime.fixed):
        height, width = runtime.fixed
        yield (
            f"image_size {settings.image_size} has no effect: the model takes {width}x{height} images "
            "— remove image_size, or export the model for that size"
        )
    if runtime.batch > 1:
        yield (
            f"the model was exported for batches of {runtime.batch}, which makes it about {runtime.batch} times slower "
            "— export it with batch=1"
        )
