"""Lamps in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pydantic import model_validator

from core.settings.basics import Polygon  # noqa: TC001 -- pydantic looks annotations up
from core.settings.meaning import check_polygon
from core.settings.signals.kind import SignalKind, SignalSettings
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping


class VideoSignal(SignalSettings):
    """A signal head seen in the picture; the brightest lamp decides."""

    kind: Literal["video"]
    red: Polygon
    amber: Polygon | None = None
    green: Polygon

    @model_validator(mode="after")
    def _lamps_are_areas(self) -> VideoSignal:
        for lamp in ("red", "amber", "green"):
            points = getattr(self, lamp)
            if points is not None:
                check_polygon(f"the {lamp} lamp of signal '{self.id}'", points, lamp)
        return self

    def shapes(self) -> Mapping[str, Polygon]:
        """The lamps."""
        lamps = {"red": self.red, "amber": self.amber, "green": self.green}
        return {lamp: points for lamp, points in lamps.items() if points is not None}


KIND: Final = SignalKind(
    name="video",
    settings=VideoSignal,
    label=Words("Lamps in the picture", "Lampen im Bild"),
    source="lamps in the image; the brightest counts",
    keys="`red`, `amber`, `green`: a polygon each",
    order=2,
)
