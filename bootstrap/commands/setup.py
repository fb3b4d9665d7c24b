"""`setup`, `repair` and `uninstall`."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias, TypedDict

import typer

from bootstrap.commands.installation import (
    Json,
    Language,
    Prefix,
    Progress,
    Steps,
    Yes,
    catalogue_file,
    hosts,
    layout_of,
    mirror_address,
    named,
    pairs,
    perform,
    ports,
)
from bootstrap.plain import typed

if TYPE_CHECKING:
    from bootstrap.converge.report import Report
    from bootstrap.layout import Layout
    from bootstrap.setup.context import Context

Check: TypeAlias = Annotated[bool, typer.Option("--check", help="Change nothing; show what would change.")]
Diff: TypeAlias = Annotated[bool, typer.Option("--diff", help="Show the differences in files.")]
Only: TypeAlias = Annotated[
    str | None, typer.Option(help="Only these services, separated by commas.", metavar="NAME[,NAME]")
]
Ports: TypeAlias = Annotated[
    list[str] | None, typer.Option("--port", help="Use another port for a service.", metavar="NAME=PORT")
]
Versions: TypeAlias = Annotated[
    list[str] | None, typer.Option("--version", help="Use another version of a product.", metavar="NAME=VERSION")
]
Catalogue: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        help="Use another release catalogue; 'off' returns to the built-in one.",
        envvar="SMART_INTERSECTION_CATALOGUE",
        metavar="FILE",
    ),
]
Mirror: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Download from this mirror; 'off' returns to the official download sites.",
        envvar="SMART_INTERSECTION_MIRROR",
        metavar="URL",
    ),
]

Offline: TypeAlias = Annotated[
    Path | None, typer.Option(help="Install from a bundle, without network access.", metavar="BUNDLE")
]

Authority: TypeAlias = Annotated[
    Path | None, typer.Option(help="CA certificate that signed the server's certificate (PEM).", metavar="FILE")
]
Secret: TypeAlias = Annotated[Path | None, typer.Option(help="File with the credential.", metavar="FILE")]
Reading: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="File with a read token, if the other token is write-only.", metavar="FILE"),
]


class _How(TypedDict):
    check: bool
    diff: bool
    yes: bool
    json: bool
    progress: Progress


class _Source(TypedDict):
    catalogue: Path | None
    mirror: str | None


class Place(Enum):
    """Where the services are."""

    local = "local"
    remote = "remote"
    embedded = "embedded"


Tls: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Let other machines connect to the broker over TLS under this name; 'off' disables it.", metavar="HOST"
    ),
]
Profile: TypeAlias = Annotated[
    Place | None,
    typer.Option(
        help="'local': services on this machine (default); 'remote': on other servers; 'embedded': only those built "
        "into the engine.",
        metavar="PROFILE",
    ),
]


def setup(  # noqa: PLR0913 - one parameter an option
    *,
    prefix: Prefix = None,
    only: Only = None,
    port: Ports = None,
    version: Versions = None,
    catalogue: Catalogue = None,
    mirror: Mirror = None,
    offline: Offline = None,
    profile: Profile = None,
    join: Annotated[
        Path | None,
        typer.Option(
            help="Connect to another machine's broker: the file created there by 'machines add'.", metavar="FILE"
        ),
    ] = None,
    mqtt: Annotated[str, typer.Option(help="Remote broker: mqtts://USER@HOST:PORT.", metavar="URL")] = "",
    mqtt_password_file: Secret = None,
    mqtt_ca_file: Authority = None,
    influx: Annotated[str, typer.Option(help="Remote InfluxDB: https://HOST:PORT.", metavar="URL")] = "",
    influx_org: Annotated[str, typer.Option(help="InfluxDB organization.", metavar="NAME")] = "",
    influx_bucket: Annotated[str, typer.Option(help="InfluxDB bucket.", metavar="NAME")] = "",
    influx_token_file: Secret = None,
    influx_read_token_file: Reading = None,
    influx_ca_file: Authority = None,
    tls: Tls = None,
    keyring: Annotated[
        bool | None,
        typer.Option(
            "--keyring/--no-keyring", help="Store administrative secrets in the system keyring instead of files."
        ),
    ] = None,
    adopt: Annotated[
        bool | None,
        typer.Option(
            "--adopt/--no-adopt", help="Use the Mosquitto installed on this machine instead of one of its own (Linux)."
        ),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(help="Language of dashboards and alerts. Default: that of the first setup, or the user's."),
    ] = None,
    allow_downgrade: Annotated[
        bool, typer.Option("--allow-downgrade", help="Allow a version older than the one that wrote the data.")
    ] = False,
    shorten_retention: Annotated[
        bool,
        typer.Option(
            "--shorten-retention", help="Allow a shorter retention than the database has; deletes older data."
        ),
    ] = False,
    preflight: Annotated[
        bool, typer.Option("--preflight", help="Check requirements only: ports, disk space, network.")
    ] = False,
    check: Check = False,
    diff: Diff = False,
    yes: Yes = False,
    json: Json = False,
    progress: Steps = Progress.text,
    command: Annotated[str, typer.Option(hidden=True)] = "setup",
) -> int:
    """Install, configure and start the services. Run it again at any time to repair them."""
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.run import setup as run  # noqa: PLC0415 - as above

    remote = {
        "join": join,
        "mqtt": mqtt,
        "mqtt-password-file": mqtt_password_file,
        "mqtt-ca-file": mqtt_ca_file,
        "influx": influx,
        "influx-org": influx_org,
        "influx-bucket": influx_bucket,
        "influx-token-file": influx_token_file,
        "influx-read-token-file": influx_read_token_file,
        "influx-ca-file": influx_ca_file,
    }
    choices = Choices(
        ports=ports(port),
        versions=pairs(version, "VERSION"),
        catalogue=catalogue_file(catalogue),
        mirror=mirror_address(mirror),
        bundle=offline,
        profile="remote" if join else profile.value if profile else "",
        tls=hosts(tls),
        keyring=keyring,
        adopt=adopt,
        language=language.value if language else "",
        downgrade=allow_downgrade,
        shorten=shorten_retention,
        remote={key: str(value) for key, value in remote.items() if value},
    )
    names = named(only)
    if preflight:
        from bootstrap.setup.preflight import preflight as look  # noqa: PLC0415 - as above

        return perform(look, layout_of(prefix), choices, check=True, json=json, progress=progress)
    how: _How = {"check": check, "diff": diff, "yes": yes, "json": json, "progress": progress}
    layout = layout_of(prefix)
    code = perform(lambda context: run(context, names, command), layout, choices, **how)
    if code == 0 and not (check or json or progress is Progress.json):
        _tell_next(layout, f" --prefix {typed(layout.prefix)}" if prefix else "")
    return code


def _tell_next(layout: Layout, prefix: str) -> None:
    """What a person does with what is there now."""
    from bootstrap.setup.roles import grafana  # noqa: PLC0415 - a verb pays only for what it uses
    from core.plain_files import plain_text, plain_yaml  # noqa: PLC0415 - as above

    found = plain_yaml(plain_text(layout.profile)) if layout.profile.is_file() else {}
    place = found.get("app", {}).get(grafana.NAME, {}).get("url")
    if place and grafana.ROLE.login:
        user, secret = grafana.ROLE.login
        typer.echo(f"\nDashboards: {place} — user {user}, password: smart-intersection secrets show {secret}{prefix}")
    typer.echo(f"Next: smart-intersection up{prefix} --source VIDEO-OR-CAMERA")


def repair(  # noqa: PLR0913 - as above
    *,
    prefix: Prefix = None,
    only: Only = None,
    catalogue: Catalogue = None,
    mirror: Mirror = None,
    diff: Diff = False,
    yes: Annotated[bool, typer.Option("--yes/--ask", "-y", help="Do not ask for confirmation.")] = True,
    json: Json = False,
) -> int:
    """Repair the installation: same as setup, with the options chosen then."""
    source: _Source = {"catalogue": catalogue, "mirror": mirror}
    return setup(prefix=prefix, only=only, **source, diff=diff, yes=yes, json=json, command="repair")


def uninstall(
    *,
    prefix: Prefix = None,
    purge: Annotated[bool, typer.Option("--purge", help="Also remove stored data and secrets.")] = False,
    check: Check = False,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Stop and remove the services. Stored data is kept unless --purge is given."""
    from bootstrap.setup.context import Choices  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.uninstall import uninstall as run  # noqa: PLC0415 - as above

    def go(context: Context) -> Report:
        return run(context, purge=purge)

    return perform(go, layout_of(prefix), Choices(), check=check, yes=yes, json=json)
