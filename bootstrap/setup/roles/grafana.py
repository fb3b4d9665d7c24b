"""The dashboards: Grafana on loopback, its data source, dashboards and alert rules from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Role
from bootstrap.grafana import ini, provisioning
from bootstrap.grafana.account import ServiceToken
from bootstrap.grafana.admin import AdminPassword
from bootstrap.grafana.alerting import contacts
from bootstrap.grafana.alerting.taken import AlertRules
from bootstrap.grafana.alerting.told import Contacts, KeptPolicy
from bootstrap.grafana.condition import Condition
from bootstrap.grafana.content import Dashboards, Datasource
from bootstrap.grafana.database import Database
from bootstrap.grafana.own import checked
from bootstrap.grafana.site import APP_TOKEN, PASSWORD, SECRET_KEY, SETUP_TOKEN, USER, Site
from bootstrap.services.spec import HttpProbe, Policy, ServiceSpec
from bootstrap.setup.owners import own_yaml
from bootstrap.setup.resources import DataVersion, Directory, OldVersions, Port, Release, Secret, Service, TextFile
from bootstrap.setup.roles import evidence, influxdb
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.resource import Resource
    from bootstrap.grafana.alerting.limits import Limits
    from bootstrap.setup.context import Context

NAME: Final = "grafana"
PORT: Final = 3000
HOST: Final = "127.0.0.1"
ASSETS: Final = Path(__file__).resolve().parents[3] / "assets" / "grafana"
# One program with verbs since 9.3.6 (grafana/grafana#62443); before, one for each verb.
_RELEASE: Final = Release(NAME, ("grafana", "grafana.exe", "grafana-server", "grafana-server.exe"))
# Its first start makes the database, which takes minutes on a slow disk.
_POLICY: Final = Policy(start_seconds=240, stop_seconds=20)
_SOURCE: Final = "influxdb.yaml"
RULES: Final = "smart-intersection.yaml"
_CONTACTS: Final = "smart-intersection-contacts.yaml"
_KINDS: Final = ("datasources", "dashboards", "alerting", "plugins", "notifiers")
_README: Final = """\
Yours: setup makes this folder and never changes what is in it.
grafana.ini   settings of Grafana, added to ours
alerts.yaml   thresholds of alerts and who is told: see docs/dashboards.md
Your own provisioning files go beside ours in provisioning/; setup leaves them alone, too.
Run setup after a change: it restarts Grafana with it.
"""


def _resources(context: Context) -> Iterator[Resource]:
    layout = context.layout
    config = layout.config(NAME)
    yield DataVersion(_RELEASE, "Grafana migrates its database on upgrade and cannot go back")
    yield _RELEASE
    folders = (layout.data(NAME), config / "conf.d", config / "dashboards")
    for folder in (layout.secrets, layout.logs, config, config / "provisioning", *folders):
        yield Directory(folder, 0o700)
    yield from (Directory(config / "provisioning" / kind, 0o700) for kind in _KINDS)
    yield TextFile(config / "conf.d" / "README", _README)
    yield Secret(PASSWORD)
    _tell_of_lost_key(context)
    yield Secret(SECRET_KEY)
    yield from _files(context)
    yield Port(NAME, context.port(NAME, PORT))
    yield Condition(NAME, _database(context))
    yield Service(lambda: _spec(context), NAME)
    yield from _content(context)
    yield OldVersions(_RELEASE)


def _files(context: Context) -> Iterator[Resource]:
    config = context.layout.config(NAME)
    given = config / "provisioning"
    yield TextFile(config / "grafana.ini", lambda: _ini(context), 0o600)
    yield TextFile(given / "datasources" / _SOURCE, lambda: _datasource(context), 0o600)
    provider = provisioning.dashboards(config / "dashboards")
    yield TextFile(given / "dashboards" / RULES, provider, 0o600, title=f"dashboards/{RULES}")
    for path in sorted((ASSETS / "dashboards" / context.language).glob("*.json")):
        yield TextFile(config / "dashboards" / path.name, _board(context, path.read_text("utf-8")))
    yield from _alerting(context, given / "alerting")


def _board(context: Context, text: str) -> str:
    """A dashboard's file as this installation needs it."""
    from bootstrap.grafana.board_file import (  # noqa: PLC0415 - who only looks at roles must not load all scenes
        with_evidence,
        with_pictures,
        with_retention,
        with_timezone,
    )
    from bootstrap.grafana.views import views  # noqa: PLC0415 - as above
    from bootstrap.setup.zone import timezone  # noqa: PLC0415 - as above

    kept = with_retention(text, influxdb.retention(context).raw_days)
    drawn = with_pictures(with_timezone(kept, timezone(context)), views(paths.runtime_dir()))
    return with_evidence(drawn, evidence.url(context))


