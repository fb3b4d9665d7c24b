"""`selftest`."""

from __future__ import annotations

import json as json_module
import logging
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bootstrap.commands.installation import Json, Prefix, layout_of
from bootstrap.commands.options import Config  # noqa: TC001 - typer looks annotations up

if TYPE_CHECKING:
    from bootstrap.selftest.chain import Outcome

_SIGNS: Final = {"ok": "✓", "broken": "✗", "not reached": "○", "skipped": "·"}


def selftest(
    *,
    prefix: Prefix = None,
    config: Config = None,
    timeout: Annotated[
        float,
        typer.Option(
            help="Time limit for the whole test; Grafana evaluates alerts once a minute.",
            min=1,
            max=3_600,
            metavar="SECONDS",
        ),
    ] = 100.0,
    json: Json = False,
    lines: Annotated[bool, typer.Option("--lines", hidden=True)] = False,
) -> int:
    """Send a test violation through journal, broker, database, Grafana and alert, then delete it.

    Exit code 0 if everything works, 1 if a component failed, 2 if the test cannot start.
    """
    import time  # noqa: PLC0415 - a verb pays only for what it uses

    import structlog  # noqa: PLC0415 - as above

    from bootstrap.interrupted import cancellable  # noqa: PLC0415 - as above
    from bootstrap.selftest import chain, places  # noqa: PLC0415 - as above

    silent = structlog.make_filtering_bound_logger(logging.CRITICAL)  # the links say what went wrong
    structlog.configure(wrapper_class=silent, logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    where = places.find(layout_of(prefix), config)
    tell = _tell_program if lines else _silent if json else _Drawing(where.shown)
    with cancellable():  # as the app does
        report = chain.run(where, timeout, time.time(), tell)
    if json:
        typer.echo(json_module.dumps(report.to_json(), indent=1))
    return report.exit_code


def _silent(_: Outcome) -> None: ...


def _tell_program(news: Outcome) -> None:
    """A line of JSON for each link that begins or ends, for the app."""
    typer.echo(json_module.dumps(asdict(news)))


class _Drawing:
    """The chain, a link after the other."""

    def __init__(self, profile: str) -> None:
        self._begun = False
        typer.echo(f"self-test of the {profile} profile")

    def __call__(self, news: Outcome) -> None:
        if news.state == "running":
            return
        if self._begun:
            typer.echo("  │")
        self._begun = True
        took = f"{news.seconds:7.2f} s" if news.state in ("ok", "broken") else " " * 9
        what = news.what if news.state != "not reached" else "not reached"
        typer.echo(f"  {_SIGNS[news.state]} {news.title:<11}{took}   {what}")
        if news.remedy:
            typer.echo(f"  │ {'':<11}{'':<9}   → {news.remedy}")
