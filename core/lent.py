"""What outlives the pipelines that use it: a pipeline closes what it was given, and these let it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.live import LiveWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.sources.recorded import RecordedSource
    from core.types import Frame


class LentSource:
    """A source that goes on after a pipeline has ended, and gives it the pictures of one turn alone."""

    def __init__(self, source: RecordedSource) -> None:
        self._source = source
        self.turn = source.turn
        self.live = source.live
        self.notice = source.notice

    @property
    def skipped(self) -> int:
        """See `Source`."""
        return self._source.skipped

    @property
    def state(self) -> str:
        """See `Source`."""
        return self._source.state

    @property
    def reason(self) -> str | None:
        """See `Source`."""
        return self._source.reason

    def frames(self) -> Iterator[Frame | None]:
        """See `Source`."""
        return self._source.frames(self.turn)

    def release(self, frame: Frame) -> None:
        """See `Source`."""
        self._source.release(frame)

    def close(self) -> None:
        """Its owner closes it."""


class LentLive(LiveWriter):
    """A writer that keeps its file: a reader sees the pictures of all pipelines in one sequence."""

    def close(self) -> None:
        """Its owner closes it with `end`."""

    def end(self) -> None:
        """Stop publishing."""
        super().close()