def _alerting(context: Context, folder: Path) -> Iterator[Resource]:
    own = context.layout.config(NAME) / "conf.d"
    limits = _limits(context)
    if limits.email and ini.own(own / "grafana.ini").get("smtp", {}).get("enabled") != "true":
        context.tell(Note("no alert e-mails are sent: set [smtp] enabled = true in Grafana's conf.d/grafana.ini"))
    yield TextFile(folder / RULES, _written_rules(context), title=f"alerting/{RULES}")
    told = folder / _CONTACTS
    before = told.read_text("utf-8") if told.is_file() else ""
    if contacts.wanted(limits) and not before:
        yield KeptPolicy(_site(context), own.parent)
    if before or contacts.wanted(limits):  # a webhook's address often holds a secret
        yield TextFile(told, contacts.render(limits, before), 0o600, private=True)


def _version(context: Context) -> str:
    return _RELEASE.artifact(context).version


def _written_rules(context: Context) -> str:
    from bootstrap.grafana.alerting import rules  # noqa: PLC0415 - who only looks at roles must not load the settings

    return rules.render(*_rules(context))


def _wanted_rules(context: Context) -> dict[str, dict[str, Any]]:
    from bootstrap.grafana.alerting import rules  # noqa: PLC0415 - who only looks at roles must not load the settings

    return rules.wanted(*_rules(context))


def _rules(context: Context) -> tuple[str, Limits, str, str]:
    return influxdb.BUCKET, _limits(context), _version(context), context.language


def _limits(context: Context) -> Limits:
    from bootstrap.grafana.alerting.limits import Limits  # noqa: PLC0415 - who only looks at roles must not load the settings

    return own_yaml(context.layout.config(NAME) / "conf.d" / "alerts.yaml", Limits)


def _content(context: Context) -> Iterator[Resource]:
    """What Grafana makes of it."""
    where, database = _site(context), _database(context)
    config = context.layout.config(NAME)
    given = config / "provisioning"

    def service() -> ServiceSpec:
        return _spec(context)

    yield AdminPassword(where, service, lambda: _call(context, "cli"), database)
    yield ServiceToken(where, SETUP_TOKEN, "Admin", database)
    yield ServiceToken(where, APP_TOKEN, "Editor", database)
    settings = provisioning.settings(influxdb.ORG, influxdb.BUCKET)
    yield Datasource(where, service, influxdb.site(context).url, settings, given / "datasources" / _SOURCE)
    yield Dashboards(where, service, config / "dashboards", given / "dashboards" / RULES)
    yield AlertRules(where, service, lambda: _wanted_rules(context))
    if (given / "alerting" / _CONTACTS).is_file():
        yield Contacts(where, service, given / "alerting" / _CONTACTS)


def _site(context: Context) -> Site:
    return Site(f"http://{HOST}:{context.port(NAME, PORT)}")


def _database(context: Context) -> Database:
    return Database(context.layout.data(NAME) / "grafana.db")


def _tell_of_lost_key(context: Context) -> None:
    """Grafana cannot read what it has encrypted with another key; ours is provisioned anew, the owner's is not."""
    if context.secrets.get(SECRET_KEY) is None and _database(context).path.is_file():
        context.tell(
            Note(
                "the key with which Grafana encrypts passwords was lost: enter the passwords of your own data sources "
                "and contact points in Grafana again"
            )
        )


