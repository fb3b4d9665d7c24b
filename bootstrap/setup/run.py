"""Whole runs: what the verbs and the setup wizard call."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Role
from bootstrap.files import abandoned
from bootstrap.plain import typed
from bootstrap.services import records
from bootstrap.services.records import ENGINE
from bootstrap.setup import elsewhere, roles, wishes
from bootstrap.setup.clock import believe, clock_skew
from bootstrap.setup.foreign import check_is_ours
from bootstrap.setup.lock import exclusive
from bootstrap.setup.prefix import check_prefix, check_writable
from bootstrap.setup.resources import Autostarted
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.report import Report
    from bootstrap.layout import Layout
    from bootstrap.setup.context import Context

_PARTS: Final = (".*.part", "*/.*.part", "config/**/.*.part")
_AUTOSTART = Role("autostart", lambda _: [Autostarted(wanted=True)])
_NO_AUTOSTART = Role("autostart", lambda _: [Autostarted(wanted=False)])


def setup(context: Context, only: list[str] | None = None, command: str = "setup") -> Report:
    """Make every selected role true; with the context's `check` only say what would be done.

    Args:
        context: the installation and the owner's choices.
        only: roles; None for all or, unless the command is setup, for those that were set up.
        command: how the report calls it.

    Raises:
        UserError: a wrong choice, nothing there to repair, or another run holds the installation.
    """
    every = command == "setup"
    if not (every or wishes.anything(context.layout)):
        where = context.layout.prefix
        raise UserError(f"no installation found in {where}", f"run: smart-intersection setup --prefix {typed(where)}")
    selected = select(context, only if only or every else wishes.set_up(context))
    wishes.check(context, selected)
    if context.choices.bundle:
        from bootstrap.setup import bundle  # noqa: PLC0415 - most have a network

        selected.insert(0, bundle.role(context.choices.bundle))
    check_is_ours(context.layout)
    check_prefix(context.layout.prefix)
    check_writable(context.layout.prefix)
    prefix = context.layout.prefix
    missing = [str(folder) for folder in (prefix, *prefix.parents) if not folder.exists()]
    with alone(context, command):
        if skew := clock_skew(context):
            context.tell(Note(f"{skew}: set the clock if it is wrong; if it is right, it was ahead then"))
        if trouble := context.notes.trouble:
            context.tell(Note(f"{trouble}: ports and versions are taken from the current installation"))
        if not context.check:
            if context.notes.get("made", "folders") is None:  # for uninstall, deepest first
                context.notes.put("made", "folders", missing)
            wishes.remember(context, only or [], every=every)
        report = converge(selected, context, command)
        if not context.check and "grafana" in context.done:
            from bootstrap.setup import zone  # noqa: PLC0415 - who has no dashboards has no use for it

            zone.remember(context)
        if not context.check and report.exit_code == 0:
            context.remember_mirror()
            believe(context)
    return report


def select(context: Context, only: list[str] | None = None) -> list[Role]:
    """The roles of a run, in order: of the profile that was chosen; None or an empty list for all services.

    Raises:
        UserError: there is no such role, or the profile lacks an address.
    """
    here = context.profile == "local"
    selected = roles.select(only) if here else [*elsewhere.roles(context), *roles.last()]
    if context.autostart:  # where nothing is to be started, the system would only start the supervisor again
        keeps = here or ENGINE in records.names(context.layout)
        selected.append(_AUTOSTART if keeps else _NO_AUTOSTART)
    return selected


def to_repair(context: Context) -> list[Role]:
    """The roles that repair would look at; on a machine where nothing is set up yet, nothing is broken."""
    if not (context.layout.profile.is_file() or any(context.backend.status(name) for name in roles.known())):
        return []
    return [role for role in select(context, wishes.set_up(context)) if role.needed]


def autostart(context: Context, *, wanted: bool) -> Report:
    """Have the operating system start the services, or no longer; remembered by setup and repair.

    The engine is one of them wherever it has ever been started, or where there is nothing else.

    Raises:
        UserError: there is nothing to be started, or another run holds the installation.
    """
    from bootstrap.setup import first_engine  # noqa: PLC0415 - the engine's own rooms, which a setup does not need

    first = None
    if not context.layout.services.is_dir():
        if not wanted:
            raise UserError("no services are installed", "run setup or start the engine first")
        first = first_engine.planned(context)
    role = _AUTOSTART if wanted else _NO_AUTOSTART
    with alone(context, "services"):
        report = converge([role], context, "services")
        if not context.check and report.exit_code == 0:
            context.notes.put("services", "autostart", wanted or None)
            if first:
                first_engine.begin(context, first)
    return report


def upgrade(context: Context, only: list[str] | None = None) -> Report:
    """Setup with the recommended versions; those chosen earlier are forgotten. The release before stays beside.

    Raises:
        UserError: as setup.
    """
    context.recommended = True
    report = setup(context, only, "upgrade")
    if not context.check and report.exit_code == 0:
        for product in context.notes.section("versions"):
            if not only or product in only:
                context.notes.put("versions", product, None)
    return report


@contextmanager
def alone(context: Context, command: str) -> Iterator[None]:
    """Hold the installation. With `check` on a machine without one there is nothing to hold, and nothing is made."""
    if context.check and not context.layout.lock.exists():
        yield
        return
    with exclusive(context.layout.lock, command, lambda text: context.tell(Note(text))):
        context.notes.read()
        if not context.check:
            _sweep(context.layout)
        yield


def _sweep(layout: Layout) -> None:
    """Remove what a killed run was just writing: uninstall would not know it, and a secret may be in it."""
    for pattern in _PARTS:
        for part in layout.prefix.glob(pattern):
            if abandoned(part):
                part.unlink(missing_ok=True)
