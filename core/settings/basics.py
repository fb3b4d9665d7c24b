"""What all settings are made of."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Point = tuple[float, float]
Polygon = Annotated[list[Point], Field(min_length=3, max_length=64)]
Place: TypeAlias = "tuple[str | int, ...]"
#: What MQTT (5.0, 1.5.4) lets a broker refuse in a topic: control characters and Unicode's non-characters.
_UNFIT = r"\x00-\x1f\x7f-\x9f\uFDD0-\uFDEF" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
#: What has the text around it run the other way, or breaks its line: in a sentence the name would change the others.
_TURNING = r"\u202A-\u202E\u2066-\u2069\u2028\u2029"
#: Names end up in topics, tags, file names and sentences: printable, no control characters, bounded.
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=rf"^[^{_UNFIT}{_TURNING}/+#\\]+$")]
SignalState = Literal["green", "amber", "red", "unknown"]


class Strict(BaseModel):
    """Base of all settings: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False)
