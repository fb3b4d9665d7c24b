"""Writes one picture of the simulator: `python -m core.simulator 92 assets/simulator.jpg`."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from core.simulator.crossroads import Crossroads


def main() -> None:
    """Draw the moment so many seconds after the start, with the format of the file's ending."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    crossroads = Crossroads(wanted.seed)
    while crossroads.time < wanted.seconds:
        crossroads.step()
    out = np.zeros((720, 1280, 3), np.uint8)
    crossroads.render(out)
    good, data = cv2.imencode(wanted.file.suffix, out, [cv2.IMWRITE_JPEG_QUALITY, 80])
    if not good:
        parser.error(f"cannot write pictures of the kind {wanted.file.suffix!r}")
    wanted.file.write_bytes(data.tobytes())


if __name__ == "__main__":
    main()
