"""Facts that several rules tell."""

from __future__ import annotations

from typing import Final

from core.words import Words

LINE: Final = Words("Line", "Linie")
ZONE: Final = Words("Zone", "Zone")
POINT: Final = Words("Position", "Position")
SPEED: Final = Words("Speed", "Geschwindigkeit")
