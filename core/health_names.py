"""What is beside the services in the list of health, by how its name begins. The window's first frame reads these."""

from __future__ import annotations

from typing import Final

CAMERA: Final = "camera/"
THREAD: Final = "thread/"
