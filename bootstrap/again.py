"""Asking a running engine to begin again, or to end: a note in the runtime folder, for one process.

A file instead of a signal works on every system and for an engine that anybody started; only its own user can write
there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTE: Final = "begin-again.json"
_MOST: Final = 10_000  # characters


class Asked(NamedTuple):
    """What an engine is to do: begin again with `config`, with what it runs on if that is None, or end."""

    config: Path | None = None
    end: bool = False


def ask(runtime: Path, state: Mapping[str, Any], wish: Asked) -> None:
    """Have the engine that wrote `state` do as `wish` says.

    Raises:
        OSError: the note cannot be written.
        KeyError: `state` does not tell its process.
    """
    config = None if wish.config is None else str(wish.config.absolute())
    note = {"pid": state["pid"], "create_time": state["create_time"], "config": config, "end": wish.end}
    part = runtime / f"{_NOTE}.{os.getpid()}.part"
    part.write_text(json.dumps(note), "utf-8")
    part.replace(runtime / _NOTE)


def heard(runtime: Path) -> bool:
    """Whether no wish waits for its engine."""
    return not (runtime / _NOTE).exists()


def asked(runtime: Path) -> Asked | None:
    """What this process has been asked to do; asked once, told once."""
    path = runtime / _NOTE
    if not path.is_file():
        return None
    try:
        note = json.loads(path.read_text("utf-8")[:_MOST])
        path.unlink()
        me = note["pid"] == os.getpid() and abs(note["create_time"] - psutil.Process().create_time()) < 1
        config = None if note["config"] is None else Path(note["config"])
        return Asked(config, note["end"] is True) if me else None
    except (OSError, ValueError, KeyError, TypeError):  # half of a note, or another process was quicker
        return None
