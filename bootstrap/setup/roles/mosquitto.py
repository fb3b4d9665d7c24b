"""The MQTT broker: loopback only unless asked, a password and rights of its own for each client.

With --tls HOST it also listens for other machines, encrypted, under a certificate that setup makes and renews.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.resource import Role
from bootstrap.services.spec import MqttProbe, ServiceSpec
from bootstrap.setup import mosquitto_passwords
from bootstrap.setup.handout import MACHINE_USER, PREFIX
from bootstrap.setup.resources import (
    Certificate,
    Directory,
    OldVersions,
    Package,
    Port,
    Probe,
    Program,
    Release,
    Secret,
    Service,
    TextFile,
    Unpacked,
    kept,
)
from core.scrub import MASK
from core.site_names import SELFTEST
from core.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.resource import Resource
    from bootstrap.setup.context import Context

NAME: Final = "mosquitto"
PORT: Final = 1883
TLS: Final = "mosquitto-tls"  # the second listener's name in --port
TLS_PORT: Final = 8883
MACHINES: Final = "machines"  # names of other machines that are let in, among the notes
HOST: Final = "127.0.0.1"
#: Levels that the broker's own engine uses: no other machine's site may be called so.
RESERVED: Final = frozenset({*TOPICS.values(), "status", "cameras", SELFTEST})
_EMPTY: Final = "00-empty.conf"  # on Windows, Mosquitto does not start with an include_dir that has no *.conf
_CA_KEY: Final = "mqtt-ca-key"
# What each client may do; a client without lines may only connect.
_RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    "engine": (f"topic write {PREFIX}/#", "topic read signals/#"),
    "app": (f"topic read {PREFIX}/#",),
    "ingest": (f"topic read {PREFIX}/#", "topic read $SYS/broker/version"),
    "signals": ("topic write signals/#",),
    "probe": (),
}
# From 2.0 on: version 5 of MQTT, hashes of passwords as we write them, limits of a queue in bytes.
_PROBE: Final = Probe(("-h",), r"mosquitto version (\d\S*)", "2.0")
_PROGRAM: Final = Program(Unpacked(NAME, _PROBE), Package(NAME, {"apt": "mosquitto", "brew": "mosquitto"}, _PROBE))
_RELEASE: Final = Release(NAME, ("mosquitto.exe",))

_CONF: Final = """\
# Written by setup; the next run writes it anew. Your own settings go into conf.d/*.conf beside this file and stay.
per_listener_settings false
listener {port} {host}
allow_anonymous false
password_file {config}/passwords
acl_file {config}/acl
persistence true
persistence_location {data}/
autosave_interval 30
# For a client that is away (ingest): messages are kept until one of the two is reached, what comes then is dropped. Not
# 0 for "no limit": with it 2.0 throws a client out that publishes what it may not. Nobody comes back after two weeks.
max_queued_messages 1000000
max_queued_bytes 500000000
persistent_client_expiration 14d
# Ten times as large as any event: whoever may publish could else have the broker keep 256 MB of each message.
message_size_limit 2000000
log_dest stderr
log_type error
log_type warning
log_type notice
log_timestamp_format %Y-%m-%dT%H:%M:%S
{user}{tls}include_dir {config}/conf.d
"""
_TLS: Final = """\
listener {port}
certfile {config}/tls/server.crt
keyfile {config}/tls/server.key
tls_version tlsv1.2
"""
_README: Final = """\
Yours: setup makes this folder and never changes what is in it.
*.conf       settings for mosquitto, read after ours
acl          lines appended to the access rights
passwords    lines appended to the password file, as mosquitto_passwd writes them
Run setup after a change: it restarts the broker with it.
"""


def secret(name: str) -> str:
    """Name of a client's secret."""
    return f"mqtt-{name}"


def machines(context: Context) -> list[str]:
    """Other machines that are let in."""
    return sorted(context.notes.section(MACHINES))


def user(machine: str) -> str:
    """What another machine logs in as."""
    return f"{MACHINE_USER}{machine}"


def site_of(context: Context, machine: str) -> str:
    """The one site that a machine may speak for; where none was named, it is called as the machine."""
    noted = context.notes.get(MACHINES, machine)
    return noted if isinstance(noted, str) else machine


def _rights(context: Context) -> dict[str, tuple[str, ...]]:
    """Of all clients, by user; another machine may speak for its own site alone."""
    return {**_RIGHTS, **{user(machine): _speaks_for(site_of(context, machine)) for machine in machines(context)}}


def _speaks_for(site: str) -> tuple[str, ...]:
    return f"topic write {PREFIX}/{site}/#", "topic read signals/#"


