"""Whether a machine can take a setup: each check is a resource that only looks, so that it is told as tasks are."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Difference, InOrder, Role, Skip
from bootstrap.services.records import ENGINE
from bootstrap.setup import checks, elsewhere, roles, wishes
from bootstrap.setup.lock import held_by
from bootstrap.setup.network import network
from bootstrap.setup.resources import Port, Program, Release
from core.errors import UserError
from core.settings.sinks.mqtt import Mqtt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bootstrap.converge.report import Report
    from bootstrap.converge.resource import Finding, Resource
    from bootstrap.setup.context import Context

_CONNECT_SECONDS: Final = 5.0


def preflight(context: Context) -> Report:
    """Look at ports, disk, network, what is there already, and rights; with the context's choices.

    What would stop a setup is a failed task, what one should know about is a skipped one.

    Raises:
        UserError: a choice is wrong.
    """
    context.check = True
    wishes.check(context, roles.select() if context.profile == "local" else [])
    return converge([Role(check.name, lambda _, one=check: [one]) for check in _checks(context)], context, "preflight")  # type: ignore[misc]  # bound now


@dataclass(frozen=True, slots=True)
class _Look:
    """Something to look at."""

    name: str
    look: Callable[[Context], Finding]

    def inspect(self, context: Context) -> Finding:
        return self.look(context)

    def apply(self, context: Context) -> None:
        """Never called: it finds no difference."""


def _checks(context: Context) -> Iterator[Resource]:
    yield from map(_asked, checks.beforehand(local=False))
    yield _Look("services", _services)
    yield _Look("other runs", _alone)
    if context.profile == "local":
        yield from map(_asked, checks.beforehand(local=True))
        yield from _local(context)
    elif context.profile == "remote":
        section = elsewhere.telemetry(context)
        yield _Look("broker", lambda _: _reach(section["mqtt"]["host"], section["mqtt"]["port"]))
        if "influx" in section:
            url = urlsplit(section["influx"]["url"])
            port = url.port or (443 if url.scheme == "https" else 80)
            yield _Look("database", lambda _: _reach(url.hostname or "", port))
    else:
        yield _Look("port of the broker", _embedded)


def _local(context: Context) -> Iterator[Resource]:
    found = list(_planned(context))
    for program in (one for one in found if isinstance(one, Program)):
        yield _Look(program.name, lambda ctx, one=program: _program(one, ctx))  # type: ignore[misc]  # bound now
    yield from (one for one in found if isinstance(one, Port))
    yield _Look("network", lambda ctx: network([one for one in found if isinstance(one, Release)], ctx))


def _planned(context: Context) -> Iterator[Resource]:
    """What setup would look at; with `check` all of it, also on an empty machine."""
    for role in roles.select():
        yield from role.resources(context)


def ports(context: Context) -> dict[str, int]:
    """The ports of a local setup, by their names in --port.

    Raises:
        UserError: a file of the owner's has a mistake.
    """
    context.check = True
    return {one.option or one.service: one.port for one in _planned(context) if isinstance(one, Port)}


def _asked(kind: checks.CheckKind) -> _Look:
    """One of doctor's checks."""
    return _Look(kind.name, lambda context: _of(next(iter(kind.look(context)))))


def _of(check: checks.Check) -> Finding:
    if check.state == "problem":
        raise UserError(check.what, check.remedy)
    return InOrder(check.what) if check.state == "ok" else Skip(f"{check.what}: {check.remedy}")


def _services(context: Context) -> Finding:
    found = [f"{status.name} {status.state}" for status in context.backend.statuses() if status.name != ENGINE]
    return InOrder(", ".join(found) if found else "none installed")


def _alone(context: Context) -> Finding:
    busy = held_by(context.layout.lock)
    return Skip(f"{busy} is changing this installation; setup will wait for it") if busy else InOrder("none")


def _program(program: Program, context: Context) -> Finding:
    found = program.inspect(context)
    if not isinstance(found, Difference):
        return found
    program.require(context)
    program.reach(context)
    return InOrder(f"{found.reason}; will be installed: {found.after}")


def _embedded(context: Context) -> Finding:
    """The engine's own broker; it may be running."""
    port = Mqtt().port
    holder = context.facts.holder(port)
    if holder and holder.pid is not None and holder.pid == context.facts.engine():
        return InOrder(f"port {port} is used by the engine's built-in broker")
    return Skip(f"port {port} is in use by {holder}") if holder else InOrder(f"port {port} is free")


def _reach(host: str, port: int) -> Finding:
    try:
        with socket.create_connection((host, port), _CONNECT_SECONDS):
            return InOrder(f"{host}:{port} is reachable")
    except OSError as error:
        raise UserError(f"{host}:{port}: {error.strerror or error}", "check address and network") from None
