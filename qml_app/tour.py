"""`python -m qml_app.tour OUT`: pictures of every page in several sizes, both themes and both languages.

Real engines run on the simulator and on a recording of it in homes of their own, which are thrown away afterwards;
nothing of the user's is read or changed. The window is drawn off any screen by the processor, so that it works over
ssh and in CI.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core import paths
from core.errors import UserError
from qml_app.tour_sites import SITES, Site, running

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Pixels of the screen; `@2` is a screen on which one unit is two of them.
SIZES: Final = ("1024x640", "1280x720", "1440x900", "1920x1080", "2560x1440@2")


def main(arguments: list[str] | None = None) -> int:
    """Make the tour; the exit code, 1 if a picture is missing."""
    parser = _parser()
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.inside:
        return _inside(options)
    options.pages = set(options.pages)
    if unknown := options.pages - _names():
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tour-") as home:
        codes = list(_sites(options, Path(home)))
    from qml_app import tour_index  # noqa: PLC0415 -- Qt comes after the environment is prepared

    index = tour_index.write(options.out)
    count = len(list(options.out.glob("*.png")))
    sys.stdout.write(f"{count} pictures in {time.monotonic() - started:.0f} s: {index}\n")
    return int(any(codes))


def _sites(options: argparse.Namespace, home: Path) -> Iterator[int]:
    """Every machine that has a page which is wanted."""
    for site in SITES:
        pages = [page for page in site.pages if not options.pages or options.pages & _called(site, page)]
        if pages:
            with running(site, home / (site.name or "site")):
                yield from _visits(options, home / (site.name or "site"), pages, f"{site.name}-")


def _called(site: Site, page: str) -> set[str]:
    """What `--pages` may call a page: its machine, or itself with all it has, or what is pressed there."""
    deed = page.partition("=")[0].partition("@")[0]
    return {site.name} if site.name else {page.partition(":")[0], deed}


def _visits(options: argparse.Namespace, home: Path, pages: list[str], prefix: str) -> Iterator[int]:
    """One process for all sizes of the same scale."""
    for scale, sizes in groupby(sorted(options.sizes, key=_scale), _scale):
        command = [sys.executable, "-m", "qml_app.tour", str(options.out), "--inside", prefix]
        command += ["--sizes", *sizes, "--themes", *options.themes, "--languages", *options.languages]
        environment = {**os.environ, "SMART_INTERSECTION_HOME": str(home), "QT_SCALE_FACTOR": str(scale)}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        yield subprocess.run([*command, "--pages", *pages], check=False, env=environment).returncode  # noqa: S603 -- ours


def _inside(options: argparse.Namespace) -> int:
    """In the process of the app."""
    from qml_app import environment  # noqa: PLC0415 -- Qt comes after the environment is prepared

    environment.prepare()
    from bootstrap.layout import profile_path  # noqa: PLC0415 -- as above
    from qml_app import application, tour_visit  # noqa: PLC0415 -- as above

    sizes = [(name, _units(name)) for name in options.sizes]
    (options.out / tour_visit.THUMBNAILS).mkdir(exist_ok=True)
    prefix = options.inside if options.inside != "-" else ""
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
        "--pages", nargs="+", default=[], metavar="PAGE", help=f"of {', '.join(sorted(_names()))}; default: all"
    )
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    return parser


def _names() -> set[str]:
    """What can be wanted."""
    return set().union(*(_called(site, page) for site in SITES for page in site.pages))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
