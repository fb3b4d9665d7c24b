"""How long from a video file to its first count, by hand: `python -m benchmarks.first_count CLIP [--model M]`.

Starts `up --source CLIP` in a home of its own on a screen of its own, and works in the window with a real mouse as
somebody does who knows the product: presses the filled button (draw a line), drags a line across the road, presses the
filled button again (count), and waits until the engine has counted something. Needs Xvfb, Mesa and xdotool.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.dashboard.__main__ import screen
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[1]
_PATIENCE: Final = 120.0
_SIZE: Final = (1280, 800)
#: Both ends of the line, as shares of the window: across the lower half of the picture.
LINE: Final = ((0.16, 0.65), (0.70, 0.685))


class Hand:
    """A mouse and an eye on one screen.

    Args:
        environment: of the screen.

    Raises:
        SystemExit: there is no xdotool here.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        tool = shutil.which("xdotool")
        if tool is None:
            raise SystemExit("xdotool is not installed: apt-get install xdotool")
        self._environment, self._tool = environment, tool
        program = [sys.executable, "-m", "benchmarks.eye"]
        self._eye = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )

    def close(self) -> None:
        """Look no more."""
        self._eye.terminate()
        self._eye.wait()

    def mouse(self, *words: object) -> None:
        """Anything xdotool can do."""
        subprocess.run([self._tool, *map(str, words)], check=True, env=self._environment, stdout=subprocess.DEVNULL)

    def place_window(self) -> None:
        """The window at the corner of the screen, at the size the walk knows."""
        found = until(lambda: self._windows()[-1:])[0]
        self.mouse("windowsize", found, *_SIZE, "windowmove", found, 0, 0)

    def _windows(self) -> list[str]:
        search = [self._tool, "search", "--onlyvisible", "--name", "Smart Intersection"]
        return subprocess.run(search, check=False, capture_output=True, text=True, env=self._environment).stdout.split()

    def buttons(self) -> list[list[int]]:
        """Middles of the filled buttons in sight."""
        to_eye, from_eye = self._eye.stdin, self._eye.stdout
        if to_eye is None or from_eye is None:
            return []
        to_eye.write("look\n")
        to_eye.flush()
        found: list[list[int]] = json.loads(from_eye.readline())
        return found

    def _at_rest(self) -> list[list[int]]:
        """The same, once the layout moves no more."""
        found = self.buttons()
        time.sleep(0.2)
        return found if found == self.buttons() else []

    def press_filled(self) -> None:
        """Press the filled button, once there is one."""
        x, y = until(self._at_rest)[0]
        self.mouse("mousemove", x, y, "click", 1)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from one share of the window to another, as slowly as people do."""
        (x1, y1), (x2, y2) = (tuple(round(s * n) for s, n in zip(one, _SIZE, strict=True)) for one in (start, end))
        self.mouse("mousemove", x1, y1, "mousedown", 1)
        for step in (0.25, 0.5, 0.75, 1.0):
            time.sleep(0.08)
            self.mouse("mousemove", round(x1 + (x2 - x1) * step), round(y1 + (y2 - y1) * step))
        self.mouse("mouseup", 1)


def until(look: Callable[[], Any], patience: float = _PATIENCE) -> Any:  # noqa: ANN401 -- whatever is looked for
    """What `look` returns once that is something.

    Raises:
        TimeoutError: it never was.
    """
    late = time.monotonic() + patience
    while time.monotonic() < late:
        if found := look():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"not seen within {patience:.0f} s")


@contextmanager
def product(home: Path, display: dict[str, str], *arguments: str) -> Iterator[dict[str, str]]:
    """`up` with these arguments in a home of its own, until the block ends; its environment."""
    environment = {**os.environ, **display, "PYTHONPATH": str(ROOT), "SMART_INTERSECTION_HOME": str(home)}
    command = [sys.executable, "-m", "bootstrap.cli", "up", *arguments]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        try:
            yield environment
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)


def lines(home: Path) -> dict[str, Any]:
    """The engine's counts by line, of its first camera."""
    cameras = (read_state(home / "run") or {}).get("cameras") or {}
    return next((dict(camera.get("lines") or {}) for camera in cameras.values()), {})


def crossings(home: Path) -> int:
    """How many were counted so far."""
    return sum(int(both[way].get("total", 0)) for both in lines(home).values() for way in ("forward", "backward"))


def walk(hand: Hand, home: Path) -> Iterator[str]:
    """From the window to the first count; tells what has been done."""
    hand.place_window()
    yield "window"
    until(hand.buttons)
    yield "picture and what to do next"
    hand.press_filled()
    time.sleep(1.0)  # one reads what to do
    hand.drag(*LINE)
    until(lambda: lines(home))
    yield "line drawn and taken over"
    hand.press_filled()
    until(lambda: crossings(home))
    yield "first count"


def main() -> None:
    """Walk and print what was done when."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--model", help="what to detect with; the motion detector by default")
    options = parser.parse_args()
    arguments = ["--source", str(options.clip.absolute()), *(("--model", options.model) if options.model else ())]
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        begun, home = time.monotonic(), Path(folder)
        with product(home, display, *arguments) as environment:
            hand = Hand(environment)
            try:
                for done in walk(hand, home):
                    print(f"{time.monotonic() - begun:6.1f} s  {done}", flush=True)
            finally:
                hand.close()


if __name__ == "__main__":
    main()
