"""Measures the dashboard and prints the table that benchmarks/RESULTS.md has: `python -m benchmarks.dashboard`.

Needs Xvfb and Mesa, whose llvmpipe draws with the processor: the dearest screen there is. Processor time, not the
clock, wherever what is asked is what the app costs; other programs on the machine still make it a little dearer.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
SIZE = "1440x900"


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Environment of a screen with OpenGL by Mesa.

    Raises:
        SystemExit: there is no Xvfb here.
    """
    server = shutil.which("Xvfb")
    if server is None:
        raise SystemExit("Xvfb is not installed: apt-get install xvfb libgl1-mesa-dri")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}
        running.terminate()


def run(cameras: int, picture: str, rate: str, seconds: float, display: dict[str, str]) -> dict[str, float]:
    """The app beside an engine's stand-in with so many cameras of 25 frames a second; see `watched`."""
    environment = {**os.environ, **display, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        producer = [sys.executable, str(HERE / "producer.py"), folder, str(cameras), picture]
        with subprocess.Popen(producer, env=environment) as engine:
            try:
                program = [sys.executable, str(HERE / "watched.py"), "2", str(seconds), rate]
                options = ["--runtime", folder, "--state", folder, "--size", SIZE, "--theme", "dark"]
                done = subprocess.run(
                    [*program, *options], check=True, capture_output=True, env=environment, text=True, timeout=120
                )
            finally:
                engine.kill()
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def inside() -> dict[str, Any]:
    """What single steps cost, in a process of its own: it has another screen."""
    steps = "{'720p': i.hand_off(1280, 720), '1080p': i.hand_off(1920, 1080)}"
    charts = "{str(n): i.chart(n) for n in (96, 360, 3600)}"
    code = f"import json; from benchmarks.dashboard import inside as i; print(json.dumps([{steps}, {charts}]))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment, text=True)
    pictures, bars = json.loads(done.stdout.splitlines()[-1])
    return {"pictures": pictures, "charts": bars}


def line(what: str, value: str, goal: str = "") -> None:
    """A row of the table."""
    print(f"| {what} | {value} | {goal} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each run is watched")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; the median counts")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};")
    print(
        f"load of the machine meanwhile: {os.getloadavg()[0]:.1f} at the beginning" if hasattr(os, "getloadavg") else ""
    )
    print("\n| measured | value | goal |\n|---|---|---|")
    found = inside()
    for name, (median, worst) in found["pictures"].items():
        line(f"{name} picture made ready to be drawn, median (95 %)", f"{median:.2f} ({worst:.2f}) ms", "1080p: 1 ms")
    cases = [(4, "usual", "half a core"), (4, "full", ""), (1, "usual", "")]
    starts: list[tuple[float, float]] = []
    with screen() as display:
        for cameras, rate, goal in cases:
            runs = [run(cameras, "1280x720", rate, options.seconds, display) for _ in range(options.rounds)]
            middle = sorted(runs, key=lambda one: one["process"])[len(runs) // 2]
            starts += [(one["start_s"], one["start_cpu_s"]) for one in runs]
            share, thread = middle["process"] * 100, middle["thread"] * 100
            shown = f"{middle['pictures'] / cameras:.0f} pictures a second each, {middle['frames']:.0f} redraws"
            told = f"{share:.0f} % of a core, {thread:.0f} % of it the window's thread; {shown}"
            line(f"{cameras} x 720p at 25 fps, llvmpipe, {rate} pace", told, goal)
    wall, used = (statistics.median(values) for values in zip(*starts, strict=True))
    line("cold start to the first frame with a picture", f"{wall:.2f} s ({used:.2f} s of processor time)", "2 s")
    for points, (grows, moves) in found["charts"].items():
        goal = "3,600 points: 2 ms" if points == "3600" else ""
        line(
            f"chart of {points} bars: the newest grows, all move on, until drawn",
            f"{grows[0]:.2f}, {moves[0]:.2f} ms",
            goal,
        )


if __name__ == "__main__":
    main()
