"""The writer's vocabulary comes from the writer; what is checked against it comes from the files setup installs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "core" / "telemetry"))
sys.path.insert(0, str(Path(__file__).parent))
