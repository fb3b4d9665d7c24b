"""Whether a window can be shown: where a library or the screen is missing, Qt ends the process in its own words."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap import system_packages
from bootstrap.displays import asks_for_display, dead, no_screen, wayland_problem, x_listens
from bootstrap.host import Host, Stop
from core import paths
from core.errors import UserError
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_PATIENCE: Final = 5.0  # seconds for a screen to answer


def prepare(environment: MutableMapping[str, str] = os.environ) -> None:
    """See to the window's system libraries, then to a screen that answers; name the living one to Qt.

    Raises:
        UserError: no window can be shown; says why and what helps.
    """
    if sys.platform != "linux" or not asks_for_display(environment):
        return
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        raise no_screen()
    install_libraries()
    if environment.get("QT_QPA_PLATFORM"):
        return
    problem = wayland_problem(environment)
    if problem is None:
        return  # Qt prefers it
    if environment.get("DISPLAY"):
        problem = _x_problem(environment["DISPLAY"])
    if problem is not None:
        raise problem
    environment["QT_QPA_PLATFORM"] = "xcb"


def install_libraries() -> None:
    """Install what the window needs of the system, as the first start does; quick where nothing is missing.

    Raises:
        UserError: it needs the user's hand; names the one command.
    """
    log = paths.state_dir() / "logs" / "packages.log"
    host = Host(Path(sys.prefix), log=log)
    try:
        if planned := system_packages.plan(host, app=True, test=False):
            log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            system_packages.carry_out(host, planned)
    except Stop as stop:
        raise UserError(stop.what, stop.remedy) from None


def _x_problem(display: str) -> UserError | None:
    """Why the X display cannot be used; None if it can."""
    code: list[int] = []
    asking = begin(lambda: code.append(_x_error(display)), "display", after=After.NOTED)
    asking.join(_PATIENCE)
    if code == [0]:
        return None
    machine = display.rpartition(":")[0]
    if code and machine in ("", "unix") and x_listens(display):
        return UserError(
            f"access to display {display} denied for this user",
            "run it as the user who is logged in there, or set XAUTHORITY to that user's authority file",
        )
    return dead(display)


def _x_error(display: str) -> int:
    """What the X library says to this display: 0 if it can be used."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return 0  # not on this system as Qt finds it; Qt shall say
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    code = int(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return code
