"""A text file that setup owns: what somebody changed by hand is set aside, then written anew."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context

_SECTION: Final = "written"


@dataclass(frozen=True)
class TextFile:
    """A file with a content and a mode.

    Args:
        path: where; its folder exists.
        content: its text, or what makes it; asked for at each look.
        mode: exactly.
        matches: whether a text there will do although it differs, such as a password file with other salts.
        private: its difference is not shown.
        title: what it is called where its name alone would not tell it from another.
        newline: how its lines end.
    """

    path: Path
    content: str | Callable[[], str]
    mode: int = 0o600
    matches: Callable[[str], bool] | None = None
    private: bool = False
    title: str = ""
    newline: str = "\n"

    @property
    def name(self) -> str:
        """Its name."""
        return f"file {self.title or self.path.name}"

    def inspect(self, context: Context) -> Finding:
        """Missing, other text, other mode, or fine."""
        now, wanted = self._now(), None
        if now is not None and self.matches:
            wanted = now if self.matches(now) else None
        if wanted is None:
            wanted = self._wanted()
        if now == wanted:
            return self._inspect_mode()
        before, after = ("", "") if self.private else (now or "", wanted)
        if now is None:
            return Difference("missing", before, after)
        edited = self._edited(now, context)
        return Difference("edited manually; a copy is kept" if edited else "settings have changed", before, after)

    def apply(self, context: Context) -> None:
        """Keep a copy of what was edited by hand, then replace the text as a whole."""
        now = self._now()
        if now is not None and self._edited(now, context):
            self._set_aside(now, context)
        fits = now is not None and (self.matches(now) if self.matches else now == self._wanted())
        wanted = now if fits and now is not None else self._wanted()
        # Noted first: killed in between, the old text looks edited and is kept once too often, which harms nobody.
        context.notes.put(_SECTION, self._key(context), _digest(wanted))
        write_atomic(self.path, wanted.replace("\n", self.newline), self.mode)

    def _inspect_mode(self) -> Finding:
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if os.name == "nt" or mode == self.mode:
            return InOrder("unchanged")
        return Difference(f"mode is {mode:04o} instead of {self.mode:04o}", f"mode {mode:04o}", f"mode {self.mode:04o}")

    def _now(self) -> str | None:
        try:
            return self.path.read_text("utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            return self.path.read_bytes().decode("latin-1")  # not ours any more, but worth a copy

    def _wanted(self) -> str:
        return self.content if isinstance(self.content, str) else self.content()

    def _edited(self, now: str, context: Context) -> bool:
        return bool(context.notes.get(_SECTION, self._key(context)) != _digest(now))

    def _set_aside(self, now: str, context: Context) -> None:
        copy = self.path.with_name(f"{self.path.name}.edited-{_digest(now)[:8]}")
        write_atomic(copy, now, self.mode & 0o600)
        context.tell(Note(f"{self.path.name} was edited manually; the edited version is kept at {copy}"))

    def _key(self, context: Context) -> str:
        path, prefix = self.path, context.layout.prefix
        return path.relative_to(prefix).as_posix() if path.is_relative_to(prefix) else str(path)


def edited(path: Path, context: Context) -> bool:
    """Whether a file below the prefix holds something else than what setup wrote there, or setup never wrote it."""
    key = path.relative_to(context.layout.prefix).as_posix()
    try:
        text = path.read_bytes().replace(b"\r\n", b"\n")  # noted as it is before its lines end as they do here
        return bool(context.notes.get(_SECTION, key) != hashlib.sha256(text).hexdigest())
    except OSError:  # a link to nowhere, or a file that only somebody else may read: not of our making
        return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
