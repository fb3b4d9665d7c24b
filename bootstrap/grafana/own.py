"""What an owner may not change of Grafana's settings, and what setup says instead of waiting for it in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.grafana import ini
from bootstrap.own_settings import Held, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.context import Context

_YES: Final = ("true", "1", "yes", "on", "t", "y")
_REMOVE: Final = "remove the line"
_FILES: Final = "remove the line; to use another disk, stop Grafana, move data/grafana and put a link in its place"
#: Others are the owner's; with these, setup would not find or not recognise its own Grafana.
HELD: Final = (
    Held(
        "[server] protocol",
        ("http",),
        "[server] protocol must be http, because setup and engine use it on this machine only",
        "remove the line; for TLS from other machines, put a reverse proxy in front of Grafana",
    ),
    Held(
        "[server] http_port",
        (),
        "[server] http_port has no effect",
        "remove the line and run: setup --port grafana=PORT",
    ),
    Held(
        "[security] admin_user",
        ("admin",),
        "[security] admin_user must be admin, because setup signs in with that name",
        _REMOVE,
    ),
    Held(
        "[security] admin_password",
        (),
        "[security] admin_password must be the one that setup has stored",
        "remove the line; to see the password: smart-intersection secrets show grafana-admin",
    ),
    Held(
        "[security] disable_initial_admin_creation",
        ("false",),
        "[security] disable_initial_admin_creation must be false, because setup needs that user",
        _REMOVE,
    ),
    Held(
        "[database] type",
        ("sqlite3",),
        "[database] type must be sqlite3, because setup reads that file",
        _REMOVE,
    ),
    Held(
        "[database] url",
        ("",),
        "[database] url must be empty, because setup reads Grafana's own database file",
        _REMOVE,
    ),
    Held(
        "[database] path",
        ("", "grafana.db"),
        "[database] path must not be changed, because setup reads that file",
        _FILES,
    ),
    Held(
        "[paths] data",
        (),
        "[paths] data must not be changed, because setup reads the database in it",
        _FILES,
    ),
    Held(
        "[paths] provisioning",
        (),
        "[paths] provisioning must not be changed, because setup writes the files in it",
        _REMOVE,
    ),
    Held(
        "[unified_alerting] enabled",
        _YES,
        "[unified_alerting] enabled must be true, because the alerts of Smart Intersection need it",
        "remove the line; to hear of fewer alerts, add a mute timing or a silence in Grafana",
    ),
)
_ADDRESS: Final = "http_addr"


def checked(path: Path, context: Context) -> ini.Sections:
    """The owner's settings.

    Raises:
        UserError: it is no such file, or setup cannot live with one of them.
    """
    own = ini.own(path)
    flat = {f"[{section}] {key}": value for section, values in own.items() for key, value in values.items()}
    refuse(path, flat, HELD)
    if own.get("server", {}).get(_ADDRESS, "127.0.0.1") != "127.0.0.1":
        context.tell(
            Note(
                f"{path}: [server] {_ADDRESS} has no effect, because Grafana is for this machine only; for other "
                "machines, put a reverse proxy in front of it"
            )
        )
    return own
