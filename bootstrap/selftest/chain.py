"""The links in their order, and what became of each."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from bootstrap.selftest import broker, database, destination, engine, grafana, journal, tidy
from bootstrap.selftest.run import Run
from core.errors import UserError
from core.scrub import scrub, unexpected

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.selftest.places import Places

State = Literal["running", "ok", "broken", "not reached", "skipped"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    Args:
        name: in a word, for programs.
        title: for people.
        check: says what it has seen, or raises a UserError that says why not.
        absent: why there is no such link here; nothing if there is one.
        alone: it does not hang on the one before.
        blocks: those after it say nothing where it is broken.
    """

    name: str
    title: str
    check: Callable[[Run], str]
    absent: Callable[[Places], str]
    alone: bool = False
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a link."""

    name: str
    title: str
    state: State
    what: str
    remedy: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all."""

    profile: str
    links: tuple[Outcome, ...]

    @property
    def exit_code(self) -> int:
        """0 if every link that exists here holds, else 1."""
        return int(any(link.state == "broken" for link in self.links))

    def to_json(self) -> dict[str, Any]:
        """As data."""
        links = [asdict(link) for link in self.links]
        return {"version": 1, "command": "selftest", "profile": self.profile, "ok": not self.exit_code, "links": links}


def _never(_: Places) -> str:
    return ""


def _missing(what: str, places: Places) -> str:
    return f"no {what} is set up" if places.shown == "local" else f"no {what} in the {places.shown} profile"


def _no_broker(places: Places) -> str:
    return "" if places.mqtt else _missing("broker", places)


def _no_database(places: Places) -> str:
    return "" if places.influx else _missing("database", places)


def _no_grafana(places: Places) -> str:
    return _no_database(places) or ("" if places.app.grafana else _missing("Grafana", places))


LINKS: Final = (
    Link("destination", "Destination", destination.check, _never, blocks=False),
    Link("journal", "Journal", journal.check, _never),
    Link("broker", "Broker", broker.published, _no_broker),
    Link("subscriber", "Subscriber", broker.received, _no_broker),
    Link("database", "Database", database.stored, _no_database),
    Link("grafana", "Grafana", grafana.shown, _no_grafana),
    Link("alert", "Alert", grafana.alerted, _no_grafana),
    Link("engine", "Engine", engine.delivers, lambda _: engine.absent(), alone=True),
    Link("clean-up", "Clean-up", tidy.check, _never, alone=True),
)


def run(places: Places, timeout: float, now: float, tell: Callable[[Outcome], None]) -> Report:
    """Follow the chain.

    Args:
        places: where it leads.
        timeout: seconds for all links together.
        now: when it begins, seconds since the epoch.
        tell: is told each link as it begins, and what became of it.

    Raises:
        KeyboardInterrupt: somebody ended it; what was made up is deleted.
    """
    one = Run(places, timeout, now)
    found: list[Outcome] = []
    broken = False
    try:
        for link in LINKS:
            tell(Outcome(link.name, link.title, "running", ""))
            found.append(_follow(link, one, broken=broken and not link.alone))
            tell(found[-1])
            broken = broken or (link.blocks and found[-1].state == "broken")
    except KeyboardInterrupt:
        with suppress(UserError):
            tidy.check(one)
        raise
    finally:
        one.stack.close()
    return Report(places.shown, tuple(found))


def _follow(link: Link, one: Run, *, broken: bool) -> Outcome:
    if reason := link.absent(one.places):
        return Outcome(link.name, link.title, "skipped", f"not available: {reason}")
    if broken:
        return Outcome(link.name, link.title, "not reached", "an earlier step failed")
    begun = time.monotonic()
    try:
        state: State = "ok"
        what, remedy = link.check(one), ""
    except UserError as error:
        state, what, remedy = "broken", error.what, error.remedy
    except Exception as error:  # noqa: BLE001 - whatever servers answer, the report is whole and the points are deleted
        state, what, remedy = "broken", unexpected(error), ""
    return Outcome(link.name, link.title, state, scrub(what), scrub(remedy), round(time.monotonic() - begun, 2))
