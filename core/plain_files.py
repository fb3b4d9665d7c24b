"""Small text files that anybody may have written: read without waiting, without end and without surprises."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from pathlib import Path

MOST: Final = 1_000_000  # bytes; a configuration of a thousand cameras has fewer
_NODES: Final = 50_000


def plain_bytes(path: Path, most: int = MOST) -> bytes:
    """What is in a file, `most` bytes and one at the most. A pipe nobody writes into is refused, not waited for.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(most + 1)


def plain_text(path: Path, most: int = MOST) -> str:
    """The same as text, UTF-8 with or without a byte order mark.

    Raises:
        OSError: as `plain_bytes`.
        ValueError: it is larger, or no text; says which.
    """
    data = plain_bytes(path, most)
    if len(data) > most:
        raise ValueError(f"larger than {most / 1_000_000:g} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text") from None


def decoded(data: bytes) -> str:
    """Text as editors and shells save it: UTF-8, or UTF-16 where a byte order mark says so (PowerShell's `>`).

    Raises:
        UnicodeDecodeError: it is neither.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig")


def plain_yaml(text: str) -> Any:  # noqa: ANN401 -- YAML holds anything
    """Plain values of one YAML document; none of its tags runs anything.

    Raises:
        ValueError: it is none, in words without any of its values.
    """
    try:
        return Bounded(text).get_single_data()
    except TooLargeError:
        raise ValueError("too large or too deeply nested") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" (line {mark.line + 1})" if mark else ""
        raise ValueError(f"not valid YAML: {error.problem or error.context or 'unreadable'}{line}") from None
    except Exception as error:  # noqa: BLE001 -- PyYAML's own defects: KeyError at !!bool x, RecursionError, and more
        raise ValueError(f"not valid YAML: {getattr(error, 'reason', None) or type(error).__name__}") from None


class TooLargeError(Exception):
    """More than any file of ours has."""


class Bounded(yaml.SafeLoader):
    """Gives up before memory and patience do: aliases can make a small file a huge one, as can a million commas."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._made = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 -- as the base has it
        """As the base class.

        Raises:
            TooLargeError: there are too many.
        """
        self._made += 1
        if self._made > _NODES:
            raise TooLargeError
        return super().compose_node(parent, index)
