"""Write the dashboards' files."""

from __future__ import annotations

from pathlib import Path

from bootstrap.files import write_atomic
from bootstrap.grafana.dashboards import ALL
from bootstrap.grafana.dashboards.text import render
from bootstrap.grafana.wording import LANGUAGES, spoken

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "grafana" / "dashboards"

for language in LANGUAGES:
    for name, board in ALL.items():
        write_atomic(FOLDER / language / name, render(spoken(board(), language)), 0o644)
