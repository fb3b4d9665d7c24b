"""Whether there is a display that answers. Standard library only: asked before anything is installed."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.host import Stop
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE: Final = 5.0  # seconds for a display to answer
_HEADLESS: Final = "or use: smart-intersection up --headless"


def check_display(verb: str, *, headless: bool) -> None:
    """See that a verb that opens a window has where; a remote display is asked later, by the X library.

    Raises:
        Stop: there is none, or nothing listens where one is named.
    """
    environment = os.environ
    if headless or verb == "run" or sys.platform != "linux" or not asks_for_display(environment):
        return
    display = environment.get("DISPLAY", "")
    if not display and not environment.get("WAYLAND_DISPLAY"):
        if verb == "dashboard":
            raise _stop(no_screen())
        return  # the others need none
    problem = wayland_problem(environment)
    machine = display.rpartition(":")[0]
    if problem is not None and display:
        problem = None if machine not in ("", "unix") or x_listens(display) else dead(display)
    if problem is not None:
        raise _stop(problem)


def asks_for_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt is going to look for an X or Wayland display."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return not chosen or chosen.startswith(("xcb", "wayland"))


def no_screen() -> UserError:
    """What is said where no display is named."""
    return UserError(
        "no display: neither DISPLAY nor WAYLAND_DISPLAY is set", f"start it in a desktop session, {_HEADLESS}"
    )


def dead(display: str) -> UserError:
    """What is said of an X display that does not answer."""
    return UserError(
        f"the display {display} does not respond", f"start it in a desktop session, correct DISPLAY, {_HEADLESS}"
    )


def wayland_problem(environment: Mapping[str, str]) -> UserError | None:
    """Why Wayland cannot be used; None if it can."""
    name = environment.get("WAYLAND_DISPLAY", "")
    place = Path(environment.get("XDG_RUNTIME_DIR") or "/run/user/none", name)
    if name and _connects(str(place)):
        return None
    return UserError(
        f"the Wayland display {name} does not respond at {place}",
        f"start it in that desktop session, correct WAYLAND_DISPLAY and XDG_RUNTIME_DIR, {_HEADLESS}",
    )


def x_listens(display: str) -> bool:
    """Whether something listens where the X display of this number would on this machine."""
    place = f"/tmp/.X11-unix/X{display.rpartition(':')[2].partition('.')[0]}"  # noqa: S108 - where X servers listen
    return _connects(place) or _connects(f"\0{place}")


def _connects(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_PATIENCE)
        try:
            line.connect(place)
        except OSError:
            return False
    return True


def _stop(problem: UserError) -> Stop:
    return Stop(problem.what, problem.remedy)
