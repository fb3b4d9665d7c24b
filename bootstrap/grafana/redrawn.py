"""The engine runs on another configuration: the picture of the junction on the dashboard follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout

OVERVIEW: Final = "overview.json"
_MODE: Final = 0o600


def redraw(layout: Layout, runtime: Path) -> bool:
    """Draw what runs now, if Grafana is installed here; whether its file has changed. Grafana reads it by itself.

    Args:
        layout: of the installation.
        runtime: where the engine publishes.

    Raises:
        OSError: the file cannot be read or written.
        ValueError: it is no dashboard.
    """
    file = layout.config("grafana") / "dashboards" / OVERVIEW
    if not file.is_file():
        return False
    from bootstrap.grafana.board_file import with_pictures  # noqa: PLC0415 - few engines have a Grafana beside them
    from bootstrap.grafana.views import views  # noqa: PLC0415 - as above

    before = file.read_text("utf-8")
    after = with_pictures(before, views(runtime))
    if after != before:
        write_atomic(file, after, _MODE)
    return after != before
