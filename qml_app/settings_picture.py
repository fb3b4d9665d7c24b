"""The picture that is drawn on: the engine's newest one, or else one that is fetched from the camera itself."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from core.conditions import DELIVERS, NO_DATA
from core.errors import UserError
from core.live import LiveReader, read_state
from core.processes import lives
from qml_app.attempt import told
from qml_app.state import camera_status, engine_status

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Camera
    from core.types import Image
    from qml_app.state import Status


#: Seconds after which a camera that gave no picture is asked again, twice as many each time.
_PAUSE: Final = 5.0
_LONGEST: Final = 60.0
#: What says where a camera's picture comes from; what is drawn on it may change meanwhile.
_OF_CONNECTION: Final = ("id", "source", "tls", "allowed_hosts")


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture, or why there is none.

    Attributes:
        camera: whose.
        image: (height, width, 3) BGR; None where `problem` says why, or while nothing new came.
        status: how the camera is by the engine that shows it, see `camera_status`; empty where none does.
        problem: in words, without credentials.
        signals: what the engine holds each signal for, by name.
    """

    camera: Camera
    image: Image | None = None
    status: str = ""
    problem: str = ""
    signals: dict[str, str] = field(default_factory=dict)


class Looker:
    """Looks at one camera again and again, on somebody else's thread.

    One that gave no picture is asked again by and by: a busy machine or a camera that begins only takes longer.

    Args:
        runtime: where the engine publishes.
    """

    def __init__(self, runtime: Path) -> None:
        self._runtime = runtime
        self._lock = threading.Lock()
        self._wanted: Camera | None = None
        self._reader: LiveReader | None = None
        self._fetched: Camera | None = None
        self._seq = 0
        self._came = 0.0  # when the engine's newest picture did, monotonic
        self._status = ""
        self._missed, self._due = 0, math.inf  # how often it gave none in a row, and when it is asked again, monotonic

    def want(self, camera: Camera | None) -> None:
        """Look at this camera from now on; None for at none."""
        from core.settings import Camera  # noqa: PLC0415 -- the first picture does not wait for it

        with self._lock:
            self._wanted = camera and Camera(**{name: getattr(camera, name) for name in _OF_CONNECTION})

    @property
    def wanted(self) -> Camera | None:
        """The camera that is looked at."""
        with self._lock:
            return self._wanted

    def again(self) -> None:
        """Fetch a picture anew."""
        self._fetched = None

    def look(self) -> Seen | None:
        """The newest picture; None if there is nothing new. May wait for a camera."""
        camera = self.wanted
        if camera is None:
            return None
        state = read_state(self._runtime) or {}
        told = self._told(camera, state)
        if told is not None:
            return self._live(camera, told, engine_status(state, time.time(), alive=True))
        if self._leave():
            return Seen(camera)  # what is shown is no present any more
        if camera == self._fetched and time.monotonic() < self._due:
            return None
        return self._fetch(camera)

    def _fetch(self, camera: Camera) -> Seen:
        self._missed = self._missed if camera == self._fetched else 0
        self._fetched, seen = camera, fetch(camera)
        pause = min(_PAUSE * 2**self._missed, _LONGEST) if seen.problem else math.inf
        self._missed, self._due = self._missed + 1, time.monotonic() + pause
        return seen

    def _told(self, camera: Camera, state: dict[str, Any]) -> dict[str, Any] | None:
        """What the engine says of the camera; None if it does not show this very source under this name."""
        cameras = state.get("cameras")
        told = cameras.get(camera.id) if isinstance(cameras, dict) else None
        if not isinstance(told, dict) or told.get("source") != str(camera.source):
            return None
        return told if told.get("state") in {*DELIVERS, NO_DATA} and lives(state) else None

    def _live(self, camera: Camera, told: dict[str, Any], engine: Status) -> Seen | None:
        now = time.monotonic()
        if self._reader is None or self._fetched != camera:
            self._leave()
            old = _LONGEST if told.get("state") == NO_DATA else engine.seconds  # so old is its newest picture at least
            self._reader, self._fetched, self._came = LiveReader(self._runtime, camera.id), camera, now - old
            self._due = math.inf
        found = self._reader.read(after=self._seq)
        playback = told.get("playback")
        fresh = self._seq > 0 or (engine.code == "running" and told.get("state") != NO_DATA)
        resting = isinstance(playback, dict) and playback.get("playing") is False  # then none is due
        if (found is not None and fresh) or resting:
            self._came = now
        before, self._status = self._status, camera_status(engine, told, now - self._came).code
        if found is None:
            return None if self._status == before else Seen(camera, status=self._status)
        self._seq = found.seq
        signals = found.overlay.get("signals")
        states = {str(name): str(state) for name, state in signals.items()} if isinstance(signals, dict) else {}
        return Seen(camera, found.image, self._status, signals=states)

    def _leave(self) -> bool:
        """No longer look at what the engine shows; whether it showed a picture."""
        shown = self._seq > 0
        if self._reader is not None:
            self._reader.close()
        if self._reader is not None and not shown:
            self._fetched = None  # there is none yet
        self._reader, self._seq, self._status = None, 0, ""
        return shown


def fetch(camera: Camera) -> Seen:
    """One picture of the camera's source, decoded in a process of its own. May wait as long as the camera does."""
    from core.sources import first_picture  # noqa: PLC0415 -- as above

    try:
        return Seen(camera, first_picture(camera))
    except (UserError, OSError) as error:
        return Seen(camera, problem=told(error))
