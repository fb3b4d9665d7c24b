"""Other machines that may publish to our broker: each with a name and a password of its own, so that one can go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter, ValidationError

from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Difference, InOrder, Role
from bootstrap.files import write_atomic
from bootstrap.setup.handout import Handout
from bootstrap.setup.roles import mosquitto
from bootstrap.setup.run import alone
from core.errors import UserError
from core.settings.basics import Name

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import Report
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def add(context: Context, name: str, output: Path, site: str | None = None) -> Report:
    """Let a machine in and write the file it needs; again for one that is known: the same credential.

    Args:
        context: the installation with the broker.
        name: of the machine.
        output: the file for it.
        site: the only one whose events it may publish; None: as before, at first the machine's name.

    Raises:
        UserError: the name or the place is wrong, or the broker cannot be reached from elsewhere.
    """
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} is not a valid machine name", "use up to 32 lower case letters, digits and dashes")
    site = _checked(site) if site else mosquitto.site_of(context, name)
    if not output.parent.is_dir():
        raise UserError(f"folder {output.parent} does not exist", "create it, or choose another --output")
    if not context.tls_hosts:
        raise UserError(
            "the broker does not accept other machines yet", "run: smart-intersection setup --tls NAME-OF-THIS-MACHINE"
        )
    roles = [mosquitto.ROLE, Role("machine", lambda _: [_HandedOut(name, output)])]
    return _converge(context, name, roles, note=site)


def remove(context: Context, name: str) -> Report:
    """Let a machine in no longer; its connection ends.

    Raises:
        UserError: there is none of this name.
    """
    if name not in mosquitto.machines(context):
        there = ", ".join(mosquitto.machines(context)) or "none"
        raise UserError(f"unknown machine {name!r}; known: {there}", "see: smart-intersection machines list")
    return _converge(context, name, [mosquitto.ROLE, Role("machine", lambda _: [_Forgotten(name)])], note=None)


def _checked(site: str) -> str:
    try:
        found = TypeAdapter[str](Name).validate_python(site)
    except ValidationError:
        raise UserError(
            f"{site!r} is not a valid site name", "use the value of 'site' in the configuration of that machine"
        ) from None
    if found in mosquitto.RESERVED:
        raise UserError(f"site name {site!r} is reserved", "choose another value for 'site' on that machine")
    return found


def _converge(context: Context, name: str, roles: list[Role], *, note: str | None) -> Report:
    with alone(context, "machines"):
        context.notes.put(mosquitto.MACHINES, name, note)
        return converge(roles, context, "machines")


@dataclass(frozen=True, slots=True)
class _HandedOut:
    """The file for a machine."""

    machine: str
    path: Path

    @property
    def name(self) -> str:
        return f"file {self.path.name}"

    def inspect(self, context: Context) -> Finding:
        there = self.path.is_file() and self.path.read_text("utf-8", "replace") == self._text(context)
        return InOrder("there") if there else Difference("to be created")

    def apply(self, context: Context) -> None:
        if self.path.exists() and not self._ours():
            raise UserError(
                f"{self.path} already exists and was not created by 'machines add'", "choose another --output"
            )
        write_atomic(self.path, self._text(context), 0o600)

    def _ours(self) -> bool:
        return self.path.read_text("utf-8", "replace").startswith("# The key of one machine")

    def _text(self, context: Context) -> str:
        user = mosquitto.user(self.machine)
        return Handout(
            host=context.tls_hosts[0],
            port=context.port(mosquitto.TLS, mosquitto.TLS_PORT),
            username=user,
            password=context.secrets.get(mosquitto.secret(user)) or "",
            ca=(context.layout.config(mosquitto.NAME) / "tls" / "ca.crt").read_text("ascii"),
        ).text()


@dataclass(frozen=True, slots=True)
class _Forgotten:
    """A machine's password is gone."""

    machine: str

    @property
    def name(self) -> str:
        return f"password of {self.machine}"

    def inspect(self, context: Context) -> Finding:
        there = context.secrets.get(self._secret) is not None
        return Difference("to be removed") if there else InOrder("gone")

    def apply(self, context: Context) -> None:
        context.secrets.remove(self._secret)

    @property
    def _secret(self) -> str:
        return mosquitto.secret(mosquitto.user(self.machine))
