"""What an owner may not change of influxd's settings, and what setup says instead of waiting for it in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.progress import Note
from bootstrap.own_settings import Held, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bootstrap.setup.context import Context

_REMOVE: Final = "remove the line"
_FILES: Final = "remove the line; to use another disk, stop InfluxDB, move data/influxdb and put a link in its place"
_PROXY: Final = "remove the line; for TLS from other machines, put a reverse proxy in front of InfluxDB"
#: Others are the owner's; with these, setup would not find its own database, or the database would keep nothing.
HELD: Final = (
    Held("bolt-path", (), "bolt-path must not be changed, because setup reads that file", _FILES),
    Held("engine-path", (), "engine-path must not be changed, because setup looks after the data in it", _FILES),
    Held("sqlite-path", (), "sqlite-path must not be changed, because setup looks after that file", _FILES),
    Held("tls-cert", ("",), "tls-cert must not be set, because engine and Grafana use http on this machine", _PROXY),
    Held("tls-key", ("",), "tls-key must not be set, because engine and Grafana use http on this machine", _PROXY),
    Held("store", ("bolt", "disk"), "store must be disk: otherwise users and tokens are lost at each restart", _REMOVE),
    Held("secret-store", ("bolt",), "secret-store must be bolt, because setup installs no other", _REMOVE),
    Held("no-tasks", ("false",), "no-tasks must be false, because tasks compute the 15-minute values", _REMOVE),
    Held("e2e-testing", ("false",), "e2e-testing must be false: it lets anybody delete everything", _REMOVE),
)
_ADDRESS: Final = "http-bind-address"


def check(path: Path, own: Mapping[str, Any], ours: str, context: Context) -> None:
    """What the owner has written into a file; `ours` is the address that counts.

    Raises:
        UserError: setup cannot live with one of them.
    """
    refuse(path, own, HELD)
    if own.get(_ADDRESS, ours) != ours:
        context.tell(
            Note(
                f"{path}: {_ADDRESS} has no effect, because InfluxDB is for this machine only and its port is chosen "
                "with setup --port influxdb=PORT; other machines send their events to the engine's broker"
            )
        )
