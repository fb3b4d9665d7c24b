"""What resources work with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from bootstrap.converge.notes import Notes
from bootstrap.converge.progress import Tell, silent
from bootstrap.grafana.wording import LANGUAGES
from bootstrap.secrets import SecretStore
from bootstrap.services.supervised import Supervised
from bootstrap.setup import language
from bootstrap.setup.catalogue import DEFAULT, Catalogue, Source
from bootstrap.setup.facts import Facts

if TYPE_CHECKING:
    from bootstrap.layout import Layout


#: 1 or 0: stands for --adopt or --no-adopt where neither is given.
ADOPT: Final = "SMART_INTERSECTION_ADOPT"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the owner chose. What a run could accept is remembered for the next one: see `wishes`.

    Args:
        ports: of services that shall not use their usual one.
        versions: of products that shall not be the recommended one.
        catalogue: another catalogue file, absolute; `catalogue.DEFAULT` for ours again; remembered.
        mirror: base address that files are taken from instead of their makers'; empty for the makers again; None for
            what was chosen earlier; remembered.
        bundle: file that takes the place of the network.
        profile: where services are: local, remote or embedded; empty for what was chosen earlier, or local.
        tls: names of this machine under which others may reach the broker, encrypted; ('off',) ends that; remembered.
        keyring: whether the owner's keyring keeps what only setup reads; None for what was chosen earlier; remembered.
        adopt: whether programs that are installed on this machine are used instead of fetching them; None for what was
            chosen earlier; remembered.
        language: of dashboards and alerts; empty for what was chosen earlier, or the user's; remembered.
        downgrade: a version older than what wrote the data may be used.
        shorten: a retention may be made shorter, which deletes what is older.
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
    adopt: bool | None = None
    language: str = ""
    downgrade: bool = False
    shorten: bool = False
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
        done: those of them that went well.
    """

    layout: Layout
    choices: Choices = field(default_factory=Choices)
    tell: Tell = silent
    check: bool = False
    diff: bool = False
    facts: Facts = field(default_factory=Facts)
    recommended: bool = False
    planned: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()

    @cached_property
    def secrets(self) -> SecretStore:
        """This installation's secrets."""
        return SecretStore(self.layout.secrets)

    @cached_property
    def notes(self) -> Notes:
        """What setup remembers; if that is lost, what can be read off the installation."""
        return Notes(self.layout.notes, self._recovered)

    def _recovered(self) -> dict[str, Any]:
        from bootstrap.setup.recovered import recovered  # noqa: PLC0415 - it knows the roles, which know us

        return recovered(self.layout, lambda: Catalogue.read(self.choices.catalogue), self.facts)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Where bytes come from and what they must be."""
        return Catalogue.read(self.catalogue_file)

    @property
    def catalogue_file(self) -> Path:
        """The catalogue chosen now, chosen earlier, or ours."""
        return self.choices.catalogue or Path(self.notes.get("source", "catalogue") or DEFAULT)

    @cached_property
    def source(self) -> Source:
        """Whom to ask for them."""
        return Source(self.mirror, offline=self.choices.bundle is not None)

    @property
    def mirror(self) -> str | None:
        """Who is asked instead of the makers: chosen now, chosen earlier, or nobody."""
        chosen = self.choices.mirror
        return (self.notes.get("source", "mirror") if chosen is None else chosen) or None

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
    def adopts(self) -> bool | None:
        """Whether programs that are installed on this machine are used; None if the owner leaves it to us."""
        if self.choices.adopt is not None:
            return self.choices.adopt
        if named := os.environ.get(ADOPT):
            return named == "1"
        noted = self.notes.get("programs", "adopt")
        return noted if isinstance(noted, bool) else None

    @property
    def language(self) -> str:
        """What dashboards and alerts speak: chosen now, chosen earlier, or the user's language."""
        noted = self.choices.language or self.notes.get(*language.NOTE)
        return noted if noted in LANGUAGES else self.facts.language

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

    def remember_mirror(self) -> None:
        """Keep it for the next run: once it has given something, or nothing was wanted of it.

        Raises:
            OSError: it could not be written.
        """
        if self.choices.mirror is not None:
            self.notes.put("source", "mirror", self.choices.mirror or None)
