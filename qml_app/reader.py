"""The thread that looks at what the engine publishes, so that the user interface never waits for a file."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from core.live import LiveReader, read_state
from core.processes import lives
from qml_app import engine_end, overlay
from qml_app.faults import FAULTS
from qml_app.video import drawable
from qml_app.workers import Worker

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from core.types import Image

#: The reader's name where its faults are told.
WORKER: Final = "pictures"
_FRAME_SECONDS: Final = 0.008
_PATIENCE: Final = 1.5
_PUT_OFF: Final = 1.0
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


class Reader(Worker):
    """Reads the runtime directory until stopped.

    A camera's next picture is read only after `taken`, so at most one waits: a slow window shows fewer pictures, all
    of them new. A camera whose picture cannot be shown leaves the others alone, and is tried again a second later.
    """

    pictures = Signal(object)  # list[Picture]
    state = Signal(object)  # (state or None, alive, why it ended)

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(WORKER, parent, _PATIENCE)
        self.hidden = False  # nobody looks: leave the pictures alone
        self.shown: frozenset[str] | None = None  # cameras that are looked at; None for all
        self.rooms: dict[str, tuple[int, int]] = {}  # by camera, the size it is shown at in pixels of the screen
        self.pace = PACE  # seconds
        self._runtime = runtime
        self._readers: dict[str, LiveReader] = {}
        self._seen: dict[str, int] = {}
        self._put_off: dict[str, float] = {}  # cameras that failed, and until when they are left alone
        self._waiting: set[str] = set()  # adding and discarding are atomic; two threads do
        self._state_due = 0.0
        self._pictures_due = 0.0

    def taken(self, camera: str) -> None:
        """The camera's last picture was shown; called by the user interface's thread."""
        self._waiting.discard(camera)

    def turn(self) -> float:
        """One look at what is due."""
        self._look(time.monotonic())
        return _FRAME_SECONDS

    def rest(self, seconds: float | None) -> None:
        """Wait as cheaply as can be; it happens 125 times a second."""
        self.msleep(round((seconds or 0.0) * 1000))

    def stop(self) -> None:
        """End the thread and wait for it."""
        super().stop()
        for reader in self._readers.values():
            reader.close()

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
            if self._put_off.pop(camera, 0.0):
                FAULTS.well(f"camera/{camera}")
        for camera in wanted - self._readers.keys():
            self._readers[camera] = LiveReader(self._runtime, camera)
        alive = lives(state)
        self.state.emit((state, alive, engine_end.why(self._runtime, state, alive=alive)))

    def _look_at_camera(self, camera: str) -> Picture | None:
        """The camera's next picture; whatever is wrong with one is this camera's fault alone."""
        worker, now = f"camera/{camera}", time.monotonic()
        if now < self._put_off.get(camera, 0.0):
            return None
        try:
            picture = self._read(camera)
        except Exception as error:  # noqa: BLE001 -- what another process wrote may be anything
            FAULTS.report(worker, error)
            self._put_off[camera] = now + _PUT_OFF
            return None
        if picture is not None and self._put_off.pop(camera, 0.0):
            FAULTS.well(worker)
        return picture

    def _read(self, camera: str) -> Picture | None:
        room = self.rooms.get(camera)
        found = self._readers[camera].look(lambda image: _shown(image, room), after=self._seen.get(camera, 0))
        if found is None:
            return None
        self._seen[camera], (frame, whole), drawn = found
        picture = Picture(camera, frame, overlay.parse(drawn), whole)
        self._waiting.add(camera)
        return picture


def _shown(image: Image, room: tuple[int, int] | None) -> tuple[QImage, Image | None]:
    """A picture as it is shown in `room`, and a copy of all of it where that has fewer pixels."""
    frame = drawable(image, room)
    return frame, None if frame.size().toTuple() == image.shape[1::-1] else image.copy()
