"""Walks through the product as a user does: `up` in a home of its own, on a screen, with the mouse and keys of xdotool.

Only where things are is told by the app itself (`eyes.py`); what is clicked and typed goes the way of every event.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import pytest

from bootstrap.engine_control import end
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

ROOT: Final = Path(__file__).parents[2]
#: Where it lies it looks: of the environment the engine, which is a service, is given the path and little else.
_OPENING: Final = "import pathlib, eyes\neyes.open_them(pathlib.Path(__file__).parent)\n"
PATIENCE: Final = 90.0
_REST: Final = 0.15  # of a layout, before something in it is clicked
_SOON: Final = 0.02
_LOOKS_A_SECOND: Final = 2.0  # at least, of a window on a machine with time for it
_PAUSE: Final = 0.2  # before the window is looked at again: each time it walks through all that is in it

NEEDED = pytest.mark.skipif(
    shutil.which("xdotool") is None or not sys.platform.startswith("linux"),
    reason="xdotool, which moves mouse and keys, is not installed (apt-get install xdotool)",
)


def until(look: Callable[[], Any], what: str, patience: float = PATIENCE, pause: float = _PAUSE) -> Any:
    """What `look` returns once that is something; asked after each `pause`, seconds.

    On a starved machine all takes many times as long, looking too: it is given up only after as many looks as there
    would have been time for on another one.
    """
    late, looks = time.monotonic() + patience, patience * _LOOKS_A_SECOND
    while not (found := look()):
        looks -= 1
        if time.monotonic() > late and looks < 0:
            pytest.fail(f"never came: {what}")
        time.sleep(pause)
    return found


class Walker:
    """Somebody before the window.

    Args:
        home: of the product.
        environment: of the screen and of the product.
        process: `up` itself.
    """

    def __init__(self, home: Path, environment: dict[str, str], process: subprocess.Popen[str]) -> None:
        self.home, self.environment, self.process = home, environment, process
        self.runtime, self.log, self.eyes = home / "run", home.parent / "up.log", home.parent / "eyes"

    # what he sees

    def look(self) -> dict[str, Any]:
        """The window as it is now."""
        seen = self.eyes / "seen.json"
        seen.unlink(missing_ok=True)
        (self.eyes / "ask").touch()
        until(lambda: seen.exists() or self._over(), "an answer of the window", pause=_SOON)
        found: dict[str, Any] = json.loads(seen.read_text("utf-8"))
        return found

    def _over(self) -> bool:
        code = self.process.poll()
        assert code is None, f"the window is gone, with {code}: {self.log.read_text()}"
        return False

    def texts(self) -> list[str]:
        return [one["text"] for one in self.look()["items"] if one["text"] and not one["hidden"]]

    def see(self, text: str, patience: float = PATIENCE) -> dict[str, Any]:
        """The first item with this text or a part of it, once there is one."""

        def there() -> dict[str, Any] | None:
            return next((one for one in self.look()["items"] if text in one["text"] and not one["hidden"]), None)

        try:
            found: dict[str, Any] = until(there, repr(text), patience)
        except pytest.fail.Exception:
            pytest.fail(f"never came: {text!r}; there is {self.texts()}; the camera is {self.camera()}")
        return found

    def part(self, kind: str) -> dict[str, Any]:
        """The first item of this QML type."""

        def there() -> dict[str, Any] | None:
            return next((one for one in self.look()["items"] if one["class"] == kind and not one["hidden"]), None)

        found: dict[str, Any] = until(there, kind)
        return found

    def settle(self) -> None:
        """Until what is in the window stays where it is, but for what moves all the time."""

        def rests() -> bool:
            first = [one["at"] for one in self.look()["items"] if one["button"]]
            time.sleep(_REST)
            return first == [one["at"] for one in self.look()["items"] if one["button"]]

        until(rests, "a layout at rest", pause=0)

    def state(self) -> dict[str, Any]:
        """What the engine tells."""
        return read_state(self.runtime) or {}

    def camera(self) -> dict[str, Any]:
        """The engine's part on its first camera."""
        return dict(next(iter((self.state().get("cameras") or {}).values()), {}))

    def picture(self) -> np.ndarray:
        """The screen, as it is."""
        file = self.eyes / "screen.png"
        program = [sys.executable, str(Path(__file__).with_name("screen_shot.py")), str(file)]
        subprocess.run(program, check=True, env=self.environment, cwd=ROOT)
        image = cv2.imread(str(file))
        assert image is not None
        return image

    # what he does

    def hand(self, *words: object) -> str:
        """Anything xdotool can do."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, check=True, env=self.environment, capture_output=True, text=True).stdout

    def size(self, width: int, height: int) -> None:
        """The window at the corner of the screen, at a size in pixels, with the keyboard."""
        name = ("search", "--onlyvisible", "--name", "Smart Intersection")
        window = until(lambda: self._windows(name), "the window")[-1]
        self.hand("windowsize", window, width, height, "windowmove", window, 0, 0, "windowfocus", window)
        until(lambda: self.look()["focus"], "the keyboard")

    def _windows(self, name: tuple[str, ...]) -> list[str]:
        found = subprocess.run(
            ["xdotool", *name], check=False, env=self.environment, capture_output=True, text=True
        )  # 1 as long as there is none
        return found.stdout.split()

    def click(self, text: str) -> None:
        """The button of this text, once it can be pressed and rests."""
        self._click(lambda one: one["button"] and one["text"] == text, f"button {text!r}")

    def field(self, label: str, text: str) -> None:
        """Write into the field of this label, over what is there."""
        self._click(lambda one: one["field"] and label in one["label"], f"field {label!r}")
        self.hand("key", "ctrl+a", "type", "--delay", 5, text)

    def _click(self, wanted: Callable[[dict[str, Any]], bool], what: str) -> None:
        """Not before the layout rests."""
        before: list[list[float]] = []

        def rests() -> list[float] | None:
            those = [one for one in self.look()["items"] if wanted(one) and one["enabled"]]
            found = [one["at"] for one in those if not one["hidden"]]
            if those and not found:
                self._scroll()
            before.append(found[-1] if found else [])
            time.sleep(_REST)
            return before[-1] if len(before) > 2 and before[-1] == before[-2] == before[-3] else None

        x, y, width, height = until(rests, what, pause=0)
        self.hand("mousemove", round(x + width / 2), round(y + height / 2), "click", 1)

    def _scroll(self) -> None:
        """Turn the wheel over the page, down to what is out of sight: pages open at their tops."""
        pages = [one["at"] for one in self.look()["items"] if one["class"] == "Pages"]
        x, y, width, height = pages[-1]
        self.hand("mousemove", round(x + width / 2), round(y + height / 2), "click", 5)

    def key(self, *names: str) -> None:
        self.hand("key", *names)

    def drag(self, start: tuple[float, float], end_: tuple[float, float]) -> None:
        """From one place of the screen to another, as slowly as people do."""
        (x1, y1), (x2, y2) = start, end_
        self.hand("mousemove", round(x1), round(y1), "mousedown", 1)
        for step in (0.05, 0.25, 0.5, 0.75, 1.0):
            time.sleep(0.06)
            self.hand("mousemove", round(x1 + (x2 - x1) * step), round(y1 + (y2 - y1) * step))
        time.sleep(0.06)
        self.hand("mouseup", 1)

    def on(self, item: dict[str, Any], x: float, y: float) -> tuple[float, float]:
        """A place on an item, in shares of it."""
        left, top, width, height = item["at"]
        return left + x * width, top + y * height


@contextmanager
def walking(
    folder: Path, display: dict[str, str], *arguments: str, size: tuple[int, int] = (1280, 800), **more: str
) -> Iterator[Walker]:
    """`up` with these arguments in a new home, its window at the size wanted; all of it ends with the block."""
    home, eyes = folder / "home", folder / "eyes"
    eyes.mkdir(parents=True)
    (folder / "user").mkdir()
    (eyes / "sitecustomize.py").write_text(_OPENING)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "QML_", "QSG_"))}
    environment |= {**display, "HOME": str(folder / "user"), "SMART_INTERSECTION_HOME": str(home), "LANG": "C.UTF-8"}
    environment |= {"PYTHONFAULTHANDLER": "1", **more}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, (eyes, Path(__file__).parent, ROOT)))
    environment.pop("SMART_INTERSECTION_PROFILE", None)
    command = [sys.executable, "-m", "bootstrap.cli", "up", *arguments]
    with (folder / "up.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stderr=log, stdout=log, text=True, cwd=folder)
    walker = Walker(home, environment, process)
    try:
        walker.size(*size)
        yield walker
    finally:
        _end(walker)


def _end(walker: Walker) -> None:
    """As Ctrl-C in the terminal does; then whatever is left."""
    if walker.process.poll() is None:
        walker.process.send_signal(signal.SIGTERM)
    try:
        walker.process.wait(60)
    except subprocess.TimeoutExpired:
        walker.process.kill()
    end(walker.runtime)


@contextmanager
def screen(width: int, height: int) -> Iterator[dict[str, str]]:
    """Environment of a screen of this size."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed; `apt-get install xvfb libgl1-mesa-dri` brings a screen for tests")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        try:
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}
        finally:
            running.terminate()
