"""What the owner chose, checked before anything is done, and remembered for the next run unless this one refuses it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bootstrap.services import records
from bootstrap.setup import language
from bootstrap.setup.bearable import check_prefix
from bootstrap.setup.catalogue import DEFAULT, SCHEMES
from bootstrap.setup.download import masked
from bootstrap.setup.resources.data_version import too_old
from bootstrap.setup.roles import known
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.converge.resource import Role
    from bootstrap.layout import Layout
    from bootstrap.setup.context import Context

_SECTION: Final = "roles"
_KEY: Final = "only"


def check(context: Context, roles: Sequence[Role]) -> None:
    """Look at the choices of a run.

    Args:
        context: with the choices.
        roles: what the run is about.

    Raises:
        UserError: a name nobody has, a version or file that is not there, a port given twice, a mirror of another kind,
            a folder that a service cannot bear.
    """
    check_prefix(context.layout.prefix, {role.name for role in roles})
    _ = context.catalogue
    _check_ports(context, roles)
    for product, version in context.choices.versions.items():
        _check_version(product, version, context)
    if context.mirror and urlsplit(context.mirror).scheme not in SCHEMES:
        where = f"--mirror {masked(context.mirror)}"
        raise UserError(f"{where}: only {', '.join(SCHEMES)} addresses are supported", "correct the address")


def _check_ports(context: Context, roles: Sequence[Role]) -> None:
    names = {name for role in known().values() for name in role.ports}
    for name, port in context.choices.ports.items():
        if name not in names:
            raise UserError(f"--port {name}={port}: unknown port {name!r}", f"choose from: {', '.join(sorted(names))}")
    taken: dict[int, str] = {}
    for role in known().values():
        if role.name in {one.name for one in roles} or context.backend.status(role.name):
            for name, usual in role.ports.items():
                _take(taken, name, context.port(name, usual))


def _take(taken: dict[int, str], name: str, port: int) -> None:
    if other := taken.get(port):
        what = f"{other} and {name} cannot both use port {port}"
        raise UserError(what, f"choose another port for one of them: setup --port {name}=PORT")
    taken[port] = name


def _check_version(product: str, version: str, context: Context) -> None:
    if not context.catalogue.rows(product):
        there = ", ".join(context.catalogue.products())
        raise UserError(f"--version {product}={version}: {product!r} is not in the catalogue", f"choose from: {there}")
    context.catalogue.find(product, context.facts.system, context.facts.arch, version)


def set_up(context: Context) -> list[str]:
    """Names of the roles that were set up; none for all."""
    noted = context.notes.get(_SECTION, _KEY) or []
    return [name for name in noted if name in known()]


def anything(layout: Layout) -> bool:
    """Whether setup has ever run there: something of it is left, even if only its data or its notes."""
    left = (layout.profile, layout.notes, layout.prefix / "config", layout.prefix / "data")
    return any(path.exists() for path in left) or bool(records.installed(layout))


def remember(context: Context, only: Sequence[str], *, every: bool) -> None:
    """Keep the choices for the next run.

    Args:
        context: with the choices.
        only: roles that were named.
        every: whether none named means all; else it means those of earlier runs.

    Raises:
        OSError: they could not be written.
    """
    notes, choices = context.notes, context.choices
    if choices.profile:
        notes.put("profile", "name", choices.profile)
    if choices.keyring is not None:
        notes.put("secrets", "keyring", choices.keyring or None)
    if choices.adopt is not None:
        notes.put("programs", "adopt", choices.adopt)
    if notes.get(*language.NOTE) != context.language:  # the user's own, too: another one's run changes nothing
        notes.put(*language.NOTE, context.language)
    if choices.tls:
        notes.put("tls", "hosts", list(context.tls_hosts))
    for service, port in choices.ports.items():
        notes.put("ports", service, port)
    _remember_versions(context)
    if context.profile == "local" and (only or every):
        notes.put(_SECTION, _KEY, _with_earlier(context, only))


def _remember_versions(context: Context) -> None:
    """Unless they are older than what wrote the data: that will be refused, and would be by every later run."""
    refused = _refused(context)
    for product, version in context.choices.versions.items():
        if product not in refused:
            context.notes.put("versions", product, version)
    chosen = context.choices.catalogue
    if chosen and not refused - context.choices.versions.keys():
        context.notes.put("source", "catalogue", None if chosen == DEFAULT else str(chosen))


def _refused(context: Context) -> set[str]:
    facts, found = context.facts, set()
    for product in context.catalogue.products():
        with suppress(UserError):  # there is none for this machine: its role says so
            version = context.catalogue.find(product, facts.system, facts.arch, context.version(product)).version
            if too_old(version, product, context):
                found.add(product)
    return found


def _with_earlier(context: Context, only: Sequence[str]) -> list[str]:
    """Roles that are set up from now on; none for all."""
    there = records.installed(context.layout)
    earlier = context.notes.get(_SECTION, _KEY) if there else None
    return [] if not only or earlier == [] else sorted({*only, *there, *(earlier or ())})
