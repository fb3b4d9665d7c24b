"""When a recording began, from a small file beside it that bears its name: JSON, XML, XMP, subtitles, plain text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from core.sources.media_time import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDINGS: Final = (".json", ".xml", ".xmp", ".srt", ".txt", ".meta", ".info")
_MOST: Final = 262_144  # bytes that are looked at
_TIME: Final = (
    r"(?P<day>(?:19|20)\d\d[-:/.]\d\d[-:/.]\d\d)[T ](?P<clock>\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
#: What such files call the beginning: Sony's CreationDate, Adobe's CreateDate, cameras' DateTimeOriginal and others.
_NAMED: Final = re.compile(
    r"(?:creation[ _-]?(?:date|time)|create[ _-]?date|date[ _-]?time[ _-]?original|recorded[ _-]?at"
    r"|(?:record(?:ing)?[ _-]?)?(?:start|begin)(?:[ _-]?(?:date)?[ _-]?time)?)"
    rf"(?:[\"'>\s:=]|value)*?(?:{_TIME}|(?P<epoch>1[2-9]\d{{8}}(?:\.\d+)?)(?!\d))",
    re.IGNORECASE,
)
_ANY: Final = re.compile(_TIME)


def sidecar_time(path: Path, zone: tzinfo = UTC) -> float | None:
    """When the recording in `path` began, seconds since the epoch, as the file beside it says; None if none does.

    A time without a zone is one of `zone`.
    """
    for beside in _beside(path):
        try:
            if not beside.is_file():
                continue
            with beside.open("rb") as file:
                text = file.read(_MOST).decode("utf-8", "replace")
        except OSError:
            continue
        found = _NAMED.search(text) or (_ANY.search(text) if beside.suffix.lower() == ".srt" else None)
        time = found and _time(found.groupdict(), zone)
        if time:
            return time
    return None


def _beside(path: Path) -> Iterator[Path]:
    """clip.json, clip.mp4.json or, as Sony has it, clipM01.XML beside clip.mp4; folders may hold thousands of files."""
    for stem in (path.stem, path.name, f"{path.stem}M01"):
        for ending in _ENDINGS:
            yield path.with_name(f"{stem}{ending}")
            yield path.with_name(f"{stem}{ending.upper()}")


def _time(found: dict[str, str | None], zone: tzinfo) -> float | None:
    if found.get("epoch"):
        return float(found["epoch"] or 0)
    day, clock = re.sub(r"[:/.]", "-", found["day"] or ""), (found["clock"] or "").replace(",", ".")
    try:
        return seconds(datetime.fromisoformat(f"{day}T{clock}{found['zone'] or ''}"), zone)
    except (ValueError, OverflowError):
        return None
