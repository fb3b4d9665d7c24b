"""`python -m benchmarks.decoders`: PyAV, as the product uses it, beside OpenCV's VideoCapture, in one run.

Both decode with one thread and write BGR into memory that is there, as into the ring that the engine reads. They take
turns; each figure is the least processor time of all rounds, milliseconds a picture. Needs ffmpeg to make the clips.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from core.sources.video import VideoCapture
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZES = {"360p": "640x360", "1080p": "1920x1080"}
_SECONDS = 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"| H.264, B-frames | OpenCV {cv2.__version__} | PyAV | ratio |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, size in _SIZES.items():
            clip = _clip(Path(folder) / f"{name}.mp4", size)
            least = {"opencv": np.inf, "pyav": np.inf}
            for _ in range(rounds):
                least["opencv"] = min(least["opencv"], _spent(_opencv, clip))
                least["pyav"] = min(least["pyav"], _spent(_pyav, clip))
            ratio = least["pyav"] / least["opencv"]
            print(f"| {name} | {least['opencv']:.2f} | {least['pyav']:.2f} | {ratio:.2f} |")


def _clip(path: Path, size: str) -> Path:
    source = f"testsrc2=s={size}:r=25:d={_SECONDS},noise=alls=12:allf=t"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "veryfast"]
    subprocess.run([*command, "-bf", "2", "-g", "50", "-b:v", "4M", "-pix_fmt", "yuv420p", str(path)], check=True)
    return path


def _spent(decode: Callable[[Path], int], clip: Path) -> float:
    """Processor time, milliseconds a picture."""
    began = time.process_time()
    pictures = decode(clip)
    return (time.process_time() - began) * 1000 / pictures


def _opencv(clip: Path) -> int:
    cv2.setNumThreads(1)
    capture = cv2.VideoCapture(str(clip), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
    ok, target = capture.read()
    pictures = 1
    while ok and capture.grab():
        ok, _ = capture.retrieve(target)
        pictures += 1
    return pictures


def _pyav(clip: Path) -> int:
    capture = VideoCapture(Job("file", str(clip), "", live=False, paced=False, timeout=5.0))
    first = capture.read(None)
    target = None if first is None else first.copy()
    while capture.read(target) is not None:
        pass
    return capture.number


if __name__ == "__main__":
    main()
