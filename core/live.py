"""The window between the engine and the app: newest frame with its overlay, and the engine's state.

Two processes, neither needs the other. Each camera has one memory-mapped file in the runtime directory. The engine
writes into alternate halves of it under a sequence number; a reader copies a half out and keeps it only if the
number says nobody wrote meanwhile, and leaves there when it looked, so that pictures nobody looks at need not be
copied. Nobody waits for anybody, and a killed process leaves nothing locked.
The engine's state is a small JSON file, replaced as a whole about once a second.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from core import paths, private, sign_of_life
from core.mapped import reserve
from core.patience import patiently
from core.scrub import scrubbed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.types import Image

T = TypeVar("T")

_MAGIC: Final = b"SILIVE2\0"
_HEADER: Final = struct.Struct("<8sQII")  # magic, sequence, bytes of one half, spare
_LOOKED: Final = struct.Struct("<d")  # behind it, written by readers: when somebody looked last, monotonic
_BEGIN: Final = _HEADER.size + _LOOKED.size  # of the halves
_INTEREST: Final = 3.0  # seconds for which somebody who has looked may look again
_HALF: Final = struct.Struct("<QIII")  # sequence, width, height, bytes of overlay
_OVERLAY_ROOM: Final = 256 * 1024
_AGAIN_S: Final = 5.0  # until room is looked for anew
_STATE: Final = "engine.json"
_LOOKS: Final = 4  # at a state that is being replaced, on Windows


@dataclass(frozen=True, slots=True)
class LiveFrame:
    """A picture for showing: `image` is the reader's own copy, `overlay` what the engine saw in it."""

    seq: int
    image: Image
    overlay: dict[str, Any]


def live_path(runtime: Path, camera: str) -> Path:
    """File of a camera's newest frame."""
    return runtime / f"{paths.safe_name(camera)}.live"


class LiveWriter:
    """Publishes frames of one camera. One writer per camera; a changed frame size makes a new file.

    Attributes:
        problem: why there are no pictures, with what to do about it; None if there are. Whoever counts goes on.
    """

    def __init__(self, runtime: Path, camera: str) -> None:
        self.problem: str | None = None
        self._again = 0.0  # when it may be tried again, monotonic
        self._path = live_path(runtime, camera)
        self._map: mmap.mmap | None = None
        self._room = 0
        self._seq = 0

    @property
    def watched(self) -> bool:
        """Whether somebody has looked at it during the last seconds."""
        if self._map is None:
            return False
        looked: float = _LOOKED.unpack_from(self._map, _HEADER.size)[0]
        return looked > 0 and time.monotonic() - looked < _INTEREST

    def write(self, image: Image, overlay: dict[str, Any]) -> None:
        """Publish (h, w, 3) BGR `image`. An overlay over 256 KiB loses its objects, never the picture."""
        text = json.dumps(overlay, separators=(",", ":")).encode()
        if len(text) > _OVERLAY_ROOM:
            text = json.dumps({**overlay, "objects": [], "truncated": True}).encode()
        memory = self._memory(image.nbytes)
        if memory is None:
            return
        self._seq += 1
        start = _BEGIN + (self._seq % 2) * self._room
        height, width = image.shape[:2]
        _HALF.pack_into(memory, start, 0, width, height, len(text))  # sequence 0: being written
        offset = start + _HALF.size
        memory[offset : offset + len(text)] = text
        import numpy as np  # noqa: PLC0415 - 100 ms that who only reads the state must not pay for

        target = np.frombuffer(memory, np.uint8, image.nbytes, offset + _OVERLAY_ROOM)
        target.reshape(image.shape)[:] = image
        del target
        _HALF.pack_into(memory, start, self._seq, width, height, len(text))
        _HEADER.pack_into(memory, 0, _MAGIC, self._seq, self._room, 0)

    def renew(self, overlay: dict[str, Any]) -> None:
        """Publish the newest picture once more, with another overlay; nothing if there is none."""
        if self._map is None or not self._seq:
            return
        start = _BEGIN + (self._seq % 2) * self._room
        _, width, height, _ = _HALF.unpack_from(self._map, start)
        import numpy as np  # noqa: PLC0415 - as above

        pixels = np.frombuffer(self._map, np.uint8, width * height * 3, start + _HALF.size + _OVERLAY_ROOM)
        self.write(pixels.reshape(height, width, 3), overlay)

    def _memory(self, image_bytes: int) -> mmap.mmap | None:
        room = _HALF.size + _OVERLAY_ROOM + image_bytes
        if self._map is not None and room <= self._room:
            return self._map
        if time.monotonic() < self._again:
            return None
        self._let_go()
        try:
            if not self._retire():
                return None
            self._room, self._map = room, self._create(_BEGIN + 2 * room)
        except OSError as error:
            self._again = time.monotonic() + _AGAIN_S
            why, folder = error.strerror or "it failed", self._path.parent
            self.problem = f"the window gets no pictures: cannot write to {folder}: {why} — free some disk space"
        else:
            self.problem = None
        return self._map

    def _retire(self) -> bool:
        """Take the old file away; readers keep theirs until they look again.

        Windows refuses while a reader has it mapped. Then its magic is wiped, which makes readers let go, and the
        next frame tries again.
        """
        try:
            self._path.unlink(missing_ok=True)
        except PermissionError:
            with self._path.open("r+b") as file:
                file.write(bytes(len(_MAGIC)))
            return False
        return True

    def _create(self, size: int) -> mmap.mmap:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            reserve(handle, size)
            return mmap.mmap(handle, size)
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)

    def close(self) -> None:
        """Stop publishing; the last picture stays for those who look at it."""
        self._let_go()

    def _let_go(self) -> None:
        if self._map is not None:
            self._map.close()
            self._map = None


