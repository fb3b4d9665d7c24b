"""`run`: the engine alone, in this process."""

from contextlib import nullcontext
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
    kept: Annotated[bool, typer.Option("--kept", hidden=True)] = False,
    ends_with: Annotated[int | None, typer.Option("--ends-with", hidden=True)] = None,
) -> int:
    """Run the engine without a window. At the end of a video it prints the report."""
    from bootstrap.effective import effective  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from core import decoders  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    if config is None and source is None and not (from_stdin or kept):
        raise UserError("nothing to run", "specify a configuration with --config or a video with --source")
    use(prefix)
    one = _last() if kept else _handed_over() if from_stdin else effective(config, source, model)
    with decoders.begun_ahead(simulator="simulator:" in one.text) if kept else nullcontext():  # to count again soon
        from bootstrap.running import Run, run_engine  # noqa: PLC0415 - loads OpenCV, in the meantime

        how = Run(one, realtime, stay, duration, report, json, parent=ends_with, kept=kept)
        return run_engine(how)


def _last() -> "Effective":
    """What ran last, or is kept to be run next."""
    from bootstrap.engine_control import beginning  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above

    return beginning(paths.runtime_dir(), None)


def _handed_over() -> "Effective":
    """What the process that starts this one wants to run, from a pipe that nobody else can read."""
    import sys  # noqa: PLC0415 - as above

    from bootstrap.effective import unpack  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    try:
        return unpack(sys.stdin.buffer.read().decode())
    except ValueError:
        raise UserError("no configuration received", "start it with: smart-intersection up") from None
