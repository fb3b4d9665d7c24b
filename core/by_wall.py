"""Events at the times that the wall clock showed: media time goes on undisturbed where somebody sets that clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.events import Violation

if TYPE_CHECKING:
    from core.events import AnyEvent
    from core.wall_clock import Ahead


def by_wall(event: AnyEvent, ahead: Ahead) -> AnyEvent:
    """The event with its times moved by what the wall clock was ahead of the media clock then; its id stays."""
    moved: dict[str, Any] = {"time": _moved(event.time, ahead)}
    if isinstance(event, Violation):
        moved["started"] = _moved(event.started, ahead)
    return event.model_copy(update=moved)


def _moved(time: datetime, ahead: Ahead) -> datetime:
    return time + timedelta(seconds=ahead.at(time.timestamp()))
