"""What would end, or be lost, if something else were opened now. The one rule for every way of opening. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bootstrap.engine_process import is_alive
from qml_app.opened import lasting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.effective import Effective

#: In these a recording is counted no more.
_OVER = ("ended", "failed")


def at_stake(base: Effective | None, state: dict[str, Any] | None, *, alone: bool = False) -> str:
    """What has to be asked about before something is opened; empty for nothing.

    `saved` or `unsaved` cameras that make way, the `count` of a recording, or `edits` of a file that nobody saved.

    Args:
        base: what runs, or ran last.
        state: of the engine.
        alone: what is opened stands beside no cameras, as the simulated intersection.
    """
    if base is None:
        return ""
    if alone and lasting(base):
        return "saved" if base.saved else "unsaved"
    if counting(state):
        return "count"
    makes_way = base.kind == "file" and not lasting(base)
    return "edits" if makes_way and not base.saved and not base.given else ""


def counting(state: dict[str, Any] | None) -> bool:
    """Whether an engine counts a recording, which ends when it is given anything else to run on."""
    cameras = (state or {}).get("cameras") or {}
    return is_alive(state) and any(_counts(one) for one in cameras.values())


def _counts(camera: Mapping[str, Any]) -> bool:
    mode = (camera.get("playback") or {}).get("mode")
    return mode == "count" and camera.get("state") not in _OVER
