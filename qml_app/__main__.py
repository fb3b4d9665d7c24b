"""`python -m qml_app`: the dashboard, a process of its own beside the engine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core import paths, private
from core.errors import UserError
from core.printable import make_safe
from qml_app import environment
from qml_app.pages import PAGES


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the dashboard; the exit code, 2 for what the user can mend."""
    make_safe()
    private.only_us()
    options = _parser().parse_args(arguments)
    try:
        paths.settle()
        environment.prepare()
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    from bootstrap.layout import profile_path  # noqa: PLC0415 -- what is wrong with the options costs nothing
    from qml_app import application  # noqa: PLC0415 -- Qt may be loaded only in a prepared environment

    after = options.quit_after
    if options.screenshot is not None and after is None:
        after = 3.0
    chosen = application.Options(
        options.runtime or paths.runtime_dir(),
        options.state or paths.state_dir(),
        options.state or profile_path().parent,
        quit_after=after,
        screenshot=options.screenshot,
        size=options.size,
        theme=options.theme,
        language=options.language,
        page=options.page,
        config=options.config,
        owns_engine=options.owns_engine,
        refused=options.refused,
    )
    return application.run(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qml_app", description="Dashboard of Smart Intersection.")
    parser.add_argument("--runtime", type=Path, metavar="DIR", help="runtime folder of the engine")
    parser.add_argument("--state", type=Path, metavar="DIR", help="state folder with journal and services")
    parser.add_argument("--page", choices=tuple(PAGES), default="live", help="page to open first")
    parser.add_argument("--config", type=Path, metavar="FILE", help="configuration to edit without a running engine")
    parser.add_argument("--owns-engine", action="store_true", help="on closing, ask whether the engine continues")
    parser.add_argument("--refused", metavar="TEXT", default="", help="why what was to be shown cannot run")
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help="quit after this many seconds")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a screenshot before quitting")
    parser.add_argument("--size", type=_size, metavar="WIDTHxHEIGHT", help="window size")
    parser.add_argument("--theme", choices=("dark", "light", "system"), help="for this session only")
    parser.add_argument("--language", choices=("en", "de"), help="for this session only")
    return parser


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a size such as 1440x900") from None
    return width, height


if __name__ == "__main__":
    sys.exit(main())
