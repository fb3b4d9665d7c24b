"""What resources work with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bootstrap.secrets import SecretStore
from bootstrap.services.supervised import Supervised
from bootstrap.setup.catalogue import Catalogue, Source
from bootstrap.setup.facts import Facts
from bootstrap.setup.notes import Notes
from bootstrap.setup.progress import Tell, silent

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout


@dataclass(frozen=True, slots=True)
class Choices:
    """What the owner chose; `ports` and `versions` are remembered for the next run.

    Args:
        ports: of services that shall not use their usual one.
        versions: of products that shall not be the recommended one.
        catalogue: another catalogue file.
        mirror: base address that files are taken from instead of their makers'.
        bundle: file that takes the place of the network.
        profile: where services are: local, remote or embedded; empty for what was chosen earlier, or local.
        tls: names of this machine under which others may reach the broker, encrypted; ('off',) ends that; remembered.
        keyring: whether the owner's keyring keeps what only setup reads; None for what was chosen earlier; remembered.
        downgrade: a version older than what wrote the data may be used.
        remote: for the remote profile: 'mqtt' and 'influx' with their addresses and files of credentials; remembered.
    """

    ports: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    catalogue: Path | None = None
    mirror: str | None = None
    bundle: Path | None = None
    profile: Literal["", "local", "remote", "embedded"] = ""
    tls: tuple[str, ...] = ()
    keyring: bool | None = None
    downgrade: bool = False
    remote: dict[str, str] = field(default_factory=dict)


@dataclass
class Context:
    """One run on one installation.

    Args:
        layout: where everything goes.
        choices: what the owner wants otherwise.
        tell: hears of every step.
        check: only look.
        diff: collect the differences of texts.
        facts: the machine.
        recommended: versions chosen earlier do not count.
        planned: roles of the run that is under way.
    """

    layout: Layout
    choices: Choices = field(default_factory=Choices)
    tell: Tell = silent
    check: bool = False
    diff: bool = False
    facts: Facts = field(default_factory=Facts)
    recommended: bool = False
    planned: frozenset[str] = frozenset()

    @cached_property
    def secrets(self) -> SecretStore:
        """This installation's secrets."""
        return SecretStore(self.layout.secrets)

    @cached_property
    def notes(self) -> Notes:
        """What setup remembers."""
        return Notes(self.layout.notes)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Where bytes come from and what they must be."""
        return Catalogue.read(self.choices.catalogue)

    @cached_property
    def source(self) -> Source:
        """Whom to ask for them."""
        return Source(self.choices.mirror, offline=self.choices.bundle is not None)

    @cached_property
    def backend(self) -> Supervised:
        """Who keeps services running."""
        return Supervised(self.layout)

    @property
    def profile(self) -> str:
        """Where the services are: chosen now, chosen earlier, or here."""
        return self.choices.profile or self.notes.get("profile", "name") or "local"

    @property
    def autostart(self) -> bool:
        """Whether the operating system shall start the services."""
        return self.notes.get("services", "autostart") is True

    @property
    def keyring(self) -> bool:
        """Whether the owner's keyring keeps the secrets that only setup reads."""
        chosen = self.choices.keyring
        return self.notes.get("secrets", "keyring") is True if chosen is None else chosen

    @property
    def tls_hosts(self) -> tuple[str, ...]:
        """Names under which other machines reach the broker; none if it listens on loopback only."""
        chosen = self.choices.tls or tuple(self.notes.get("tls", "hosts") or ())
        return () if chosen == ("off",) else chosen

    def port(self, service: str, usual: int) -> int:
        """The port a service listens on: chosen now, chosen earlier, or the usual one."""
        chosen = self.choices.ports.get(service) or self.notes.get("ports", service)
        return chosen if isinstance(chosen, int) else usual

    def version(self, product: str) -> str | None:
        """The version chosen now or earlier; None for the catalogue's recommendation."""
        earlier = None if self.recommended else self.notes.get("versions", product)
        chosen = self.choices.versions.get(product) or earlier
        return chosen if isinstance(chosen, str) else None

    def remember_choices(self) -> None:
        """Keep them for the next run.

        Raises:
            OSError: they could not be written.
        """
        if self.choices.profile:
            self.notes.put("profile", "name", self.choices.profile)
        if self.choices.keyring is not None:
            self.notes.put("secrets", "keyring", self.choices.keyring or None)
        if self.choices.tls:
            self.notes.put("tls", "hosts", list(self.tls_hosts))
        for service, port in self.choices.ports.items():
            self.notes.put("ports", service, port)
        for product, version in self.choices.versions.items():
            self.notes.put("versions", product, version)
