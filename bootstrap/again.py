"""Asking a running engine to begin again with a configuration file: a note in the runtime folder, for one process.

A file instead of a signal works on every system and for an engine that anybody started; only its own user can write
there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTE: Final = "begin-again.json"
_MOST: Final = 10_000  # characters


def ask(runtime: Path, state: Mapping[str, Any], config: Path) -> None:
    """Have the engine that wrote `state` begin again with `config`.

    Raises:
        OSError: the note cannot be written.
        KeyError: `state` does not tell its process.
    """
    note = {"pid": state["pid"], "create_time": state["create_time"], "config": str(config.absolute())}
    part = runtime / f"{_NOTE}.{os.getpid()}.part"
    part.write_text(json.dumps(note), "utf-8")
    part.replace(runtime / _NOTE)


def asked(runtime: Path) -> Path | None:
    """The configuration this process has been asked to begin again with; asked once, told once."""
    path = runtime / _NOTE
    if not path.is_file():
        return None
    try:
        note = json.loads(path.read_text("utf-8")[:_MOST])
        path.unlink()
        me = note["pid"] == os.getpid() and abs(note["create_time"] - psutil.Process().create_time()) < 1
        return Path(note["config"]) if me else None
    except (OSError, ValueError, KeyError, TypeError):  # half of a note, or another process was quicker
        return None
