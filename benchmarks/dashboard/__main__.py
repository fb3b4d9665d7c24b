"""Measures the dashboard and prints the table that benchmarks/RESULTS.md has: `python -m benchmarks.dashboard`.

Needs Xvfb and Mesa, whose llvmpipe draws with the processor: the dearest screen there is. Processor time, not the
clock, wherever what is asked is what the app costs; other programs on the machine still make it a little dearer.

With `--against FOLDER` another checkout is measured in turns with this one, each by its own benchmark, and every row
has its figure, too. Modules and QML are compiled before anything is measured, as from the second start on.
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
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
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


class Tree(NamedTuple):
    """A checkout that is measured: its folder, and the environment its programs run in."""

    root: Path
    environment: dict[str, str]

    def program(self, name: str) -> str:
        """Path of one of its benchmark's programs."""
        return str(self.root / "benchmarks" / "dashboard" / name)


class Case(NamedTuple):
    """How many cameras, at which pace the window is redrawn, and what is to be kept."""

    cameras: int
    rate: str
    goal: str


CASES = (Case(4, "usual", "half a core"), Case(4, "full", ""), Case(1, "usual", ""))


def tree(root: Path, kept: Path, display: dict[str, str]) -> Tree:
    """The checkout in `root`; what is compiled is kept in the folder `kept`."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    folders = {"PYTHONPATH": str(root), "PYTHONPYCACHEPREFIX": str(kept / "python"), "XDG_CACHE_HOME": str(kept)}
    return Tree(root, {**inherited, **folders, **display})


def run(one: Tree, case: Case, seconds: float) -> dict[str, float]:
    """The app beside an engine's stand-in with cameras of 25 frames a second; see `watched`."""
    with tempfile.TemporaryDirectory() as folder:
        producer = [sys.executable, one.program("producer.py"), folder, str(case.cameras), "1280x720"]
        with subprocess.Popen(producer, env=one.environment) as engine:
            try:
                program = [sys.executable, one.program("watched.py"), "2", str(seconds), case.rate]
                options = ["--runtime", folder, "--state", folder, "--size", SIZE, "--theme", "dark"]
                done = subprocess.run(
                    [*program, *options], check=True, capture_output=True, env=one.environment, text=True, timeout=120
                )
            finally:
                engine.kill()
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def inside(one: Tree) -> dict[str, Any]:
    """What single steps cost, in a process of its own: it has another screen."""
    steps = "{'720p': i.hand_off(1280, 720), '1080p': i.hand_off(1920, 1080)}"
    charts = "{str(n): i.chart(n) for n in (96, 360, 3600)}"
    code = f"import json; from benchmarks.dashboard import inside as i; print(json.dumps([{steps}, {charts}]))"
    environment = {**one.environment, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=one.root, env=environment, text=True
    )
    pictures, bars = json.loads(done.stdout.splitlines()[-1])
    return {"pictures": pictures, "charts": bars}


def line(what: str, values: list[str], goal: str = "") -> None:
    """A row of the table."""
    print(f"| {what} | {' | '.join(values)} | {goal} |", flush=True)


def rows(what: str, found: list[dict[str, Any]], part: str, told: Callable[[Any], str], goals: dict[str, str]) -> None:
    """A row for each name in a part of what `inside` found."""
    for name in found[0][part]:
        line(what.format(name), [told(one[part][name]) for one in found], goals.get(name, ""))


def shares(runs: list[dict[str, float]], cameras: int) -> str:
    """What the middle one of some runs used."""
    middle = sorted(runs, key=lambda one: one["process"])[len(runs) // 2]
    share, thread = middle["process"] * 100, middle["thread"] * 100
    shown = f"{middle['pictures'] / cameras:.0f} pictures a second each, {middle['frames']:.0f} redraws"
    return f"{share:.0f} % of a core, {thread:.0f} % of it the window's thread; {shown}"


def start(runs: list[dict[str, float]]) -> str:
    """How long the start took in the middle, and what it used."""
    wall, used = (statistics.median(one[name] for one in runs) for name in ("start_s", "start_cpu_s"))
    return f"{wall:.2f} s ({used:.2f} s of processor time)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each run is watched")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; the median counts")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="another checkout, measured in turns")
    options = parser.parse_args()
    roots = [ROOT, *([options.against.resolve()] if options.against else [])]
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};")
    print(
        f"load of the machine meanwhile: {os.getloadavg()[0]:.1f} at the beginning" if hasattr(os, "getloadavg") else ""
    )
    heads = ["measured", "value", *(["before"] if options.against else []), "goal"]
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    with screen() as display, tempfile.TemporaryDirectory() as kept:
        measure([tree(root, Path(kept), display) for root in roots], options.seconds, options.rounds)


def measure(trees: list[Tree], seconds: float, rounds: int) -> None:
    """Print all rows, each with a figure for every tree."""
    found = [inside(one) for one in trees]
    told = "{0[0]:.2f} ({0[1]:.2f}) ms".format
    rows("{} picture made ready to be drawn, median (95 %)", found, "pictures", told, {"1080p": "1 ms"})
    every: list[list[dict[str, float]]] = [[] for _ in trees]
    for one in trees:
        run(one, CASES[-1], 0.1)  # compiles
    for case in CASES:
        runs = [[run(one, case, seconds) for one in trees] for _ in range(rounds)]
        of_each = [list(each) for each in zip(*runs, strict=True)]
        every = [[*before, *now] for before, now in zip(every, of_each, strict=True)]
        what = f"{case.cameras} x 720p at 25 fps, llvmpipe, {case.rate} pace"
        line(what, [shares(each, case.cameras) for each in of_each], case.goal)
    line("cold start to the first frame with a picture", [start(each) for each in every], "2 s")
    told = "{0[0][0]:.2f}, {0[1][0]:.2f} ms".format
    chart = "chart of {} bars: the newest grows, all move on, until drawn"
    rows(chart, found, "charts", told, {"3600": "2 ms"})


if __name__ == "__main__":
    main()
