"""Names of the classes of road users, without what it takes to work with them."""

from __future__ import annotations

from typing import Final

#: In the order in which detections number them.
CLASSES: Final = ("car", "truck", "bus", "motorcycle", "bicycle", "person", "object")