def _ini(context: Context) -> str:
    config, data, home = context.layout.config(NAME), context.layout.data(NAME), _home(context)
    bundled = home / "data" / "plugins-bundled"  # from 13.2 on the InfluxDB plugin is there, found only if named
    secret = context.secrets.path
    ours: ini.Sections = {
        "paths": {
            "data": ini.quoted(data),
            "logs": ini.quoted(context.layout.logs / NAME),
            "plugins": ini.quoted(data / "plugins"),
            "provisioning": ini.quoted(config / "provisioning"),
            **({"bundled_plugins": ini.quoted(bundled)} if bundled.is_dir() else {}),
        },
        "server": {"protocol": "http", "http_port": str(context.port(NAME, PORT))},
        "security": {
            "admin_user": USER,
            "admin_password": ini.from_file(secret(PASSWORD)),
            "secret_key": ini.from_file(secret(SECRET_KEY)),
        },
    }
    own = checked(config / "conf.d" / "grafana.ini", context)
    # Last, so that nobody opens it to the network by a line in conf.d.
    last = {"server": {"http_addr": HOST}}
    return ini.render(ini.merge(ours, ini.ALWAYS, own, last))


def _datasource(context: Context) -> str:
    token = context.secrets.path(influxdb.token("grafana"))
    if not (context.check or token.is_file()):
        raise UserError("InfluxDB has not issued a token for Grafana yet", "run setup for influxdb as well")
    return provisioning.datasource(influxdb.site(context).url, influxdb.ORG, influxdb.BUCKET, token)


def _home(context: Context) -> Path:
    """The release's top folder: `bin/grafana` and `conf/defaults.ini` are in it."""
    program = _RELEASE.program(context)
    home = program.parent.parent
    if _RELEASE.folder(context).is_dir() and not (home / "conf" / "defaults.ini").is_file():
        raise UserError(f"conf/defaults.ini not found in {home}", "unexpected archive content")
    return home


def _options(context: Context) -> list[str]:
    return ["--homepath", str(_home(context)), "--config", str(context.layout.config(NAME) / "grafana.ini")]


def _call(context: Context, verb: Literal["server", "cli"]) -> list[str]:
    program = _RELEASE.program(context)
    if program.stem.lower() == "grafana":
        return [str(program), verb, *_options(context)]
    return [str(program.with_name(program.name.replace("server", verb))), *_options(context)]


def _spec(context: Context) -> ServiceSpec:
    config = context.layout.config(NAME)
    port = context.port(NAME, PORT)
    # Alert rules are read at start only, and a token is taken out of its file then.
    given = sorted(path for kind in _KINDS for path in (config / "provisioning" / kind).glob("*.yaml"))
    # An argument, too: a GF_SERVER_HTTP_ADDR in somebody's environment would be stronger than the file.
    return ServiceSpec(
        name=NAME,
        title="Grafana dashboards",
        command=[
            *_call(context, "server"),
            *(f"cfg:server.http_addr={HOST}", f"cfg:server.http_port={port}"),
        ],
        inputs=[
            *(config / "grafana.ini", *given),
            *(context.secrets.path(influxdb.token("grafana")), context.secrets.path(SECRET_KEY)),
        ],
        ready=HttpProbe(url=f"http://{HOST}:{port}/api/health", key="database", value="ok"),
        env={"GOGC": "50", "GOMEMLIMIT": "80MiB"},  # measured on 9.3.2: a tenth less memory, nothing slower
        after=[influxdb.NAME],  # it reads from it: at a boot its alerts would find nobody there
        policy=_POLICY,
    )


def _profile(context: Context) -> dict[str, Any]:
    return {"app": {"grafana": {"url": f"http://{HOST}:{context.port(NAME, PORT)}"}}}


ROLE = Role(
    NAME,
    _resources,
    requires=(influxdb.NAME,),
    profile=_profile,
    login=(USER, PASSWORD),
    ports={NAME: PORT},
)
