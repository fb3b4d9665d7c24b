"""Cameras at this machine."""

from __future__ import annotations

from typing import Final

from core.errors import UserError
from core.kinds.sources.kind import Problem, SourceKind
from core.words import Words

_DIGITS: Final = 9  # fit every int


def _where(text: str, camera: str) -> str:
    """Its number."""
    number = text.partition(":")[2]
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        raise UserError(
            f"camera '{camera}': '{text}' contains an invalid number",
            "use webcam:0 for the first camera, webcam:1 for the second",
        )
    return number


KIND: Final = SourceKind(
    name="webcam",
    begins=("webcam:",),
    form=Words("webcam:0", "webcam:0"),
    about="a camera at this machine, by its number",
    nature="camera",
    where=_where,
    problems={
        "webcam": Problem(
            "camera not connected, or in use by another program",
            "connect the camera, close other programs that use it, or try webcam:1",
        )
    },
    order=3,
)
