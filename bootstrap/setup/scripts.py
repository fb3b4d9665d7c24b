"""Files to start and stop everything, for people who look for a file: `start.sh` and `stop.sh`, on Windows `.bat`."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Final

from bootstrap.services.leader import ROOT
from bootstrap.setup.resources import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.setup.context import Context
    from bootstrap.setup.facts import System

_VERBS: Final = ("start", "stop")
_SH: Final = """\
#!/bin/sh
# Written by setup; the next run writes it anew.
PYTHONPATH={root} exec {python} -m bootstrap.cli services {verb} all --prefix {prefix}
"""
# Names of folders in UTF-8; who has clicked on the file shall be able to read what went wrong.
_BAT: Final = """\
@echo off
rem Written by setup; the next run writes it anew.
chcp 65001 >nul
set "PYTHONPATH={root}"
"{python}" -m bootstrap.cli services {verb} all --prefix "{prefix}"
if errorlevel 1 pause
"""


def names(system: System) -> tuple[str, ...]:
    """Of the files on such a system."""
    return tuple(f"{verb}{'.bat' if system == 'windows' else '.sh'}" for verb in _VERBS)


def resources(context: Context) -> Iterator[TextFile]:
    """The files of an installation."""
    windows = context.facts.system == "windows"
    for verb, name in zip(_VERBS, names(context.facts.system), strict=True):
        text = _text(verb, context.layout.prefix, windows=windows)
        yield TextFile(context.layout.prefix / name, text, 0o700, newline="\r\n" if windows else "\n")


def _text(verb: str, prefix: Path, *, windows: bool) -> str:
    paths = {"root": str(ROOT), "python": sys.executable, "prefix": str(prefix)}
    if windows:
        return _BAT.format(verb=verb, **{key: path.replace("%", "%%") for key, path in paths.items()})
    return _SH.format(verb=verb, **{key: shlex.quote(path) for key, path in paths.items()})
