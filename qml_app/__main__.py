"""`python -m qml_app`: the dashboard, a process of its own beside the engine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core import paths
from core.errors import UserError
from qml_app import environment


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the dashboard; the exit code, 2 for what the user can mend."""
    paths.settle()
    options = _parser().parse_args(arguments)
    try:
        environment.prepare()
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    from bootstrap.profile import profile_path  # noqa: PLC0415 -- what is wrong with the options costs nothing
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
    )
    return application.run(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qml_app", description="Live view of a Smart Intersection engine.")
    parser.add_argument(
        "--runtime", type=Path, metavar="DIR", help="where the engine publishes, if not at its usual place"
    )
    parser.add_argument(
        "--state", type=Path, metavar="DIR", help="where journal and services are, if not at their usual place"
    )
    pages = ("live", "traffic", "violations", "services", "settings", "setup")
    parser.add_argument("--page", choices=pages, default="live", help="what to show first")
    parser.add_argument("--config", type=Path, metavar="FILE", help="what to edit where no engine runs on a file")
    parser.add_argument(
        "--owns-engine", action="store_true", help="the engine was started for this window: ask whether it shall go on"
    )
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help="quit by itself")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save the window's picture before quitting")
    parser.add_argument("--size", type=_size, metavar="WIDTHxHEIGHT", help="size of the window")
    parser.add_argument("--theme", choices=("dark", "light", "system"), help="for now, whatever was chosen before")
    parser.add_argument("--language", choices=("en", "de"), help="for now, whatever was chosen before")
    return parser


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not like 1440x900") from None
    return width, height


if __name__ == "__main__":
    sys.exit(main())
