"""Whole runs: what the verbs and the setup wizard call."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bootstrap.files import abandoned
from bootstrap.setup import bundle, elsewhere, roles
from bootstrap.setup.clock import clock_skew
from bootstrap.setup.converge import converge
from bootstrap.setup.foreign import check_is_ours
from bootstrap.setup.lock import exclusive
from bootstrap.setup.progress import Note
from bootstrap.setup.resource import Role
from bootstrap.setup.resources import Autostarted
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.layout import Layout
    from bootstrap.setup.context import Context
    from bootstrap.setup.report import Report

_PARTS: Final = (".*.part", "*/.*.part", "config/**/.*.part")
_AUTOSTART = Role("autostart", lambda _: [Autostarted(wanted=True)])


def setup(context: Context, only: list[str] | None = None, command: str = "setup") -> Report:
    """Make every selected role true; with the context's `check` only say what would be done.

    Args:
        context: the installation and the owner's choices.
        only: roles; None for all.
        command: how the report calls it.

    Raises:
        UserError: a wrong choice, or another run holds the installation.
    """
    selected = roles.select(only) if context.profile == "local" else [*elsewhere.roles(context), *roles.last()]
    if context.autostart:
        selected.append(_AUTOSTART)
    if context.choices.bundle:
        selected.insert(0, bundle.role(context.choices.bundle))
    _ = context.catalogue  # a wrong choice shall be told before anything is done
    check_is_ours(context.layout)
    prefix = context.layout.prefix
    missing = [str(folder) for folder in (prefix, *prefix.parents) if not folder.exists()]
    with alone(context, command):
        if skew := clock_skew(context):
            context.tell(Note(f"{skew}: certificates and data may come out wrong; set the clock"))
        if not context.check:
            if context.notes.get("made", "folders") is None:  # for uninstall, deepest first
                context.notes.put("made", "folders", missing)
            context.remember_choices()
        return converge(selected, context, command)


def autostart(context: Context, *, wanted: bool) -> Report:
    """Have the operating system start the services, or no longer; remembered by setup and repair.

    Raises:
        UserError: nothing is set up here, or another run holds the installation.
    """
    if not context.layout.services.is_dir():
        raise UserError("no services are set up here", "run setup first")
    role = _AUTOSTART if wanted else Role("autostart", lambda _: [Autostarted(wanted=False)])
    with alone(context, "services"):
        report = converge([role], context, "services")
        if not context.check and report.exit_code == 0:
            context.notes.put("services", "autostart", wanted or None)
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
