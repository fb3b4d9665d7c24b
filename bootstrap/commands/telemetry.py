"""`telemetry …`: what became of events on their way to broker and database."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer looks annotations up
from typing import Annotated

import typer

from bootstrap.commands.options import Config, Prefix, for_all

app = typer.Typer(help="Manage the delivery of events.", no_args_is_help=True)


class Receiver(StrEnum):
    """Where events go."""

    influx = "influx"
    mqtt = "mqtt"


app.callback()(for_all)


@app.command()
def retry(  # noqa: PLR0913 - one parameter an option
    receiver: Annotated[Receiver, typer.Argument(help="Receiver that rejected the events.", show_default=False)],
    *,
    since: Annotated[
        str | None,
        typer.Option(
            help="Only events from then on, for example 2026-05-04 or 2026-05-04T07:00; local time of the site.",
            metavar="TIME",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also events that were delivered, or published while nobody was subscribed.")
    ] = False,
    journal: Annotated[
        Path | None, typer.Option(help="Journal to use. Default: those in the state folder.", metavar="FILE")
    ] = None,
    config: Config = None,
    prefix: Prefix = None,
) -> int:
    """Send events again that were set aside.

    Use it when the cause is corrected, for example after extending the retention of the bucket. A running engine or
    ingest sends them within seconds, otherwise the next one does. Exit code 0 if there were any, otherwise 1.
    """
    from bootstrap.commands.export import moment  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from bootstrap.site_zone import site_zone  # noqa: PLC0415 - as above
    from core.journal.retry import retry as again  # noqa: PLC0415 - as above

    use(prefix)
    first = moment(since, "--since", site_zone(config))
    asked = [again(path, receiver, first, everything=everything) for path in _journals(journal)]
    found = {name: count for counts in asked for name, count in counts.items()}
    for name, count in found.items():
        typer.echo(f"{name}: {count:,} events will be sent again")
    if not found:
        typer.echo(f"{receiver}: no events are set aside")
    return 0 if found else 1


def _journals(chosen: Path | None) -> list[Path]:
    """The one that was named, else those of engine and ingest as far as there are any."""
    from core import paths  # noqa: PLC0415 - a verb pays only for what it uses
    from core.journal.schema import INGEST_JOURNAL, JOURNAL  # noqa: PLC0415 - as above

    folder = paths.state_dir()
    return [chosen] if chosen else [path for name in (JOURNAL, INGEST_JOURNAL) if (path := folder / name).is_file()]
