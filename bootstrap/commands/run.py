"""`run`: the engine alone, in this process."""

from dataclasses import replace
from typing import Annotated

import typer

from bootstrap.commands.options import Config, Duration, Model, Prefix, Report, Source


def run(  # noqa: PLR0913 - one argument an option
    *,
    config: Config = None,
    source: Source = None,
    model: Model = None,
    headless: Annotated[  # noqa: ARG001 - accepted, so that the same options go to `up` and `run`
        bool, typer.Option("--headless", help="Nothing changes: run never opens a window.")
    ] = False,
    report: Report = None,
    realtime: Annotated[bool, typer.Option("--realtime", help="Files at their own speed, not faster.")] = False,
    duration: Duration = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    prefix: Prefix = None,
) -> int:
    """Run the engine until its videos end, then print the report."""
    from bootstrap.effective import effective, settings  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from bootstrap.running import Run, run_engine  # noqa: PLC0415 - loads OpenCV
    from core.errors import UserError  # noqa: PLC0415 - as above

    if config is None and source is None:
        raise UserError("nothing to run", "name a configuration with --config or a video with --source")
    use(prefix)
    chosen = settings(effective(config, source, model))
    asked = Run(chosen, realtime=realtime, duration=duration, report=report, json=json)
    return run_engine(replace(asked, config=config, source=source, model=model))
