"""`status` and `version`."""

from typing import Annotated, Any

import typer


def status(*, json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> int:
    """Tell how the engine is; exit code 0 if it runs, 1 if not."""
    import json as json_module  # noqa: PLC0415 - the option has the same name

    from rich.console import Console  # noqa: PLC0415 - a verb pays only for what it uses

    from bootstrap.engine_process import is_alive  # noqa: PLC0415 - as above
    from bootstrap.table import report_table  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above
    from core.live import read_state  # noqa: PLC0415 - as above

    state: dict[str, Any] | None = read_state(paths.runtime_dir())
    alive = is_alive(state)
    if json:
        typer.echo(json_module.dumps({"alive": alive, "state": state}))
    elif state is None:
        typer.echo("the engine has never run here")
    else:
        typer.echo(f"engine: {'running' if alive else 'not running'} (process {state.get('pid')})")
        Console().print(report_table(state))
    return 0 if alive else 1


def version() -> int:
    """Print the version."""
    from importlib.metadata import version as installed  # noqa: PLC0415 - a verb pays only for what it uses

    typer.echo(f"smart-intersection {installed('smart-intersection')}")
    return 0