def _resources(context: Context) -> Iterator[Resource]:
    layout = context.layout
    config, port = layout.config(NAME), context.port(NAME, PORT)
    yield _RELEASE if context.facts.system == "windows" else _PROGRAM
    yield Directory(layout.secrets, 0o700)
    yield Directory(layout.logs, 0o700)
    yield Directory(config, 0o700)
    yield Directory(config / "conf.d", 0o700)
    yield Directory(layout.data(NAME), 0o700)
    yield TextFile(config / "conf.d" / "README", _README)
    if context.facts.system == "windows":
        yield TextFile(config / "conf.d" / _EMPTY, "# Empty: on Windows, Mosquitto needs a *.conf in this folder.\n")
    yield from (Secret(secret(name)) for name in _rights(context))
    yield TextFile(
        config / "passwords", lambda: _passwords(context), 0o600, lambda text: _fits(text, context), private=True
    )
    yield TextFile(config / "acl", lambda: _acl(context), 0o600)
    if context.tls_hosts:
        yield Directory(config / "tls", 0o700)
        yield Certificate(config / "tls", _CA_KEY, context.tls_hosts)
        yield from kept(context, _CA_KEY)
    yield TextFile(config / "mosquitto.conf", lambda: _conf(context, port), 0o600)
    yield Port(NAME, port)
    if context.tls_hosts:
        yield Port(NAME, context.port(TLS, TLS_PORT), TLS, everywhere=True)
    yield Service(lambda: _spec(context, port), NAME)
    yield OldVersions(_RELEASE if context.facts.system == "windows" else _PROGRAM)


def _start(context: Context) -> tuple[list[str], Path | None, dict[str, str]]:
    """Command, folder and environment of the program."""
    if context.facts.system == "windows":
        return [str(_RELEASE.program(context))], None, {}
    return _PROGRAM.start(context)


def _conf(context: Context, port: int) -> str:
    # Started by root it would become the user 'mosquitto', who may not read this installation.
    user = "" if context.facts.system == "windows" else f"user {context.facts.user}\n"
    config, data = context.layout.config(NAME), context.layout.data(NAME)
    tls = _TLS.format(port=context.port(TLS, TLS_PORT), config=config.as_posix()) if context.tls_hosts else ""
    return _CONF.format(port=port, host=HOST, config=config.as_posix(), data=data.as_posix(), user=user, tls=tls)


def _acl(context: Context) -> str:
    rights = {name: lines for name, lines in _rights(context).items() if lines}
    blocks = [f"user {name}\n" + "".join(f"{line}\n" for line in lines) for name, lines in rights.items()]
    own = _own(context.layout.config(NAME), "acl", "\n")
    return "# Written by setup; add your own clients in conf.d/acl.\n\n" + "\n".join(blocks) + own


def _users(context: Context) -> dict[str, str]:
    return {name: context.secrets.get(secret(name)) or MASK for name in _rights(context)}


def _passwords(context: Context) -> str:
    return mosquitto_passwords.render(_users(context), _own(context.layout.config(NAME), "passwords"))


def _fits(text: str, context: Context) -> bool:
    return mosquitto_passwords.fits(text, _users(context), _own(context.layout.config(NAME), "passwords"))


def _own(config: Path, name: str, before: str = "") -> str:
    """What the owner adds."""
    path = config / "conf.d" / name
    text = path.read_text("utf-8").strip() if path.is_file() else ""
    return f"{before}{text}\n" if text else ""


def _spec(context: Context, port: int) -> ServiceSpec:
    config = context.layout.config(NAME)
    command, folder, environment = _start(context)
    files = [config / name for name in ("mosquitto.conf", "passwords", "acl", "tls/server.crt")]
    return ServiceSpec(
        name=NAME,
        title="Mosquitto MQTT broker",
        command=[*command, "-c", str(config / "mosquitto.conf")],
        inputs=[*files, *sorted((config / "conf.d").glob("*.conf"))],
        env=environment,
        cwd=folder,
        stop_event="mosq{pid}_shutdown",
        ready=MqttProbe(port=port, username="probe", password_file=context.secrets.path(secret("probe"))),
    )


def _profile(context: Context) -> dict[str, Any]:
    where = {"host": HOST, "port": context.port(NAME, PORT)}
    return {
        "telemetry": {"mqtt": _client(context, where, "engine")},
        "app": {"mqtt": _client(context, where, "app")},
    }


def _client(context: Context, where: dict[str, Any], name: str) -> dict[str, Any]:
    return {**where, "username": name, "password_file": str(context.secrets.path(secret(name)))}


ROLE = Role(NAME, _resources, profile=_profile, login=("app", secret("app")), ports={NAME: PORT, TLS: TLS_PORT})
