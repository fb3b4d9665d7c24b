"""Recordings: a file, a folder of them, or a pattern."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from core.kinds.sources.kind import SourceKind
from core.words import Words


def _where(text: str, _: str) -> str:
    """The absolute path."""
    if text.lower().startswith("file://"):
        from urllib.request import url2pathname  # noqa: PLC0415 -- few name files so, and every verb would pay for it

        return str(Path(url2pathname(urlsplit(text).path)).absolute())
    return str(Path(text).expanduser().absolute())


KIND: Final = SourceKind(
    name="file",
    begins=("file://",),
    form=Words("a video file", "eine Videodatei"),
    about="recordings; those of a folder or pattern are played in order of time",
    nature="video",
    where=_where,
    bounded=True,
    order=1,
)
