"""The real app, watched from inside: `watched WARM_UP SECONDS RATE ARGUMENTS…` prints in JSON what it used, and quits.

For each second: processor time of the whole process and of the user interface's thread, pictures taken over and frames
of the window; and how long the start took until the first frame with a picture. RATE is `usual`, or `full` for a window
that redraws as often as pictures come though the processor draws it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from qml_app import __main__ as program

BEGAN = psutil.Process().create_time()


class Watch:
    """Counts from the first picture on, after a warm-up."""

    def __init__(self, warm_up: float, seconds: float) -> None:
        self.warm_up, self.seconds = warm_up, seconds
        self.first = self.start_cpu = 0.0
        self.pictures = self.frames = 0
        self.begin: tuple[float, float, float, int, int] = (0.0, 0.0, 0.0, 0, 0)

    def mark(self) -> tuple[float, float, float, int, int]:
        """Now, processor time of the process and of this thread, pictures and frames."""
        return time.monotonic(), _processor_time(), time.thread_time(), self.pictures, self.frames

    def report(self) -> dict[str, float]:
        """What was used since `begin`, for each second."""
        names = ("wall", "process", "thread", "pictures", "frames")
        spent = {name: now - then for name, now, then in zip(names, self.mark(), self.begin, strict=True)}
        rates = {name: round(value / spent["wall"], 4) for name, value in spent.items()}
        return {**rates, "start_s": round(self.first, 3), "start_cpu_s": round(self.start_cpu, 3)}


def _processor_time() -> float:
    used = psutil.Process().cpu_times()
    return float(used.user + used.system)


def main(watch: Watch, rate: str, arguments: list[str]) -> int:
    """Run the app."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- the program prepares the environment first

    from qml_app import application, camera  # noqa: PLC0415 -- the same

    shown, leave = camera.Camera.show, application._leave  # noqa: SLF001 -- this is where the app tells

    def show(self: Any, picture: Any, now: float) -> None:  # noqa: ANN401 -- as the app does
        watch.pictures += 1
        shown(self, picture, now)

    def swapped() -> None:
        watch.frames += 1
        if watch.pictures and not watch.first:
            watch.first, watch.start_cpu = time.time() - BEGAN, _processor_time()
            QTimer.singleShot(round(watch.warm_up * 1000), begin)

    def begin() -> None:
        watch.begin = watch.mark()
        QTimer.singleShot(round(watch.seconds * 1000), done)

    def done() -> None:
        print(json.dumps(watch.report()), flush=True)
        leave(windows[0], options[0], [])

    windows: list[Any] = []
    options: list[Any] = []

    def follow(window: Any, chosen: Any, _: Any) -> None:  # noqa: ANN401 -- as the app does
        windows.append(window)
        options.append(chosen)
        window.frameSwapped.connect(swapped)

    if rate == "full":
        application._spare = lambda *_: None  # noqa: SLF001 -- the same
    camera.Camera.show = show  # type: ignore[method-assign]
    application._leave = follow  # type: ignore[assignment]  # noqa: SLF001 -- the same
    return program.main([*arguments, "--quit-after", "0"])


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2])]
    sys.exit(main(Watch(float(sys.argv[1]), float(sys.argv[2])), sys.argv[3], sys.argv[4:]))
