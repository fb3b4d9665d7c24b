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


def notice(model: str, runtime: Runtime, settings: Settings) -> str | None:
    """All there is to say of a network under these settings, each with what to do about it; None for nothing."""
    return together(_notices(model, runtime, settings))


def _notices(model: str, runtime: Runtime, settings: Settings) -> Iterator[str]:
    left = names.unknown(runtime.facts.names or (), settings.names)
    if left:
        one = len(left) == 1
        yield (
            f"model {model}: {'class' if one else 'classes'} {names.listed(left)} {'is' if one else 'are'} not counted "
            f"— assign {'it' if one else 'them'} to a class in detector.names, or to ignore"
        )
    known = {CLASSES[number] for number in runtime.head.ours if number >= 0}
    lacking = [name for name in settings.classes if name not in known]
    if lacking and "classes" in settings.model_fields_set:
        yield f"model {model} does not detect {', '.join(lacking)} — choose another model, or change detector.classes"
    if runtime.fixed and settings.image_size and settings.image_size != max(runtime.fixed):
        height, width = runtime.fixed
        yield (
            f"image_size {settings.image_size} has no effect: model {model} takes {width}x{height} images "
            "— remove detector.image_size, or export the model for that size"
        )
    if runtime.batch > 1:
        yield (
            f"model {model} was exported for batches of {runtime.batch} and is therefore about {runtime.batch} times "
            "slower — export it with batch=1"
        )
