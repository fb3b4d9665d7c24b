"""`alerts …`."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated

import typer

from bootstrap.commands.installation import Json, Prefix, layout_of
from bootstrap.commands.options import for_all

if TYPE_CHECKING:
    from bootstrap.grafana.overview import Overview

app = typer.Typer(help="List firing alerts and silence them.")

_Site = Annotated[str | None, typer.Option(help="Only at this site.", metavar="NAME")]
_Camera = Annotated[str | None, typer.Option(help="Only of this camera.", metavar="NAME")]


@app.callback(invoke_without_command=True)
def alerts(context: typer.Context, *, prefix: Prefix = None, json: Json = False) -> int:
    """List firing alerts. Exit code 1 if any of them is neither silenced nor over."""
    if context.invoked_subcommand is not None:
        for_all(context, prefix=prefix)
        return 0
    from bootstrap.grafana import overview  # noqa: PLC0415 - a verb pays only for what it uses

    found = overview.Overview(overview.look(overview.api(layout_of(prefix))))
    if json:
        typer.echo(json_module.dumps(found.to_json(), indent=1))
    else:
        typer.echo("\n".join(lines(found)) or "no alerts firing")
    return int(any(not (one.silenced_until or one.over) for one in found.alerts))


@app.command()
def silence(
    name: Annotated[str, typer.Argument(help="Name of the alert as listed by 'alerts', or the uid of its rule.")],
    *,
    length: Annotated[str, typer.Option("--for", help="Duration: 30m, 2h, 1d.", metavar="TIME")],
    site: _Site = None,
    camera: _Camera = None,
    prefix: Prefix = None,
) -> int:
    """Silence an alert for a while. It is still evaluated and listed, but nobody is notified."""
    from datetime import UTC, datetime  # noqa: PLC0415 - a verb pays only for what it uses

    from bootstrap.grafana import alerts as known  # noqa: PLC0415 - as above
    from bootstrap.grafana import overview  # noqa: PLC0415 - as above
    from bootstrap.setup.language import language_of  # noqa: PLC0415 - as above

    span, grafana = known.span(length), overview.api(layout_of(prefix))
    title = known.title_of(name, language_of(layout_of(prefix)))
    where = {key: value for key, value in (("site", site), ("camera", camera)) if value}
    now = datetime.now(UTC)
    known.silence(grafana, {"alertname": title, **where}, span, now, "silenced by smart-intersection alerts silence")
    place = "".join(f", {key} {value}" for key, value in where.items())
    typer.echo(f"'{title}' is silenced until {_local((now + span).isoformat())}{place}")
    return 0


@app.command()
def unsilence(
    name: Annotated[
        str | None, typer.Argument(help="Name of the alert. Default: all alerts silenced with 'alerts silence'.")
    ] = None,
    *,
    prefix: Prefix = None,
) -> int:
    """Unmute alerts silenced with 'alerts silence'. Silences created in Grafana are kept."""
    from bootstrap.grafana import alerts as known  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.grafana import overview  # noqa: PLC0415 - as above
    from bootstrap.setup.language import language_of  # noqa: PLC0415 - as above

    layout = layout_of(prefix)
    count = known.unsilence(overview.api(layout), name, language_of(layout))
    typer.echo(f"{count} silence{'s' * (count != 1)} ended")
    return 0


def lines(found: Overview) -> list[str]:
    """For people."""
    told = [f"alerts: {found.problem}"] if found.problem else []
    for one in found.alerts:
        quiet = f", silenced until {_local(one.silenced_until)}" if one.silenced_until else ""
        if one.over:
            told.append(f"over      {one.name}: has ended; Grafana removes it from its list within 5 minutes")
            continue
        told.append(f"{one.severity or 'alert':<9} {one.name}: {one.summary} (since {_local(one.since)}{quiet})")
    return told


def _local(time: str) -> str:
    from datetime import datetime  # noqa: PLC0415 - a verb pays only for what it uses

    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
