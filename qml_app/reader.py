"""The thread that looks at what the engine publishes, so that the user interface never waits for a file."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import psutil
from PySide6.QtCore import QObject, QThread, Signal

from core.live import LiveReader, read_state
from qml_app import overlay
from qml_app.video import drawable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from core.types import Image

_FRAME_MS: Final = 8
#: Seconds between two hand-overs. Each redraws the whole window, so the pictures of all cameras go together; at 25
#: frames a second no camera waits for its own.
PACE: Final = 0.035
#: The same where the processor draws the window and shows several cameras: sixteen times a second is motion to the
#: eye, and leaves the processor to the engine.
SPARING_PACE: Final = 0.06
_STATE_SECONDS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Picture:
    """A camera's newest frame, ready to be shown.

    Attributes:
        camera: whose.
        frame: at the size it is shown in.
        overlay: what is drawn over it, in the whole picture's pixels.
        image: the whole picture, (height, width, 3) uint8 BGR, where the frame has fewer pixels.
    """

    camera: str
    frame: QImage
    overlay: overlay.Overlay
    image: Image | None = None


def process_alive(state: dict[str, Any] | None) -> bool:
    """Whether the very process that wrote `state` exists; a process id alone may have been given away again."""
    if state is None:
        return False
    try:
        process = psutil.Process(int(state["pid"]))
        same = abs(process.create_time() - float(state["create_time"])) < 1
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.AccessDenied:
        return True  # it exists, and is somebody else's
    except (psutil.Error, KeyError, TypeError, ValueError, OverflowError):
        return False


class Reader(QThread):
    """Reads the runtime directory until stopped.

    A camera's next picture is read only after `taken`, so at most one waits: a slow window shows fewer pictures, all
    of them new.
    """

    pictures = Signal(object)  # list[Picture]
    state = Signal(object)  # (state or None, alive)

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hidden = False  # nobody looks: leave the pictures alone
        self.shown: frozenset[str] | None = None  # cameras that are looked at; None for all
        self.rooms: dict[str, tuple[int, int]] = {}  # by camera, the size it is shown at in pixels of the screen
        self.pace = PACE  # seconds
        self._runtime = runtime
        self._readers: dict[str, LiveReader] = {}
        self._seen: dict[str, int] = {}
        self._waiting: set[str] = set()  # adding and discarding are atomic; two threads do
        self._state_due = 0.0
        self._pictures_due = 0.0

    def taken(self, camera: str) -> None:
        """The camera's last picture was shown; called by the user interface's thread."""
        self._waiting.discard(camera)

    def run(self) -> None:
        """The thread's life."""
        while not self.isInterruptionRequested():
            self._look(time.monotonic())
            self.msleep(_FRAME_MS)
        for reader in self._readers.values():
            reader.close()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self.requestInterruption()
        self.wait()

    def _look(self, now: float) -> None:
        if now >= self._state_due:
            self._state_due = now + _STATE_SECONDS
            self._look_at_state()
        if not self.hidden and now >= self._pictures_due and self._hand_over():
            self._pictures_due = now + self.pace

    def _hand_over(self) -> bool:
        """All new pictures at once; false if there are none."""
        wanted = self._readers.keys() - self._waiting
        if self.shown is not None:
            wanted &= self.shown
        found = [picture for picture in map(self._look_at_camera, sorted(wanted)) if picture is not None]
        if found:
            self.pictures.emit(found)
        return bool(found)

    def _look_at_state(self) -> None:
        state = read_state(self._runtime)
        cameras = state.get("cameras") if state else None
        wanted = set(cameras) if isinstance(cameras, dict) else set()
        for camera in self._readers.keys() - wanted:
            self._readers.pop(camera).close()
            self._seen.pop(camera, None)
        for camera in wanted - self._readers.keys():
            self._readers[camera] = LiveReader(self._runtime, camera)
        self.state.emit((state, process_alive(state)))

    def _look_at_camera(self, camera: str) -> Picture | None:
        found = self._readers[camera].read(after=self._seen.get(camera, 0))
        if found is None:
            return None
        self._seen[camera] = found.seq
        self._waiting.add(camera)
        frame = drawable(found.image, self.rooms.get(camera))
        return Picture(camera, frame, overlay.parse(found.overlay), found.image)
