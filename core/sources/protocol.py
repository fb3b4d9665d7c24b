"""What every source offers to the pipeline, whatever is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.types import Frame


class Source(Protocol):
    """One camera's pictures.

    Attributes:
        live: True hands out only the newest frame, False every frame.
        skipped: frames captured but never handed out.
        state: starting, running, reconnecting, ended or failed.
        reason: why it failed or reconnects, in words and without credentials.
        notice: what its user should know although it works, for example that nobody checks whose pictures these are.
    """

    live: bool
    notice: str | None

    @property
    def skipped(self) -> int:
        """See above."""
        ...

    @property
    def state(self) -> str:
        """See above."""
        ...

    @property
    def reason(self) -> str | None:
        """See above."""
        ...

    def frames(self) -> Iterator[Frame | None]:
        """Frames in order; ends at the end of a file, after `close`, and on a failure, which `state` then tells.

        None comes where a recording begins to wait for its user: what is in flight may be finished then.
        """
        ...

    def release(self, frame: Frame) -> None:
        """The frame's memory may be used again. Up to 8 frames may be held, and released in any order."""
        ...

    def close(self) -> None:
        """Stop, from any thread; `frames` ends soon."""
        ...
