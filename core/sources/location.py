"""What the text in `camera.source` points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import parse_qsl, urlsplit
from urllib.request import url2pathname

from core.errors import UserError

Kind = Literal["file", "stream", "webcam", "simulator"]

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # two letters at least: C:// is a drive
_STREAMS: Final = ("rtsp", "rtsps", "rtmp", "http", "https")
_FORMS: Final = "use a video file, an rtsp:// or http:// address, webcam:0 or simulator:crossroads"


@dataclass(frozen=True, slots=True)
class Location:
    """Where the pictures come from.

    Attributes:
        kind: how to get at them.
        where: absolute path, whole address with credentials, webcam number or simulator seed.
    """

    kind: Kind
    where: str

    def __repr__(self) -> str:  # an address holds credentials
        return f"Location({self.kind!r})"


def locate(source: str, camera: str) -> Location:
    """Understand `source`, which may be a `str` that prints itself masked.

    Raises:
        UserError: it is none of the forms a source has.
    """
    text = str.__str__(source)  # the plain text even of a subclass that masks
    if text.startswith("webcam:"):
        return Location("webcam", _number(text.removeprefix("webcam:"), f"camera '{camera}': '{text}'", "webcam:0"))
    if text == "simulator" or text.startswith("simulator:"):
        return _simulator(text, camera)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return Location("file", str(Path(text).expanduser().absolute()))
    if scheme[1].lower() in _STREAMS:
        return Location("stream", text)
    if scheme[1].lower() == "file":
        return Location("file", str(Path(url2pathname(urlsplit(text).path)).absolute()))
    raise UserError(f"camera '{camera}': {scheme[1]}:// is not a supported source", _FORMS)


def _simulator(text: str, camera: str) -> Location:
    parts = urlsplit(text)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    what = f"camera '{camera}': '{text}'"
    if parts.path not in {"crossroads", "simulator", ""} or set(query) - {"seed"}:
        raise UserError(
            f"{what} is not a known simulator scene", "use simulator:crossroads or simulator:crossroads?seed=7"
        )
    return Location("simulator", _number(query.get("seed", "1"), what, "simulator:crossroads?seed=7"))


def _number(text: str, what: str, example: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004 -- nine digits fit every int
        raise UserError(f"{what} contains an invalid number", f"use for example {example}")
    return text
