"""`python -m qml_app.tour OUT`: pictures of every page in several sizes, both themes and both languages.

A real engine runs on the simulator in a home of its own, which is thrown away afterwards; nothing of the user's is
read or changed. The window is drawn off any screen by the processor, so that it works over ssh and in CI.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.effective import effective
from bootstrap.engine_process import EngineProcess
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Pixels of the screen; `@2` is a screen on which one unit is two of them.
SIZES: Final = ("1024x640", "1280x720", "1440x900", "1920x1080", "2560x1440@2")
#: Pages of a machine on which nothing has run yet.
FRESH: Final = ("live", "setup")
#: Pages beside an engine that counts; `page:name=Text` presses a button there first.
RUNNING: Final = (
    "live",
    "live:layers=What is drawn over the picture",
    *("traffic", "violations", "services", "setup", "settings"),
)
#: What `--pages` calls the pages of such a machine.
FIRST_START: Final = "first-start"
_CROSSINGS: Final = 12  # enough for every card to have something to show
_WATCHED_SECONDS: Final = 180.0


def main(arguments: list[str] | None = None) -> int:
    """Make the tour; the exit code, 1 if a picture is missing."""
    parser = _parser()
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.inside:
        return _inside(options)
    if unknown := set(options.pages) - set(_names()):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tour-") as home:
        codes = [*_fresh(options, Path(home, "fresh")), *_running(options, Path(home, "site"))]
    from qml_app import tour_index  # noqa: PLC0415 -- Qt comes after the environment is prepared

    index = tour_index.write(options.out)
    count = len(list(options.out.glob("*.png")))
    sys.stdout.write(f"{count} pictures in {time.monotonic() - started:.0f} s: {index}\n")
    return int(any(codes))


def _fresh(options: argparse.Namespace, home: Path) -> Iterator[int]:
    """The first start."""
    if _wanted(options, FIRST_START):
        yield from _visits(options, home, list(FRESH), f"{FIRST_START}-")


def _running(options: argparse.Namespace, home: Path) -> Iterator[int]:
    """Beside an engine that has counted and seen a violation."""
    pages = [page for page in RUNNING if _wanted(options, page.partition("=")[0], _page(page))]
    if not pages:
        return
    with _engine(home):
        yield from _visits(options, home, pages, "")


def _wanted(options: argparse.Namespace, *names: str) -> bool:
    return not options.pages or any(name in options.pages for name in names)


def _visits(options: argparse.Namespace, home: Path, pages: list[str], prefix: str) -> Iterator[int]:
    """One process for all sizes of the same scale."""
    for scale, sizes in groupby(sorted(options.sizes, key=_scale), _scale):
        command = [sys.executable, "-m", "qml_app.tour", str(options.out), "--inside", prefix or "-"]
        command += ["--sizes", *sizes, "--themes", *options.themes, "--languages", *options.languages]
        environment = {**os.environ, "SMART_INTERSECTION_HOME": str(home), "QT_SCALE_FACTOR": str(scale)}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        yield subprocess.run([*command, "--pages", *pages], check=False, env=environment).returncode  # noqa: S603 -- ours


@contextmanager
def _engine(home: Path) -> Iterator[None]:
    """An engine on the simulator, once it has counted and seen a violation."""
    before = os.environ.get("SMART_INTERSECTION_HOME")
    os.environ["SMART_INTERSECTION_HOME"] = str(home)
    engine = EngineProcess(["--realtime"], effective(None, "simulator", "ground-truth"))
    try:
        engine.wait_until_running(lambda _: None)
        _wait(lambda: _is_telling(read_state(paths.runtime_dir()) or {}))
        yield
    finally:
        engine.stop()
        if before is None:
            del os.environ["SMART_INTERSECTION_HOME"]
        else:
            os.environ["SMART_INTERSECTION_HOME"] = before


def _is_telling(state: dict[str, Any]) -> bool:
    """Whether the engine has something to show on every page."""
    cameras = list(state.get("cameras", {}).values())
    ways = [way for one in cameras for line in one.get("lines", {}).values() for way in line.values()]
    crossings = sum(way.get("total", 0) for way in ways)
    return crossings >= _CROSSINGS and any(sum(one.get("violations", {}).values()) for one in cameras)


def _wait(true: Callable[[], bool]) -> None:
    late = time.monotonic() + _WATCHED_SECONDS
    while not true():
        if time.monotonic() > late:
            raise UserError("the simulated intersection shows nothing to count", "see the engine's log")
        time.sleep(0.5)


def _inside(options: argparse.Namespace) -> int:
    """In the process of the app."""
    from qml_app import environment  # noqa: PLC0415 -- Qt comes after the environment is prepared

    environment.prepare()
    from bootstrap.profile import profile_path  # noqa: PLC0415 -- as above
    from qml_app import application, tour_visit  # noqa: PLC0415 -- as above

    sizes = [(name, _units(name)) for name in options.sizes]
    (options.out / tour_visit.THUMBNAILS).mkdir(exist_ok=True)
    prefix = options.inside.removeprefix("-")
    looks = tour_visit.looks(sizes, options.themes, options.languages)
    visit = tour_visit.Visit(options.out, tuple(options.pages), looks, prefix)
    chosen = application.Options(
        paths.runtime_dir(),
        paths.state_dir(),
        profile_path().parent,
        visit=lambda window, models: tour_visit.Tour(window, models, visit),
    )
    return application.run(chosen)


def _scale(size: str) -> int:
    return int(size.partition("@")[2] or 1)


def _units(size: str) -> tuple[int, int]:
    width, height = size.partition("@")[0].split("x")
    return int(width) // _scale(size), int(height) // _scale(size)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qml_app.tour", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the pictures and index.html")
    parser.add_argument("--sizes", nargs="+", default=list(SIZES), metavar="WIDTHxHEIGHT[@SCALE]")
    parser.add_argument("--themes", nargs="+", default=["dark", "light"], choices=("dark", "light"))
    parser.add_argument("--languages", nargs="+", default=["en", "de"], choices=("en", "de"))
    parser.add_argument(
        "--pages", nargs="+", default=[], metavar="PAGE", help=f"of {', '.join(_names())}; default: all"
    )
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    return parser


def _names() -> list[str]:
    """What can be wanted."""
    return [FIRST_START, *dict.fromkeys(name for page in RUNNING for name in (_page(page), page.partition("=")[0]))]


def _page(wanted: str) -> str:
    return wanted.partition(":")[0]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
