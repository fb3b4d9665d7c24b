"""The picture that is drawn on: the engine's newest one, or else one that is fetched from the camera itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.errors import UserError
from core.live import LiveReader, read_state
from qml_app.reader import process_alive

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Camera
    from core.types import Image


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture, or why there is none.

    Attributes:
        camera: whose.
        image: (height, width, 3) BGR; None where `problem` says why, or while nothing new came.
        live: whether the engine sees it just now.
        problem: in words, without credentials.
        signals: what the engine holds each signal for, by name.
    """

    camera: Camera
    image: Image | None = None
    live: bool = False
    problem: str = ""
    signals: dict[str, str] = field(default_factory=dict)


class Looker:
    """Looks at one camera again and again, on somebody else's thread.

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

    def want(self, camera: Camera | None) -> None:
        """Look at this camera from now on; None for at none."""
        from core.settings import Camera  # noqa: PLC0415 -- the first picture does not wait for it

        with self._lock:
            self._wanted = camera and Camera(id=camera.id, source=camera.source)

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
        if self._runs(camera):
            return self._live(camera)
        self._leave()
        if camera == self._fetched:
            return None
        self._fetched = camera
        return fetch(camera)

    def _runs(self, camera: Camera) -> bool:
        """Whether the engine shows this very source under this name."""
        state = read_state(self._runtime)
        cameras = (state or {}).get("cameras")
        told = cameras.get(camera.id) if isinstance(cameras, dict) else None
        same = isinstance(told, dict) and told.get("source") == str(camera.source)
        return same and told is not None and told.get("state") == "running" and process_alive(state)

    def _live(self, camera: Camera) -> Seen | None:
        if self._reader is None or self._fetched != camera:
            self._leave()
            self._reader, self._fetched = LiveReader(self._runtime, camera.id), camera
        found = self._reader.read(after=self._seq)
        if found is None:
            return None
        self._seq = found.seq
        told = found.overlay.get("signals")
        signals = {str(name): str(state) for name, state in told.items()} if isinstance(told, dict) else {}
        return Seen(camera, found.image, live=True, signals=signals)

    def _leave(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader, self._seq = None, 0


def fetch(camera: Camera) -> Seen:
    """One picture of the camera's source, decoded in a process of its own. May wait as long as the camera does."""
    from core.sources import first_picture  # noqa: PLC0415 -- as above

    try:
        return Seen(camera, first_picture(camera))
    except (UserError, OSError) as error:
        return Seen(camera, problem=str(error))
