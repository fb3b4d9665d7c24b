"""What setup has made and remembers here, and secrets that a person may see: files, not for the thread that draws."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bootstrap.files import remove_tree, write_atomic
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services import records
from core.errors import UserError
from qml_app.attempt import told
from qml_app.setup_choices import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.setup.context import Context


class Program(NamedTuple):
    """What setup can install: its name, its version, and the bytes to download; empty and -1 where nobody has told."""

    name: str
    version: str
    size: int


@dataclass(frozen=True, slots=True)
class Known:
    """An installation as the wizard's first page needs it.

    Attributes:
        set_up: whether setup has run here.
        profile: chosen then, or the usual one.
        ports: by service, as chosen then or the usual ones.
        remote: addresses of services elsewhere.
        tls: names under which other machines reach the broker.
        mirror: address that files are taken from instead of their makers'; empty for the makers.
        secrets: names of those that are stored.
        logins: by service: the user whom a person signs in as, and the name of the secret that is the password.
        programs: what can be installed.
        installed: names of the services that are.
        chosen: roles that setup was told to keep to; none for all.
        problem: why the rest could not be found out.
    """

    set_up: bool = False
    profile: str = "local"
    ports: dict[str, int] = field(default_factory=dict)
    remote: dict[str, str] = field(default_factory=dict)
    tls: tuple[str, ...] = ()
    mirror: str = ""
    secrets: tuple[str, ...] = ()
    logins: dict[str, tuple[str, str]] = field(default_factory=dict)
    programs: tuple[Program, ...] = ()
    installed: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    problem: str = ""


def read(prefix: Path) -> Known:
    """Look at the installation at `prefix`; never raises."""
    from bootstrap.commands.installation import mirror_address  # noqa: PLC0415 -- the first picture does not wait for it
    from bootstrap.setup import roles, wishes  # noqa: PLC0415 -- as above
    from bootstrap.setup.context import Choices, Context  # noqa: PLC0415 -- as above
    from bootstrap.setup.preflight import ports  # noqa: PLC0415 -- as above

    layout = Layout(prefix)
    try:
        context = Context(layout, Choices(mirror=mirror_address(os.environ.get("SMART_INTERSECTION_MIRROR") or None)))
        return Known(
            set_up=layout.profile.is_file(),
            profile=context.profile,
            ports=ports(context),
            remote={key: str(value) for key, value in context.notes.section("remote").items()},
            tls=context.tls_hosts,
            mirror=context.mirror or "",
            secrets=tuple(context.secrets.names()),
            programs=tuple(_program(name, context) for name in DEFAULTS["programs"].split()),
            installed=tuple(records.installed(layout)),
            chosen=tuple(wishes.set_up(context)),
            logins={name: role.login for name, role in roles.known().items() if role.login},
        )
    except (UserError, OSError) as error:
        return Known(set_up=layout.profile.is_file(), problem=told(error))


def _program(name: str, context: Context) -> Program:
    """One that comes from the system's packages has the version these have."""
    facts = context.facts
    try:
        row = context.catalogue.find(name, facts.system, facts.arch, context.version(name))
    except UserError:
        return Program(name, "", -1)
    return Program(name, row.version if row.url else "", row.size or -1)


def secret(prefix: Path, name: str) -> str:
    """A stored secret; empty if there is none."""
    try:
        return SecretStore(Layout(prefix).secrets).get(name) or ""
    except (UserError, OSError):
        return ""


class SecretFiles:
    """Secrets that were typed in, in files that setup can read and nobody else; gone when setup has.

    Args:
        secrets: by the names of the files.

    Raises:
        OSError: they cannot be written.
    """

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="smart-intersection-")) if secrets else None  # for us alone
        self.paths: dict[str, Path] = {}
        for name, text in secrets.items():
            self.paths[name] = Path(str(self._folder)) / name
            write_atomic(self.paths[name], f"{text}\n", 0o600)

    def remove(self) -> None:
        """Forget them."""
        if self._folder is not None:
            remove_tree(self._folder)
