"""Standard output that takes every text in every encoding. Standard library only.

A pipe or file on Windows gets the ANSI code page, an old console another one, a bare `LC_ALL=C` ASCII: signs that they
lack are written in ASCII instead of ending the program with a UnicodeEncodeError.
"""

# ruff: noqa: RUF001 - signs that look like others are what this is about
from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from typing import Final

#: The error handler's name, for whoever encodes text for people.
IN_ASCII: Final = "smart-intersection-in-ascii"

#: ASCII under another name: typer takes a stream in ASCII for a mistake, and writes UTF-8 into it.
_ASCII: Final = "seven_bit_ascii"


def _paired(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# A sign, and what stands for it.
_PAIRS: Final = "✓ + ✗ x × x ━ = ° deg ≤ <= ≥ >= ± +/- → -> ← <- ↑ ^ ↓ v ► > ◄ < ▲ ^ ▼ v Ä Ae Ö Oe Ü Ue ä ae ö oe ü ue"
_LETTERS: Final = "ß ss Ø O ø o Æ AE æ ae Œ OE œ oe Ł L ł l ı i Đ D đ d"
_INSTEAD: Final = {
    **dict.fromkeys("‐‑‒–—―─", "-"),
    **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("·•○●", "*"),
    **_paired(_PAIRS),
    **_paired(_LETTERS),
}


def make_safe() -> None:
    """Have what this process prints be printable from now on, whatever its streams are encoded in."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None under pythonw
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_ASCII if ascii_only else None, errors=IN_ASCII)


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_instead, error.object[error.start : error.end])), error.end


def _instead(sign: str) -> str:
    """The nearest in ASCII; a question mark where there is none."""
    if sign in _INSTEAD:
        return _INSTEAD[sign]
    return "".join(one for one in unicodedata.normalize("NFKD", sign) if one.isascii()) or "?"


def _seven_bit(name: str) -> codecs.CodecInfo | None:
    if name != _ASCII:
        return None
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(*found, found.incrementalencoder, found.incrementaldecoder, _ASCII)


codecs.register(_seven_bit)
codecs.register_error(IN_ASCII, _in_ascii)
