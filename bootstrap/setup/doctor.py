"""What is wrong with an installation and the machine below it, and how to mend it. Changes nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from bootstrap import route
from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Difference
from bootstrap.services.records import ENGINE
from bootstrap.setup import wishes
from bootstrap.setup.catalogue import DEFAULT
from bootstrap.setup.clock import clock_skew
from bootstrap.setup.download import masked
from bootstrap.setup.findings import NETWORK, Finding, findings
from bootstrap.setup.network import NOTHING, network
from bootstrap.setup.prefix import check_writable
from bootstrap.setup.resources import Program, Release
from bootstrap.setup.roles import known
from bootstrap.setup.run import select
from core import paths
from core.errors import UserError
from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.report import Report
    from bootstrap.converge.resource import Role
    from bootstrap.setup.context import Context

_ROOM: Final = 2_000_000_000  # bytes: three releases unpacked, and some weeks of data
_LOG_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    state: Literal["ok", "warning", "problem"]
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All things looked at, and what repair would do."""

    checks: list[Check]
    repair: Report

    @property
    def exit_code(self) -> int:
        """1 if something is wrong."""
        wrong = any(check.state == "problem" for check in self.checks)
        return 1 if wrong or self.repair.recap["changed"] or self.repair.exit_code else 0

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets."""
        checks = [
            {"name": check.name, "state": check.state, "what": scrub(check.what), "remedy": scrub(check.remedy)}
            for check in self.checks
        ]
        told = [finding.to_json() for finding in self.findings]
        return {"version": 1, "command": "doctor", "checks": checks, "findings": told, "repair": self.repair.to_json()}

    @property
    def findings(self) -> list[Finding]:
        """The same for people: causes first, and under each what follows from it."""
        return findings(self.checks, self.repair)


def diagnose(context: Context) -> Diagnosis:
    """Look at the machine, the services, and everything setup would look at."""
    context.check = True
    here = context.profile == "local"  # else nothing is installed here
    found = [
        *([machine(context)] if here else []),
        disk(context),
        clock(context),
        *([rights(context)] if here else []),
        *proxies(context),
        *_sources(context),
        *_notes(context),
        *_services(context),
        *destination(context),
    ]
    selected = _selected(context)
    return Diagnosis([*found, *_network(selected, context)], converge(selected, context, "doctor"))


def _selected(context: Context) -> list[Role]:
    """What repair would look at; on a machine where nothing is set up yet, nothing is broken."""
    if not (context.layout.profile.is_file() or any(context.backend.status(name) for name in known())):
        return []
    return [role for role in select(context, wishes.set_up(context)) if role.needed]


def _network(selected: list[Role], context: Context) -> Iterator[Check]:
    """Whether what is missing can be downloaded; nobody is asked where nothing is missing."""
    try:
        resources = [one for role in selected for one in role.resources(context)]
        found = network([one for one in resources if isinstance(one, Release)], context)
        for one in resources:
            if isinstance(one, Program) and isinstance(one.inspect(context), Difference):
                one.require(context)
                one.reach(context)
    except UserError as error:
        yield Check(NETWORK, "problem", error.what, error.remedy)
    else:
        if found.reason != NOTHING:
            yield Check(NETWORK, "ok", found.reason)


def _sources(context: Context) -> Iterator[Check]:
    """Whence files are taken, if not as usual."""
    if context.catalogue_file != DEFAULT:
        yield Check("catalogue", "ok", str(context.catalogue_file))
    if context.mirror:
        yield Check("mirror", "ok", masked(context.mirror))


def _notes(context: Context) -> Iterator[Check]:
    if trouble := context.notes.trouble:
        remedy = "run: smart-intersection repair; it takes ports and versions from the current installation"
        yield Check("notes", "problem", trouble, remedy)


def machine(context: Context) -> Check:
    """Whether there are releases for it, and good ones."""
    facts = context.facts
    missing, doubts = [], []
    for product in context.catalogue.products():
        try:
            row = context.catalogue.find(product, facts.system, facts.arch, context.version(product))
            doubt = context.catalogue.warning(product, row.version, facts.system)
            doubts += [f"{row.title}: {doubt}"] if doubt else []
        except UserError as error:
            if product != "mosquitto":  # comes from the system's packages
                missing.append(str(error))
    if missing:
        return Check(
            "machine", "problem", f"{facts.system} {facts.arch}: {'; '.join(missing)}", "use the remote profile"
        )
    if doubts:
        return Check("machine", "warning", "; ".join(doubts), "use a newer version: upgrade, or setup --version")
    return Check("machine", "ok", f"{facts.system} {facts.arch}")


def disk(context: Context) -> Check:
    """Whether there is room, and this user may use it."""
    try:
        check_writable(context.layout.prefix)
    except UserError as error:
        return Check("disk", "problem", error.what, error.remedy)
    free = context.facts.free_bytes(context.layout.prefix)
    what = f"{free / 1e9:.1f} GB free at {context.layout.prefix}"
    return (
        Check("disk", "ok", what)
        if free > _ROOM
        else Check("disk", "problem", what, "free some disk space, or choose another location with --prefix")
    )


def clock(context: Context) -> Check:
    """Whether the time can be right."""
    skew = clock_skew(context)
    if skew:
        return Check(
            "clock",
            "problem",
            skew,
            "set the clock and enable time synchronisation; if it is right now, it was ahead then: run repair",
        )
    return Check("clock", "ok", time.strftime("%Y-%m-%d %H:%M:%S %z"))


def rights(context: Context) -> Check:
    """Whether packages can be installed."""
    manager = context.facts.package_manager
    if manager == "apt" and context.adopts and context.facts.privilege is None:
        return Check(
            "rights",
            "warning",
            f"{context.facts.user}: no passwordless root access",
            "install missing system packages yourself",
        )
    return Check("rights", "ok", f"{context.facts.user}{f', {manager} can be used' if manager else ''}")


def proxies(context: Context) -> Iterator[Check]:
    """Who stands between us and the network."""
    for scheme, address in context.facts.proxies.items():
        yield Check(f"{scheme} proxy", "ok", masked(address) if "://" in address else address)


def destination(context: Context) -> Iterator[Check]:
    """Whether the engine uses what is installed; nothing to say where nothing is, or where it stores nothing."""
    try:
        way = route.find(context.layout, paths.runtime_dir())
    except UserError as error:
        yield Check("destination", "problem", error.what, error.remedy)
        return
    if way.problem:
        yield Check("destination", "problem", way.problem, way.remedy)
    elif way.installed and any(way.used):
        yield Check("destination", "ok", ", ".join(end for end in way.used if end))


def _services(context: Context) -> Iterator[Check]:
    for status in context.backend.statuses():
        if status.name == ENGINE and not context.backend.wanted(ENGINE):
            continue  # nobody has started it, or somebody has stopped it
        if status.ok:
            yield Check(status.name, "ok", f"running (pid {status.pid}), {status.restarts} restarts")
            continue
        last = "".join(f"\n  | {line}" for line in context.backend.logs(status.name, _LOG_LINES))
        yield Check(status.name, "problem", f"{status.state}: {status.reason}{last}", _remedy(status.name))


def _remedy(service: str) -> str:
    return "run: smart-intersection " + ("services restart engine" if service == ENGINE else "repair")
