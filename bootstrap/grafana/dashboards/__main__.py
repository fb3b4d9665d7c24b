"""Write the dashboards' files."""

from __future__ import annotations

from pathlib import Path

from bootstrap.files import write_atomic
from bootstrap.grafana.board_file import render
from bootstrap.grafana.dashboards import ALL

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "grafana" / "dashboards"

for name, board in ALL.items():
    write_atomic(FOLDER / name, render(board()), 0o644)