class LiveReader:
    """Reads the newest frame of one camera, whoever writes it, across restarts of the writer."""

    def __init__(self, runtime: Path, camera: str) -> None:
        self._path = live_path(runtime, camera)
        self._map: mmap.mmap | None = None
        self._identity: tuple[int, int] | None = None

    def read(self, after: int = 0) -> LiveFrame | None:
        """The newest frame if its sequence differs from `after`, else None. Never blocks, never raises OSError."""
        found = self.look(_copied, after)
        return None if found is None else LiveFrame(*found)

    def look(self, make: Callable[[Image], T], after: int = 0) -> tuple[int, T, dict[str, Any]] | None:
        """The newest frame as `read` gives it, but of its picture only what `make` makes, without a copy before.

        Args:
            make: given the picture where it lies, for as long as it runs; what it makes is dropped if the engine
                overwrote that meanwhile.
            after: the sequence that is known already.

        Returns:
            The sequence, what was made, and the overlay.
        """
        memory = self._memory()
        if memory is None or len(memory) < _BEGIN:
            return None
        magic, seq, room, _ = _HEADER.unpack_from(memory)
        if magic != _MAGIC:
            self.close()
            return None
        _LOOKED.pack_into(memory, _HEADER.size, time.monotonic())
        if seq in (0, after):
            return None
        return _taken(memory, seq, _BEGIN + (seq % 2) * room, make)

    def _memory(self) -> mmap.mmap | None:
        try:
            status = self._path.stat()
            if self._identity != (status.st_ino, status.st_size):
                self.close()
                with self._path.open("r+b") as file:
                    self._map = mmap.mmap(file.fileno(), 0)
                self._identity = (status.st_ino, status.st_size)
        except (OSError, ValueError):  # not there yet, or being made
            self.close()
        return self._map

    def close(self) -> None:
        """Let go of the file."""
        with suppress(BufferError):  # the traceback of a `make` that failed still holds the picture; it goes with that
            if self._map is not None:
                self._map.close()
        self._map, self._identity = None, None


def _copied(image: Image) -> Image:
    return image.copy()


def _taken(memory: mmap.mmap, seq: int, start: int, make: Callable[[Image], T]) -> tuple[int, T, dict[str, Any]] | None:
    """What is made of one half; None if it was overwritten meanwhile."""
    have, width, height, length = _HALF.unpack_from(memory, start)
    if have != seq:
        return None
    offset = start + _HALF.size
    text = memory[offset : offset + length]
    import numpy as np  # noqa: PLC0415 - as above

    pixels = np.frombuffer(memory, np.uint8, width * height * 3, offset + _OVERLAY_ROOM)
    made = make(pixels.reshape(height, width, 3))
    del pixels
    if _HALF.unpack_from(memory, start)[0] != seq:
        return None
    return seq, made, json.loads(text)


def state_path(runtime: Path) -> Path:
    """The engine's state file."""
    return runtime / _STATE


def write_state(runtime: Path, state: dict[str, Any]) -> None:
    """Replace the engine's state file as a whole."""
    runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
    private.write(state_path(runtime), json.dumps(scrubbed(state)))


def read_state(runtime: Path) -> dict[str, Any] | None:
    """The engine's last state, None if there never was one. Its process and `beat` tell whether it lives.

    `unwritten` says why what it tells is older than that: a full disk silences it and does not end it.
    """
    try:
        text = patiently(lambda: state_path(runtime).read_text("utf-8"), attempts=_LOOKS)
        state = json.loads(text)
    except (OSError, ValueError):
        return None
    return _lately(state, state_path(runtime)) if isinstance(state, dict) else None


def _lately(state: dict[str, Any], path: Path) -> dict[str, Any]:
    beat = sign_of_life.heard(path)
    if beat is None:
        return state
    updated = time.time() - (time.monotonic() - beat)
    return {**state, "beat": beat, "updated": updated, "unwritten": f"cannot write {path}: No space left on device"}
