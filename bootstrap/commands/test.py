"""`test`: everything that guards this repository, in one command; the tests themselves come last."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from bootstrap.commands.setup import Catalogue, Mirror, Offline
from core import private
from core.utf8 import SPEAKS_UTF8

Genuine: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--genuine",
        help="Only the tests that start servers, on genuine InfluxDB and Grafana: downloads the recommended versions, "
        "or uses those in SMART_INTERSECTION_RELEASES.",
    ),
]
_ROOT = Path(__file__).resolve().parents[2]
_MOST_PROCESSES = 4  # many tests start servers, windows and networks of their own
_FAILED = Path(".pytest_cache", "v", "cache", "lastfailed")  # where pytest notes what failed
_TESTS_FAILED = 1  # pytest's exit code; others mean that it could not do its work
_PATIENCE = "600"  # seconds for a test with genuine servers: their archives are large
_FEW = 3  # more than these have not failed by chance


def test(
    pytest_arguments: Annotated[list[str] | None, typer.Argument(help="Arguments for pytest.")] = None,  # noqa: PT028 - a verb, not a test
    *,
    genuine: Genuine = False,  # noqa: PT028 - as above
    catalogue: Catalogue = None,  # noqa: PT028 - as above
    mirror: Mirror = None,  # noqa: PT028 - as above
    offline: Offline = None,  # noqa: PT028 - as above
) -> int:
    """Run linters, type checks and the whole test suite. The exit code is that of the first failure."""
    from core.errors import UserError  # noqa: PLC0415 - a verb pays only for what it uses

    if not (_ROOT / "tests").is_dir():
        raise UserError("the tests are not part of an installed package", "run this in a clone of the repository")
    if genuine:
        return _genuine(catalogue, mirror, offline, pytest_arguments or [])
    codes = [_step(title, command) for title, command in checks()]
    failed = [title for (title, _), code in zip(checks(), codes, strict=True) if code]
    _say(f"static checks failed: {', '.join(failed)}" if failed else "all static checks passed")
    codes.append(_tests(pytest_arguments or []))
    return next((code for code in codes if code), 0)


def _genuine(catalogue: Path | None, mirror: str | None, offline: Path | None, arguments: list[str]) -> int:
    """The part that starts servers, on those of their makers."""
    from bootstrap.commands import genuine  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.commands.installation import catalogue_file, mirror_address  # noqa: PLC0415 - as above
    from bootstrap.layout import Layout  # noqa: PLC0415 - as above
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above

    if not os.environ.get(genuine.VARIABLE):
        choices = Choices(catalogue=catalogue_file(catalogue), mirror=mirror_address(mirror), bundle=offline)
        os.environ[genuine.VARIABLE] = str(genuine.archives(Layout(paths.cache_dir() / "genuine"), choices))
    _say(f"genuine servers from {os.environ[genuine.VARIABLE]}")
    return _tests([*genuine.files(_ROOT / "tests"), "--timeout", _PATIENCE, *arguments])


def _tests(arguments: list[str]) -> int:
    """The suite. Up to three that fail among the others try once more alone; which of them then pass is said."""
    pytest = [sys.executable, "-m", "pytest"]
    (_ROOT / _FAILED).unlink(missing_ok=True)  # it also remembers tests that this run leaves out
    code = _step("pytest", [*pytest, *_side_by_side(), *arguments])
    failed = _failed()
    if code != _TESTS_FAILED or not 0 < len(failed) <= _FEW:
        return code
    code = _step("pytest: repeating failed tests on their own", [*pytest, *failed])
    if not code:
        _say(f"UNSTEADY (failed in the full run, passed on their own; see above): {', '.join(failed)}")
    return code


def _failed() -> list[str]:
    try:
        return list(json.loads((_ROOT / _FAILED).read_text("utf-8")))
    except (OSError, ValueError):
        return []


def _side_by_side() -> list[str]:
    """One more than there are cores, as many tests wait. A file stays together, for what its tests share.

    Files begin in the order in which they are collected, which is the tests' own (tests/order.py).
    """
    processes = min((os.cpu_count() or 1) + 1, _MOST_PROCESSES)
    return ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]


def checks() -> list[tuple[str, list[str]]]:
    """What runs before the tests: title and command."""
    python = [sys.executable, "-m"]
    return [
        ("ruff check", [*python, "ruff", "check", "."]),
        ("ruff format", [*python, "ruff", "format", "--check", "."]),
        ("mypy", [*python, "mypy"]),
        ("import-linter", [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]),
        ("qmllint", [*python, "qml_app.lint"]),
    ]


def _step(title: str, command: list[str]) -> int:
    """Run one check with its output passed through."""
    _say(f"== {title}")
    umask = private.usual_umask() if os.name == "posix" else -1  # what a test makes is as wide as anybody's
    return subprocess.run(command, cwd=_ROOT, env=_environment(), umask=umask, check=False).returncode  # noqa: S603 - our own tools


def _environment() -> dict[str, str]:
    """Hundreds of processes import the same modules: what is compiled is kept, whatever is usual on this machine.

    Text that a test writes without saying how is UTF-8, also where the code page is another.
    """
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **SPEAKS_UTF8}


def _say(text: str) -> None:
    typer.echo(text)  # flushes: before the next tool writes
