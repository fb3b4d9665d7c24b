"""A machine on which no engine ever ran: when it starts, it is to run what `up` would run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap import engine_service
from bootstrap.converge.progress import Note
from bootstrap.effective import write
from bootstrap.engine_control import beginning
from bootstrap.services import control
from bootstrap.services.records import ENGINE
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.effective import Effective
    from bootstrap.setup.context import Context


def planned(context: Context) -> Effective:
    """What its engine will run on; told.

    Raises:
        UserError: nothing is installed in a prefix of its own, or the usual configuration is wrong.
    """
    if context.layout.prefix != engine_service.keeper().prefix:
        raise UserError("no services are installed", "run setup or start the engine first")
    one = beginning(paths.runtime_dir(), None)
    what = str(one.file) if one.file else "the simulated intersection"
    context.tell(Note(f"the engine has not run yet and will run {what}; to choose another source, use up or the app"))
    return one


def begin(context: Context, one: Effective) -> None:
    """Have it run from now on.

    Raises:
        UserError: it has no supervisor.
        OSError: it cannot be written down.
    """
    write(paths.runtime_dir(), one)
    engine_service.define()
    control.start(context.layout, ENGINE)
