"""The time series: InfluxDB 2 on loopback, with an organization, two buckets and a token for each client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from bootstrap.converge.resource import Role
from bootstrap.influx.flux import SUFFIX
from bootstrap.influx.names import OPERATOR, PASSWORD, USER
from bootstrap.influx.own import check
from bootstrap.services.spec import HttpProbe, Policy, ServiceSpec
from bootstrap.setup.owners import Retention, own_yaml
from bootstrap.setup.resources import (
    DataVersion,
    Directory,
    OldVersions,
    Port,
    Release,
    Secret,
    Service,
    TextFile,
    kept,
)
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.resource import Resource
    from bootstrap.influx.site import Site
    from bootstrap.setup.context import Context

NAME: Final = "influxdb"
PORT: Final = 8086
HOST: Final = "127.0.0.1"
ORG: Final = "smart-intersection"
BUCKET: Final = "traffic"
_RELEASE: Final = Release(NAME, ("influxd", "influxd.exe"))
_DAY: Final = 86_400
_WEEK, _QUARTER = 7 * _DAY, 90 * _DAY
_MB: Final = 1 << 20
# Measured on 2.9.1 with two years of data beside Grafana (docs/setup.md): less memory, boards of 30 days a third
# slower. A query that needs too much is refused instead of filling the machine.
_FRUGAL: Final = {
    "storage-cache-snapshot-memory-size": 4 * _MB,
    "storage-max-concurrent-compactions": 1,
    "query-concurrency": 2,
    "query-queue-size": 256,
    "query-memory-bytes": 256 * _MB,
}
_FRUGAL_ENV: Final = {"GOGC": "50", "GOMEMLIMIT": "100MiB"}  # a goal, not a limit: beyond it influxd only gets slower
# A large store opens its shards one by one before it answers.
_POLICY: Final = Policy(start_seconds=180, stop_seconds=20)
_TASK: Final = "smart-intersection 15 minutes"
_HEADER: Final = "# Written by setup; the next run writes it anew. Your own settings go into conf.d/influxd.yaml.\n"
_README: Final = """\
Yours: setup makes this folder and never changes what is in it.
influxd.yaml     settings of influxd, added to ours: flat keys as in its documentation
retention.yaml   raw_days and downsampled_days: how long the two buckets keep data, in days
Run setup after a change: it makes it so.
"""


def site(context: Context) -> Site:
    """Our server."""
    from bootstrap.influx.site import Site  # noqa: PLC0415 - who only looks at roles must not load its client

    return Site(_url(context), ORG)


def _url(context: Context) -> str:
    return f"http://{HOST}:{context.port(NAME, PORT)}"


def token(client: str) -> str:
    """Name of a client's secret."""
    return f"{NAME}-{client}"


def retention(context: Context) -> Retention:
    """How long the owner wants data to be kept."""
    return own_yaml(context.layout.config(NAME) / "conf.d" / "retention.yaml", Retention)


def _resources(context: Context) -> Iterator[Resource]:
    from bootstrap.influx.site import new_token  # noqa: PLC0415 - as above

    layout, where = context.layout, site(context)
    config, data, port = layout.config(NAME), layout.data(NAME), context.port(NAME, PORT)
    yield DataVersion(_RELEASE, "older InfluxDB versions may not open it")
    yield _RELEASE
    for folder in (layout.secrets, layout.logs, config, config / "conf.d", data):
        yield Directory(folder, 0o700)
    yield TextFile(config / "conf.d" / "README", _README)
    yield Secret(OPERATOR, new_token)
    yield Secret(PASSWORD)
    yield from kept(context, OPERATOR, PASSWORD)
    yield TextFile(config / "config.yaml", lambda: _config(context), 0o600)
    yield Port(NAME, port)
    yield Service(lambda: _spec(context), NAME)
    yield from _content(context, where)
    yield OldVersions(_RELEASE)


