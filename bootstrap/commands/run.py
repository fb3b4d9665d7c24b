"""`run`: the engine alone, in this process."""

from typing import TYPE_CHECKING, Annotated

import typer

from bootstrap.commands.options import Config, Duration, Model, Prefix, Report, Source

if TYPE_CHECKING:
    from bootstrap.effective import Effective


def run(  # noqa: PLR0913 - one argument an option
    *,
    config: Config = None,
    source: Source = None,
    model: Model = None,
    headless: Annotated[  # noqa: ARG001 - accepted, so that the same options go to `up` and `run`
        bool, typer.Option("--headless", help="Has no effect: run never opens a window.")
    ] = False,
    report: Report = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Play files at their recorded speed instead of as fast as possible.")
    ] = False,
    duration: Duration = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    prefix: Prefix = None,
    stay: Annotated[bool, typer.Option("--stay", hidden=True)] = False,
    from_stdin: Annotated[bool, typer.Option("--from-stdin", hidden=True)] = False,
    ends_with: Annotated[int | None, typer.Option("--ends-with", hidden=True)] = None,
) -> int:
    """Run the engine without a window. At the end of a video it prints the report."""
    from bootstrap.effective import effective  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    if config is None and source is None and not from_stdin:
        raise UserError("nothing to run", "specify a configuration with --config or a video with --source")
    use(prefix)
    one = _handed_over() if from_stdin else effective(config, source, model)
    from bootstrap.running import Run, run_engine  # noqa: PLC0415 - loads OpenCV

    return run_engine(Run(one, realtime, stay, duration, report, json, parent=ends_with))


def _handed_over() -> "Effective":
    """What the process that starts this one wants to run, from a pipe that nobody else can read."""
    import sys  # noqa: PLC0415 - as above

    from bootstrap.effective import unpack  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    try:
        return unpack(sys.stdin.buffer.read().decode())
    except ValueError:
        raise UserError("no configuration received", "start it with: smart-intersection up") from None
