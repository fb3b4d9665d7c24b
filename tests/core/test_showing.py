"""How often pictures are shown."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from core.live import LiveReader, LiveWriter
from core.showing import Screen
from core.types import Frame

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from core.types import Image


class Listed(LiveWriter):
    """Lists the numbers of what it writes: who looks for them would be looking."""

    def write(self, image: Image, overlay: dict[str, Any]) -> None:
        self.numbers = [*getattr(self, "numbers", []), overlay["frame"]]
        super().write(image, overlay)


def test_pictures_come_slowly_until_somebody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live, clock = Listed(tmp_path, "cam"), [1000.0]
    analyser, detector = SimpleNamespace(overlay=dict), SimpleNamespace(info=SimpleNamespace(name="double"))
    stages: Any = SimpleNamespace(live=live, playback=None, analyser=analyser, detector=detector)
    screen = Screen("cam", stages, lambda: 25.0)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def shown(first: int) -> list[int]:
        """Numbers of the pictures that are shown of 25 in a second."""
        live.numbers = []
        for number in range(first, first + 25):
            clock[0] += 0.04
            screen.show(Frame(np.zeros((4, 4, 3), np.uint8), number, 0.0, 0.0))
        return live.numbers

    assert shown(0) == [0, 13]
    frame = LiveReader(tmp_path, "cam").read()
    assert frame is not None
    assert frame.overlay["frame"] == 13
    assert shown(25) == list(range(25, 50))
    clock[0] += 10
    assert shown(50) == [50, 63]
