"""Makes the doubles of tests/core/telemetry importable here."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "core" / "telemetry"))