def _content(context: Context, where: Site) -> Iterator[Resource]:
    """What is in the server."""
    from bootstrap.influx.access import Access  # noqa: PLC0415 - as above
    from bootstrap.influx.bucket import RetainedBucket  # noqa: PLC0415 - as above
    from bootstrap.influx.flux import downsample  # noqa: PLC0415 - as above
    from bootstrap.influx.organization import Organization, Password  # noqa: PLC0415 - as above
    from bootstrap.influx.stored import StoredData  # noqa: PLC0415 - as above
    from bootstrap.influx.task import ScheduledTask  # noqa: PLC0415 - as above
    from bootstrap.influx.token import ScopedToken  # noqa: PLC0415 - as above

    kept = retention(context)
    raw = kept.raw_days * _DAY
    bolt = context.layout.data(NAME) / "influxd.bolt"
    yield Access(where, (BUCKET, raw), lambda: _spec(context), bolt)
    yield Organization(where)
    yield Password(where)
    tokens = (_described("app"), _described("engine"))
    yield RetainedBucket(where, BUCKET, raw, "Events as they come", tokens, _WEEK)
    sums = "Sums and means of 15 minutes"
    days = "downsampled_days"
    yield RetainedBucket(where, BUCKET + SUFFIX, kept.downsampled_days * _DAY, sums, tokens, _QUARTER, days)
    for task, every, reach in ((_TASK, "15m", "2h"), (f"{_TASK}, what came late", "1d", f"{_late(kept)}d")):
        yield ScheduledTask(where, task, downsample(task, BUCKET, ORG, every, reach))
    yield ScopedToken(where, token("engine"), "write", (BUCKET, BUCKET + SUFFIX))
    for client in ("grafana", "app"):
        yield ScopedToken(where, token(client), "read", (BUCKET, BUCKET + SUFFIX))
    yield StoredData(where, BUCKET, raw, context.layout.data(NAME), context.layout.logs / f"{NAME}.log")


def _late(kept: Retention) -> int:
    """How many days back 15-minute values are made again, for what came late, such as a journal that was sent again.

    As far back as events are kept, but for the last day, of which some may have gone already.
    """
    return max(1, kept.raw_days - 1)


def _described(client: str) -> str:
    """How a client's token is described in the server."""
    return f"smart-intersection {token(client)}"


def _config(context: Context) -> str:
    """Only keys that exist: influxd says nothing about others."""
    data = context.layout.data(NAME)
    ours = {
        "bolt-path": (data / "influxd.bolt").as_posix(),
        "engine-path": (data / "engine").as_posix(),
        "sqlite-path": (data / "influxd.sqlite").as_posix(),
        "reporting-disabled": True,
        "hardening-enabled": True,
        "pprof-disabled": True,
        "log-level": "info",
        **_FRUGAL,
    }
    # Last, so that nobody opens it to the network by a line in conf.d: other machines come through the engine.
    address = f"{HOST}:{context.port(NAME, PORT)}"
    path = context.layout.config(NAME) / "conf.d" / "influxd.yaml"
    own = own_yaml(path)
    check(path, own, address, context)
    return _HEADER + yaml.safe_dump({**ours, **own, "http-bind-address": address}, sort_keys=False)


def _spec(context: Context) -> ServiceSpec:
    config = context.layout.config(NAME) / "config.yaml"
    # A flag, too: an INFLUXD_HTTP_BIND_ADDRESS in somebody's environment would be stronger than the file.
    address = f"{HOST}:{context.port(NAME, PORT)}"
    return ServiceSpec(
        name=NAME,
        title="InfluxDB time series database",
        command=[str(_program(context)), "--http-bind-address", address],
        inputs=[config],
        # Not /health: in coming releases it also fails for what a restart cannot mend. /ready waits for the shards.
        ready=HttpProbe(url=f"http://{address}/ready", key="status", value="ready"),
        env={"INFLUXD_CONFIG_PATH": str(config), **_FRUGAL_ENV},
        writes=f"http://{address}",
        store=context.layout.data(NAME),
        interrupt=True,  # 2.7 and 2.9 end at once when asked to by SIGTERM, without a word
        policy=_POLICY,
    )


def _program(context: Context) -> Path:
    return _RELEASE.program(context)


def _profile(context: Context) -> dict[str, Any]:
    where = {"url": _url(context), "org": ORG, "bucket": BUCKET}
    engine, app = (str(context.secrets.path(token(client))) for client in ("engine", "app"))
    return {
        "telemetry": {"influx": {**where, **_sums(context), "token_file": engine}},
        "app": {"influx": {**where, "downsampled": BUCKET + SUFFIX, "token_file": app}},
    }


def _sums(context: Context) -> dict[str, Any]:
    """Where 15-minute values are, and how many days back they are made again: a run of that task may be a day away."""
    try:
        kept = retention(context)
    except UserError:  # told by the resources of this role
        kept = Retention()
    return {"downsampled": BUCKET + SUFFIX, "downsampled_days": max(1, _late(kept) - 1)}


ROLE = Role(NAME, _resources, profile=_profile, login=(USER, PASSWORD), ports={NAME: PORT})
