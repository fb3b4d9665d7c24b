"""When the engine looked at pictures: its own count of them, as it tells it every second."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

from stretches import Stretch

from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PERIOD: Final = 0.1  # seconds between two pictures of the camera
_LOOK: Final = 0.1


class Looked:
    """Follows the state file of whatever engine runs.

    Args:
        runtime: folder of the state file.
        camera: whose pictures.

    Attributes:
        stretches: monotonic seconds; never longer than new pictures were counted for.
    """

    def __init__(self, runtime: Path, camera: str) -> None:
        self._runtime, self._camera = runtime, camera
        self._before: tuple[int, float, int] = (0, 0.0, 0)  # process, moment, pictures
        self._over = threading.Event()
        self.stretches: list[Stretch] = []
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
        same = process == state["pid"] and frames <= camera["frames"]
        seconds = (camera["frames"] - frames * same) * _PERIOD
        if seconds > 0:
            begin = state["beat"] - seconds
            self.stretches.append(Stretch(max(begin, moment) if same else begin, state["beat"]))
