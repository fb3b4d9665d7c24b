"""`config init|check|use-installed|show|schema`."""

from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from bootstrap.commands.options import Prefix, for_all

app = typer.Typer(help="Create, check and show configurations.", no_args_is_help=True)
app.callback()(for_all)
_File: TypeAlias = Annotated[Path, typer.Argument(help="Configuration file (YAML).", metavar="FILE")]
_Option: TypeAlias = Annotated[Path | None, typer.Option("--config", help="Same as FILE.", metavar="FILE")]
_DEFAULT = Path("intersection.yaml")


@app.command()
def init(
    file: _File = _DEFAULT,
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
    prefix: Prefix = None,
) -> int:
    """Create a commented example that works out of the box."""
    from bootstrap.example import EXAMPLE  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.plain import typed  # noqa: PLC0415 - as above
    from core.errors import UserError  # noqa: PLC0415 - as above

    try:
        with file.open("w" if force else "x", encoding="utf-8") as out:
            out.write(EXAMPLE)
    except FileExistsError:
        raise UserError(f"{file} already exists", "choose another file, or overwrite it with --force") from None
    except OSError as error:
        raise UserError(f"{file}: {error.strerror}", "choose another location") from None
    where = f" --prefix {typed(prefix)}" if prefix else ""
    typer.echo(f"created {file}; run it with: smart-intersection up --config {file}{where}")
    return 0


@app.command()
def check(file: _File = _DEFAULT, *, config: _Option = None, prefix: Prefix = None) -> int:
    """Check a configuration. Each error is reported with its line, key and fix."""
    from bootstrap.profile import use  # noqa: PLC0415 - a verb pays only for what it uses
    from core.settings import load  # noqa: PLC0415 - as above

    use(prefix)
    settings = load(config or file)
    number = len(settings.cameras)
    typer.echo(f"{config or file}: valid, {number} camera{'s' if number > 1 else ''}")
    _tell_route(config or file)
    return 0


def _tell_route(file: Path) -> None:
    """Where events of this configuration would go past what is installed; no mistake, but seldom meant."""
    from bootstrap import route  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.layout import Layout, profile_path  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above

    way = route.find(Layout(profile_path().parent), paths.runtime_dir(), file)
    if way.problem:
        typer.echo(f"note: {way.problem}\n      → {way.remedy}")


@app.command(name="use-installed")
def use_installed(file: _File = _DEFAULT, *, config: _Option = None, prefix: Prefix = None) -> int:
    """Send events to the installed services: removes other destinations, keeps a .bak copy."""
    from bootstrap.engine_control import EngineControl  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.profile import use  # noqa: PLC0415 - as above
    from bootstrap.use_installed import mend_file  # noqa: PLC0415 - as above
    from core import paths  # noqa: PLC0415 - as above

    use(prefix)
    runtime = paths.runtime_dir()
    changed, engine = mend_file(config or file, runtime, EngineControl(runtime))
    done = "events now go to the services installed on this machine; previous version saved as .bak"
    typer.echo(f"{config or file}: {done if changed else 'no destinations configured; nothing to change'}")
    if engine:
        typer.echo("the engine was restarted and now sends its events there")
    return 0


@app.command()
def show(file: _File = _DEFAULT, *, config: _Option = None, prefix: Prefix = None) -> int:
    """Show the effective configuration, including defaults. Passwords are masked.

    With --prefix, it also shows the destinations of that installation where the configuration has none of its own.
    """
    from bootstrap.profile import use, with_profile  # noqa: PLC0415 - a verb pays only for what it uses
    from core.scrub import plain  # noqa: PLC0415 - as above
    from core.settings import load  # noqa: PLC0415 - as above

    use(prefix)
    settings = load(config or file)
    values = (with_profile(settings) if prefix else settings).model_dump(mode="json", exclude_none=True)
    text = _written(values, escaped=False)
    typer.echo(text if plain(text) == text else _written(values, escaped=True), nl=False)
    return 0


def _written(values: dict[str, Any], *, escaped: bool) -> str:
    """As YAML; what is not ASCII is `escaped` where some of it would steer the terminal, and says the same."""
    import yaml  # noqa: PLC0415 - as above

    form: dict[str, Any] = {"sort_keys": False, "default_flow_style": None, "width": 110}
    return str(yaml.safe_dump(values, allow_unicode=not escaped, **form))


@app.command()
def schema() -> int:
    """Print the JSON Schema, for completion and validation in editors."""
    import json  # noqa: PLC0415 - a verb pays only for what it uses

    from core.settings import json_schema  # noqa: PLC0415 - as above

    typer.echo(json.dumps(json_schema(), indent=2))
    return 0
