"""Small pictures of the cameras that the engine is running, for the list of cameras."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from core.live import LiveReader, read_state
from core.processes import lives
from qml_app.poller import Poller
from qml_app.video import Screen, drawable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QImage

_SECONDS: Final = 2.0
_ROOM: Final = (960, 540)  # no larger than a card is at a scale of 2


class Thumbnails(QObject):
    """What the engine saw last of each camera, looked at only while somebody wants to see it.

    Args:
        runtime: where the engine publishes.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._lock = threading.Lock()
        self._wanted: dict[str, tuple[str, ...]] = {}
        self._screens: dict[str, Screen] = {}
        self._poller = Poller(self._look, _SECONDS, self, name="cameras")
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()

    @property
    def active(self) -> bool:
        """Whether somebody wants to see them."""
        return self._poller.active

    @active.setter
    def active(self, active: bool) -> None:
        self._poller.active = active

    def want(self, cameras: Mapping[str, tuple[str, ...]]) -> None:
        """Look at these cameras from now on: by name, how the engine may tell the source that is meant."""
        with self._lock:
            self._wanted = dict(cameras)
        self._screens = {name: screen for name, screen in self._screens.items() if name in cameras}
        self._poller.hurry()

    def address(self, name: str) -> str:
        """For `Image.source`; empty where the engine showed nothing of this camera."""
        screen = self._screens.get(name)
        return screen.address if screen else ""

    def _look(self) -> dict[str, QImage]:
        """The newest pictures; on the poller's thread."""
        with self._lock:
            wanted = self._wanted
        state = read_state(self._runtime)
        told = (state or {}).get("cameras")
        if not isinstance(told, dict) or not lives(state):
            return {}
        mine = [name for name, sources in wanted.items() if told.get(name, {}).get("source") in sources]
        pictures = {name: self._picture(name) for name in mine}
        return {name: picture for name, picture in pictures.items() if picture is not None}

    def _picture(self, name: str) -> QImage | None:
        reader = LiveReader(self._runtime, name)
        try:
            found = reader.read()
        finally:
            reader.close()
        if found is None:
            return None
        small = drawable(found.image, _ROOM)
        wide = small.width() > _ROOM[0]
        return small.scaledToWidth(_ROOM[0], Qt.TransformationMode.SmoothTransformation) if wide else small

    def _take(self, found: dict[str, QImage]) -> None:
        for name in self._screens.keys() - found.keys():
            del self._screens[name]
        for name, picture in found.items():
            self._screens.setdefault(name, Screen()).show(picture)
        self.changed.emit()
