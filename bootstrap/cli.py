"""The command line: verbs, and what an exit code means. Nothing heavy is imported before a verb needs it."""

import copy
import sys
from functools import partial
from typing import Final

import typer

from bootstrap import entry, helped
from bootstrap.commands import (
    alerts,
    bundle,
    catalogue,
    config,
    doctor,
    export,
    ingest,
    licences,
    machines,
    options,
    regenerate,
    run,
    selftest,
    services,
    setup,
    status,
    telemetry,
    test,
    up,
)

#: Everything typer itself raises about options and arguments.
_UsageError: Final[type[Exception]] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException" and issubclass(base, Exception)
)

app = typer.Typer(
    help="Turns any camera at an intersection into trustworthy traffic data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback()(options.for_all)
app.command()(up.up)
app.command()(up.demo)
app.command()(up.dashboard)
app.command()(run.run)
app.command()(ingest.ingest)
app.command()(export.export)
app.add_typer(config.app, name="config")
app.command()(setup.setup)
app.command()(setup.repair)
app.command()(doctor.doctor)
app.command()(doctor.upgrade)
app.command()(selftest.selftest)
app.command()(setup.uninstall)
app.add_typer(services.app, name="services")
app.add_typer(services.secrets, name="secrets")
app.add_typer(machines.app, name="machines")
app.add_typer(telemetry.app, name="telemetry")
app.add_typer(alerts.app, name="alerts")
app.add_typer(bundle.app, name="bundle")
app.add_typer(catalogue.app, name="catalogue")
app.command()(status.status)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(test.test)
app.command()(licences.licences)
app.command(hidden=True)(regenerate.regenerate)
app.command()(status.version)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name; default: those of this process.

    Returns:
        0 done, 1 a camera failed or a check did not pass, 2 something for the user to mend, 130 interrupted.
    """
    return entry.run(partial(_called, arguments))


def _called(arguments: list[str] | None) -> int:
    try:
        words = sys.argv[1:] if arguments is None else arguments
        result = helped.command(_only(words[0]) if words else app)(
            args=arguments, prog_name="smart-intersection", standalone_mode=False
        )
    except _UsageError as error:
        return entry.refuse(_one_line(error))
    except typer.Abort:
        return 130
    return result if isinstance(result, int) else 0


def _only(verb: str) -> typer.Typer:
    """The command line with nothing but that verb: to make all of them ready takes longer than most looks do."""
    one = copy.copy(app)
    one.registered_commands = [known for known in app.registered_commands if _name(known) == verb]
    one.registered_groups = [known for known in app.registered_groups if known.name == verb]
    return one if one.registered_commands or one.registered_groups else app


def _name(known: typer.models.CommandInfo) -> str | None:
    return known.name or (known.callback.__name__ if known.callback else None)


def _one_line(error: BaseException) -> str:
    """Typer's sentence and where to read on; no arguments at all get the help instead."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "smart-intersection"
    text = " ".join(str(getattr(error, "format_message", error.__str__)()).split()).replace("Value error, ", "")
    return f"{text.rstrip('.')} — see '{command} --help'" if text else ""


if __name__ == "__main__":
    sys.exit(main())
