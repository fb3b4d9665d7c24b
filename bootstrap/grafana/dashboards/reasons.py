"""Why a service or a camera does not run, as the engine says it: in the language of the board."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bootstrap.grafana.wording import say

if TYPE_CHECKING:
    from bootstrap.grafana.dashboards.panels import Json

#: What it says most often, in English; `$1` and so on stand for names, numbers and addresses. Others stay as they are.
REASONS: Final = (
    "connection refused",
    "connection timed out",
    "host unreachable",
    "unknown host name",
    "wrong user name or password",
    "access to the stream denied",
    "stream not found on this host",
    "not a readable video stream",
    "the stream ended",
    "no image received",
    "camera not connected, or in use by another program",
    "the image is frozen: nothing can be counted",
    "the image is black: nothing can be counted",
    "the detector does not respond",
    "the analysis does not respond",
    "the detector did not respond and is being restarted",
    "the analysis did not respond and is being restarted",
    "no space left on device",
    "permission denied",
    "its process has just exited",
    "no image for $1 s while opening the source; the decoder was stopped",
    "no image for $1 s while reading frame $2; the decoder was stopped",
    "broker $1 unreachable: $2",
    "broker $1 does not respond: $2",
    "broker $1 refused the connection: $2",
    "connection to $1 lost: $2",
    "no response from $1: $2",
    "no response since $1: $2",
    "InfluxDB at $1 does not respond: $2",
    "the server rejects all points: $1",
    "cannot write, the disk is full: $1",
    "cannot write: $1",
    "cannot write $1: $2",
    "exited with code $1",
    "killed by signal $1",
)
_PLACE: Final = re.compile(r"\\\$\d")
_SPECIAL: Final = re.compile(r"([.*+?^${}()|\[\]\\/])")


def worded() -> list[Json]:
    """Properties of a column of reasons."""
    return [{"id": "mappings", "value": [_mapping(place, text) for place, text in enumerate(REASONS)]}]


def _mapping(place: int, text: str) -> Json:
    """Grafana puts what a pattern has found into the text; the first pattern that fits counts."""
    pattern = _PLACE.sub("(.+?)", _SPECIAL.sub(r"\\\1", text))
    return {"type": "regex", "options": {"pattern": f"/^{pattern}$/", "result": {"text": say(text), "index": place}}}
