"""`export`: tables for spreadsheets and other programs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bootstrap.commands.options import Config, Prefix

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.settings.sinks.influx import Influx

_NEVER: Final = 9e9  # year 2255


class What(StrEnum):
    """Tables there are."""

    counts = "counts"
    movements = "movements"
    speeds = "speeds"
    spot_speeds = "spot_speeds"
    occupancy = "occupancy"
    violations = "violations"
    performance = "performance"


class Form(StrEnum):
    """Kinds of files."""

    csv = "csv"
    xlsx = "xlsx"
    json = "json"


def export(  # noqa: PLR0913 - one argument an option
    what: Annotated[What, typer.Argument(help="Table to export.", show_default=False)],
    *,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Start, for example 2026-05-04 or 2026-05-04T07:00; the site's time zone unless given.",
            metavar="TIME",
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="End (exclusive), in the same format.", metavar="TIME")
    ] = None,
    bin_: Annotated[str, typer.Option("--bin", help="Bin length: 15m, 1h, 1d.", metavar="LENGTH")] = "15m",
    form: Annotated[Form, typer.Option("--format", help="File format.")] = Form.csv,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Output file. Default: standard output.", metavar="FILE")
    ] = None,
    journal: Annotated[
        Path | None, typer.Option(help="Journal to read. Default: this engine's journal.", metavar="FILE")
    ] = None,
    database: Annotated[
        bool, typer.Option("--database", help="Read from InfluxDB instead: data of all engines that write to it.")
    ] = False,
    config: Config = None,
    prefix: Prefix = None,
) -> int:
    """Export counts, movements, speeds, occupancy, violations or performance as a table.

    Times are in the site's time zone (`timezone` in the configuration, otherwise this machine's).

    Bins with recording gaps are marked as not complete.
    """
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from bootstrap.site_zone import site_zone  # noqa: PLC0415 - a verb pays only for what it uses
    from core import paths  # noqa: PLC0415 - as above
    from core.reports.bins import parse_bin  # noqa: PLC0415 - as above
    from core.reports.export import save  # noqa: PLC0415 - as above
    from core.reports.tables import Span  # noqa: PLC0415 - as above

    use(prefix)
    zone = site_zone(config)
    first, last = moment(start, "--from", zone), moment(end, "--to", zone)
    path = journal or paths.state_dir() / "journal.sqlite"
    where = _database(config) if database else None
    span = Span(path, first or 0.0, last or _NEVER, parse_bin(bin_), where, zone)
    written = save(what, span, form, output)
    if output is not None:
        typer.echo(f"{output}: {written:,} rows")
    return 0


def _database(config: Path | None) -> "Influx":
    """The one that the engine writes to, by this configuration, else the user's own, else as installed."""
    from bootstrap.database import find  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.layout import Layout, profile_path  # noqa: PLC0415 - as above
    from bootstrap.usual import usual  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    found = find(Layout(profile_path().parent), config or usual())
    if found is None:
        raise UserError("no database is configured", "omit --database, or use a --config with telemetry.influx")
    return found


def moment(text: str | None, option: str, zone: "tzinfo") -> float | None:
    """Seconds since the epoch; `zone` is meant where the text names none."""
    from datetime import datetime  # noqa: PLC0415 - a verb pays only for what it uses

    from core.errors import UserError  # noqa: PLC0415 - as above

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()
    except (ValueError, OverflowError, OSError):
        raise UserError(
            f"{option}: '{text}' is not a valid date or time", "use for example 2026-05-04 or 2026-05-04T07:00"
        ) from None
