"""`regenerate`: for maintainers. Everything in this repository that a program writes, written by one command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TypeAlias

import typer

from core.errors import UserError

_ROOT: Final = Path(__file__).resolve().parents[2]

Check: TypeAlias = Annotated[
    bool, typer.Option("--check", help="Change nothing; exit code 1 if a file is not what its source would give.")
]


class Generator(NamedTuple):
    """A module that writes files, and which: names relative to the repository, with wildcards."""

    title: str
    command: tuple[str, ...]
    files: tuple[str, ...]


GENERATORS: Final = (
    Generator("event schemas", ("core.events.export",), ("assets/schema/*.json",)),
    Generator("rules", ("core.rules.export",), ("assets/schema/rules.json", "docs/rules.md")),
    Generator("dashboards", ("bootstrap.grafana.dashboards",), ("assets/grafana/dashboards/*/*.json",)),
    Generator("verbs", ("bootstrap.verbs",), ("bootstrap/verbs.json",)),
    Generator(
        "translations",
        ("qml_app.strings",),
        (
            "qml_app/i18n/*",
            "qml_app/qml/SmartIntersection/Theme/RegistryWording.qml",
            "qml_app/qml/SmartIntersection/Theme/Sentences.qml",
        ),
    ),
    Generator("picture", ("core.simulator", "92", "assets/simulator.jpg"), ("assets/simulator.jpg",)),
)


def regenerate(*, check: Check = False) -> int:
    """Write all generated files: event schemas, rules, dashboards, verbs, translations, the simulator's picture."""
    if not (_ROOT / "pyproject.toml").is_file():
        raise UserError(
            "generated files are part of the repository, not of an installed package",
            "run this in a clone of the repository",
        )
    return 1 if [one.title for one in GENERATORS if _differs(one, check=check)] and check else 0


def _differs(one: Generator, *, check: bool) -> bool:
    before = _contents(one)
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", *one.command], cwd=_ROOT, check=False, capture_output=True, text=True
    )
    changed = sorted(name for name, data in _contents(one).items() if before.get(name) != data)
    if check:
        _put_back(before, changed)
    if done.returncode:
        typer.echo((done.stdout + done.stderr).strip(), err=True)
    typer.echo(f"{one.title}: {', '.join(changed) or 'nothing new'}")
    return bool(changed or done.returncode)


def _contents(one: Generator) -> dict[str, bytes]:
    files = (file for pattern in one.files for file in _ROOT.glob(pattern) if file.is_file())
    return {file.relative_to(_ROOT).as_posix(): file.read_bytes() for file in files}


def _put_back(before: dict[str, bytes], changed: list[str]) -> None:
    for name in changed:
        if name in before:
            (_ROOT / name).write_bytes(before[name])
        else:
            (_ROOT / name).unlink()
