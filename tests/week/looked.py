"""When the engine looked at pictures: its own count of them, as it tells it every second."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

from stretches import Stretch

from core.live import read_state
from core.watch import GAP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PERIOD: Final = 0.1  # seconds between two pictures of the camera, of which the first few are told at once
_LOOK: Final = 0.1


class Looked:
    """Follows the state file of whatever engine runs.

    Args:
        runtime: folder of the state file.
        camera: whose pictures.

    Attributes:
        stretches: monotonic seconds.
        resolution: the longest time between two moments of which one engine told, seconds.
    """

    def __init__(self, runtime: Path, camera: str) -> None:
        self._runtime, self._camera = runtime, camera
        self._before: tuple[int, float, int] = (0, 0.0, 0)  # process, moment, pictures
        self._over = threading.Event()
        self.stretches: list[Stretch] = []
        self.resolution = 0.0
        threading.Thread(target=self._follow, daemon=True).start()

    def close(self) -> None:
        self._over.set()

    def _follow(self) -> None:
        while not self._over.wait(_LOOK):
            self.see(read_state(self._runtime) or {})

    def see(self, state: Mapping[str, Any]) -> None:
        """Take what the engine says; the same again says nothing."""
        camera = state.get("cameras", {}).get(self._camera)
        if camera is None or state["beat"] == self._before[1]:
            return
        process, moment, frames = self._before
        self._before = (state["pid"], state["beat"], camera["frames"])
        same = process == state["pid"]
        if same:
            self.resolution = max(self.resolution, state["beat"] - moment)
        new = camera["frames"] - frames if same and frames <= camera["frames"] else camera["frames"]
        seconds = new * GAP if same else new * _PERIOD
        if new:
            begin = state["beat"] - seconds
            self.stretches.append(Stretch(max(begin, moment) if same else begin, state["beat"]))
