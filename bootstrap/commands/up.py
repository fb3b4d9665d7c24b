"""`up`, `demo` and `dashboard`: the engine and, where there is a screen, the app beside it."""

from typing import Annotated

import typer

from bootstrap.commands.options import Config, Duration, Model, Prefix, Report, Source
from bootstrap.system_packages import has_screen

Headless = Annotated[bool, typer.Option("--headless", help="Show a live table in the terminal instead of the window.")]


def up(  # noqa: PLR0913 - one argument an option
    *,
    source: Source = None,
    model: Model = None,
    config: Config = None,
    headless: Headless = False,
    duration: Duration = None,
    report: Report = None,
    prefix: Prefix = None,
) -> int:
    """Start engine and dashboard. Without a display, show a live table in the terminal.

    Default: the configuration saved in the dashboard. Without one, the window asks for a source and the live table
    shows the simulator.
    """
    from bootstrap.effective import effective, settings  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above

    use(prefix)
    given = source is not None or config is not None or model is not None
    windowed = has_screen() and not headless
    if windowed:
        from bootstrap import screen  # noqa: PLC0415 - as above

        screen.prepare()
    if windowed and not given and duration is None and report is None:
        from bootstrap.window import open_usual  # noqa: PLC0415 - as above

        return open_usual()
    one = effective(config, source, model)
    chosen = settings(one)  # refuses what is wrong before anything starts
    if not windowed:
        from bootstrap.running import Run, is_simulated, lasts, run_engine  # noqa: PLC0415 - loads OpenCV

        if duration is None and report is None and lasts(chosen):
            from bootstrap.following import follow  # noqa: PLC0415 - as above

            return follow(one)
        return run_engine(Run(one, realtime=is_simulated(chosen), duration=duration, report=report))
    from bootstrap.window import Window, open_window  # noqa: PLC0415 - as above

    return open_window(Window(one, duration=duration, report=report, given=given))


def demo(
    *,
    model: Model = None,
    headless: Headless = False,
    duration: Duration = None,
    report: Report = None,
    prefix: Prefix = None,
) -> int:
    """Start with the simulated intersection."""
    return up(source="simulator", model=model, headless=headless, duration=duration, report=report, prefix=prefix)


def dashboard(*, prefix: Prefix = None) -> int:
    """Open the dashboard. Connects to a running engine, or starts one like `up`."""
    from core.errors import UserError  # noqa: PLC0415 - a verb pays only for what it uses

    if not has_screen():
        raise UserError("no display available to open a window", "use: smart-intersection up --headless")
    return up(prefix=prefix)
