"""An aerial image that a calibration is made on, and its scale."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QSize

from qml_app.video import Screen


@dataclass(slots=True)
class Sheet:
    """An aerial image.

    Attributes:
        file: where it is.
        size: pixels.
        screen: shows it.
        metres: of one of its pixels; 0 while that is not known.
        measuring: whether its scale is being measured anew.
        ends: of a known distance, pixels.
    """

    file: str = ""
    size: QSize = field(default_factory=QSize)
    screen: Screen = field(default_factory=Screen)
    metres: float = 0.0
    measuring: bool = False
    ends: list[QPointF] = field(default_factory=list)

    @property
    def scaled(self) -> bool:
        """Whether points can be placed on it."""
        return self.metres > 0 and not self.measuring
