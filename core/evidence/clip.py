"""Clips are written in a process of their own: it yields to the cameras, and what a codec says or breaks stays there.

`python -m core.evidence.clip` is started by `write`, never by a user; what it has to do comes through standard input.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import core
from core.evidence.pictures import Picture, write_clip

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE: Final = 120.0  # seconds, on a machine that has no time for it
_NUMBERED: Final = " = "  # between an error's number and its text
_YIELD: Final = 5  # how nice it is to others, where there is such a thing
_WINDOWS: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)


def write(path: Path, pictures: Sequence[Picture], tracks: tuple[int, ...]) -> None:
    """Write a clip of `pictures` with the boxes of `tracks` on it; see `write_clip`.

    Raises:
        OSError: it could not be written, with the reason.
    """
    root = str(Path(core.__file__).parents[1])
    known = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "core.evidence.clip"],
            check=False,
            input=pack(path, pictures, tracks),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_PATIENCE,
            env={**os.environ, "PYTHONPATH": known},
            creationflags=_WINDOWS,
        )
    except subprocess.TimeoutExpired:
        raise OSError("writing the clip took too long") from None
    if done.returncode:
        raise _error(done.stderr.decode("utf-8", "replace"), done.returncode)


def _error(said: str, code: int) -> OSError:
    """What the process said last; with the system's number where `main` knew one."""
    last = next((line for line in reversed(said.split("\n")) if line.strip()), f"exit code {code}")
    number, _, text = last.partition(_NUMBERED)
    return OSError(int(number), text) if text and number.isdecimal() else OSError(last)


def pack(path: Path, pictures: Sequence[Picture], tracks: tuple[int, ...]) -> bytes:
    """A line of JSON, then the pictures one after the other."""
    rows = [
        {
            "time": picture.time,
            "scale": picture.scale,
            "size": len(picture.jpeg),
            "boxes": [[track, *picture.boxes[track]] for track in tracks if track in picture.boxes],
        }
        for picture in pictures
    ]
    head = json.dumps({"path": str(path), "tracks": tracks, "pictures": rows}).encode()
    return b"\n".join((head, b"".join(picture.jpeg for picture in pictures)))


def unpack(source: BinaryIO) -> tuple[Path, list[Picture], tuple[int, ...]]:
    """What `pack` packed.

    Raises:
        EOFError: it ends early; who sent it is gone.
    """
    line = source.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    head = json.loads(line)
    pictures = []
    for row in head["pictures"]:
        jpeg = source.read(row["size"])
        if len(jpeg) < row["size"]:
            raise EOFError
        pictures.append(Picture(row["time"], jpeg, row["scale"], {track: tuple(box) for track, *box in row["boxes"]}))
    return Path(head["path"]), pictures, tuple(head["tracks"])


def main() -> int:
    """Write one clip; the exit code, the reason on standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the engine decides
    if hasattr(os, "nice"):
        os.nice(_YIELD)
    try:
        write_clip(*unpack(sys.stdin.buffer))
    except EOFError:
        return 1
    except Exception as error:  # noqa: BLE001 -- whatever it is, it becomes the reason
        number, text = getattr(error, "errno", None), getattr(error, "strerror", None)
        sys.stderr.write(f"{number}{_NUMBERED}{text}\n" if number and text else f"{error or type(error).__name__}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
