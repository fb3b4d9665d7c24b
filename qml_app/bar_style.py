"""How a chart's bars look, as QML says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor

from qml_app.bar_columns import Scale

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

_NONE: Final = QColor(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in QML's units.

    Attributes:
        most: the count that reaches the top.
        tones: colours of `traffic_rows.KINDS`, in their order.
        marks: colours of the strip where nobody watched, and where somebody did in part.
        pale: opacity of the bars there, 0 to 1.
        gap: left free on either side of a bar.
        narrow: a bar no wider than this has no gap.
        strip: height of the strip on which the bars stand.
        density: the screen's pixels for each unit.
    """

    most: float
    tones: list[QColor]
    marks: list[QColor]
    pale: float
    gap: float
    narrow: float
    strip: float
    density: float

    def pixels(self, size: QSizeF) -> tuple[int, int]:
        """Width and height in the screen's pixels."""
        return round(size.width() * self.density), round(size.height() * self.density)

    def unit(self, height: float) -> float:
        """Height of one that was counted, where bars and strip are so high together, QML's units."""
        return max(0.0, height - self.strip) / self.most

    def scale(self, step: float, height: int) -> Scale:
        """Of a picture of this height whose bars are `step` wide, pixels."""
        strip = min(height, round(self.strip * self.density))
        gap = round(self.gap * self.density) if step > self.narrow * self.density else 0
        return Scale((height - strip) / self.most, gap, strip)

    def colours(self) -> list[int]:
        """0xAARRGGBB, as `bar_columns.draw` counts them."""
        degrees = ((self.marks[0], self.pale), (self.marks[1], self.pale), (_NONE, 1.0))
        columns = [(mark, *(_faded(tone, opacity) for tone in self.tones), _NONE) for mark, opacity in degrees]
        return [colour.rgba() for column in columns for colour in column]


def _faded(colour: QColor, opacity: float) -> QColor:
    return QColor.fromRgbF(colour.redF(), colour.greenF(), colour.blueF(), colour.alphaF() * opacity)
