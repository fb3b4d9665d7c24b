"""`test`: everything that guards this repository, in one command; the tests themselves come last."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

_ROOT = Path(__file__).resolve().parents[2]


def test(pytest_arguments: Annotated[list[str] | None, typer.Argument(help="Passed on to pytest.")] = None) -> int:  # noqa: PT028 - a verb, not a test
    """Run linters, type checks and the whole test suite; the exit code is that of the first that fails."""
    from core.errors import UserError  # noqa: PLC0415 - a verb pays only for what it uses

    if not (_ROOT / "tests").is_dir():
        raise UserError("the tests are not part of an installed package", "run this in a clone of the repository")
    codes = [_step(title, command) for title, command in checks()]
    failed = [title for (title, _), code in zip(checks(), codes, strict=True) if code]
    _say(f"failed before the tests: {', '.join(failed)}" if failed else "all checks before the tests are clean")
    codes.append(_step("pytest", [sys.executable, "-m", "pytest", *(pytest_arguments or [])]))
    return next((code for code in codes if code), 0)


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
    return subprocess.run(command, cwd=_ROOT, check=False).returncode  # noqa: S603 - our own tools


def _say(text: str) -> None:
    typer.echo(text)  # flushes: before the next tool writes
