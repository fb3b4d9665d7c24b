"""In the decoder process: what a decoder takes its pictures from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.types import Image


class CaptureError(Exception):
    """No (more) pictures; `key` is one of `problems.PROBLEMS`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Capture(Protocol):
    """Where a decoder takes its pictures from.

    Attributes:
        period: seconds between frames, as far as known.
        offset: media seconds from the first frame to the one read last.
        truth: of the picture read last, packed; empty but for the simulator.
    """

    period: float
    offset: float
    truth: bytes

    def read(self, target: Image | None) -> Image | None:
        """The next picture, in `target` if it fits; None at the end. Raises CaptureError."""
        ...

    def skip(self) -> bool:
        """Pass over one picture without making it; False at the end."""
        ...

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:
        """After `frames` pictures there are no more: outcome "ended" or "lost", problem key, detail."""
        ...

    def close(self) -> None:
        """Let go of file, connection or device."""
        ...
