"""Asking a running engine to go on with another configuration, to begin again, or to end: notes in the runtime folder.

A file instead of a signal works on every system and for an engine that anybody started; only its own user can write
or read there.
"""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bootstrap.effective import Effective, pack, unpack
from bootstrap.files import write_atomic
from core import private
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NOTE: Final = "begin-again.json"
_ANSWER: Final = "begun-again.json"
_PRIVATE: Final = 0o600  # passwords of cameras are in it


class Asked(NamedTuple):
    """What an engine is to do.

    Attributes:
        effective: what to go on with; None to begin again with what it runs on.
        end: to end instead.
        number: of this wish, for its answer.
    """

    effective: Effective | None = None
    end: bool = False
    number: str = ""


def ask(runtime: Path, state: Mapping[str, Any], wish: Asked) -> str:
    """Have the engine that wrote `state` do as `wish` says; the number of the wish.

    Raises:
        OSError: the note cannot be written.
        KeyError: `state` does not tell its process.
    """
    number = uuid.uuid4().hex
    one = wish.effective and pack(wish.effective)
    note = {"pid": state["pid"], "created": state["created"], "effective": one, "end": wish.end}
    write_atomic(runtime / _NOTE, json.dumps({**note, "number": number}), _PRIVATE)
    return number


def heard(runtime: Path) -> bool:
    """Whether no wish waits for its engine."""
    return not (runtime / _NOTE).exists()


def asked(runtime: Path) -> Asked | None:
    """What this process has been asked to do; asked once, told once."""
    path = runtime / _NOTE
    if not path.is_file():
        return None
    try:
        note = json.loads(private.read(path))
        path.unlink()
        me = Identity.read(note) == Identity.own()
        one = None if note["effective"] is None else unpack(note["effective"])
        return Asked(one, note["end"] is True, str(note["number"])) if me else None
    except (OSError, ValueError, KeyError, TypeError):  # half of a note, or another process was quicker
        return None


def answer(runtime: Path, number: str, refused: str = "") -> None:
    """Say that a wish was fulfilled, or in words why not; nobody who waits is no failure."""
    with suppress(OSError):
        write_atomic(runtime / _ANSWER, json.dumps({"number": number, "refused": refused}), _PRIVATE)


def answered(runtime: Path, number: str) -> str | None:
    """What the engine answered to a wish: empty, or why not; None as long as it has not."""
    try:
        found = json.loads((runtime / _ANSWER).read_text("utf-8"))
        return str(found["refused"]) if found["number"] == number else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
