"""How a running engine is shown on a terminal, and in logs and pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.live import Live

from bootstrap.table import camera_lines, plain_lines, report_table

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_PERIOD: Final = 5.0
_LIVE_PERIOD: Final = 0.25


def shown(console: Console) -> tuple[Table | Plain, float]:
    """What fits a console, and how many seconds apart it is to be updated."""
    return (Table(console), _LIVE_PERIOD) if console.is_terminal else (Plain(console), _PLAIN_PERIOD)


class Plain:
    """A line per camera now and then, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._before: list[str] = []

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...

    def update(self, report: dict[str, Any]) -> None:
        """Print how it goes; of a camera of which there is nothing new, such as one that ended, nothing."""
        cameras = list(camera_lines(report))
        for camera, line in zip(cameras, plain_lines(report), strict=True):
            if camera not in self._before:
                self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        self._before = cameras


class Table:
    """The report as a table that renews itself, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> None:
        self._live.start()

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def update(self, report: dict[str, Any]) -> None:
        """Show how it goes in place of how it went."""
        self._live.update(report_table(report), refresh=True)
