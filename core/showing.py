"""What a camera's pipeline shows: its newest picture with what was seen in it. It is never worth the counting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from core.scrub import unexpected
from core.threads import LEDGER

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.stages import Stages
    from core.types import Frame

#: Pictures for the eye come no faster than this, seconds; a file that runs at ten times its speed is not shown whole.
_SHOW_EVERY: Final = 1 / 32
#: And no faster than this while nobody looks: somebody who comes finds a picture that is hardly older.
_UNSEEN_EVERY: Final = 0.5


class Screen:
    """Publishes pictures for whoever looks; whatever goes wrong with that is told and costs pictures alone.

    Args:
        camera: whose.
        stages: what its frames run through.
        fps: frames per second now.

    Attributes:
        problem: why there are no pictures.
    """

    def __init__(self, camera: str, stages: Stages, fps: Callable[[], float]) -> None:
        self._camera, self._stages, self._fps = camera, stages, fps
        self._shown = 0.0
        self._overlay: dict[str, Any] = {}  # of the picture that is shown
        self._failed: str | None = None

    @property
    def problem(self) -> str | None:
        """See above."""
        live = self._stages.live
        return self._failed or (live.problem if live is not None else None)

    def show(self, frame: Frame) -> None:
        """Show this frame, if it is time for one."""
        played, now = self._stages.playback, time.monotonic()
        waits = played is not None and not played.playing  # then its user asked for this picture
        if waits or now - self._shown >= self._every():
            self._shown = now
            self._guarded(lambda: self._show(frame))

    def _every(self) -> float:
        live = self._stages.live
        return _SHOW_EVERY if live is not None and live.watched else _UNSEEN_EVERY

    def show_scene(self) -> None:
        """Draw the scene of now over the picture that is shown: the next one may be long in coming."""
        self._guarded(self._show_scene)

    def close(self) -> None:
        """Show no more."""
        if self._stages.live is not None:
            self._stages.live.close()

    def _show(self, frame: Frame) -> None:
        live, played = self._stages.live, self._stages.playback
        if live is None:
            return
        overlay = self._stages.analyser.overlay()
        fps, shown = round(self._fps(), 1), frame.time + frame.ahead
        head: dict[str, Any] = {"time": shown, "frame": frame.index, "fps": fps}
        if played is not None:
            head["playback"] = played.playback()
        self._overlay = {**head, "detector": self._stages.detector.info.name, **overlay}
        live.write(frame.image, self._overlay)

    def _show_scene(self) -> None:
        if self._stages.live is not None and self._overlay:
            now = self._stages.analyser.overlay()
            self._overlay |= {part: now[part] for part in ("lines", "zones", "signals")}
            self._stages.live.renew(self._overlay)

    def _guarded(self, show: Callable[[], None]) -> None:
        try:
            show()
        except Exception as error:  # noqa: BLE001 -- whatever it is, who counts goes on
            if self._failed is None:
                LEDGER.note(f"pictures of {self._camera}", error)
            self._failed = f"the window gets no pictures: {unexpected(error)}"
        else:
            self._failed = None
