"""`grafana server` and `grafana cli admin reset-admin-password`."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from double_parts.http import serve
from double_parts.store import Store, digest

from grafana_double import provisioning, server, settings

if TYPE_CHECKING:
    from double_parts.http import Reply, Request

    from grafana_double.settings import Sections

_EMPTY: dict[str, Any] = {"user": None, "failures": [], "datasources": {}, "dashboards": {}, "rules": {}}
_ALONE = {"grafana-server": "server", "grafana-cli": "cli"}  # what 9.3.2 has instead of `grafana` with verbs


def main(version: str) -> None:
    parser, called = argparse.ArgumentParser(prog="grafana"), Path(sys.argv[0]).name
    if called in _ALONE:
        parser.set_defaults(mode=_ALONE[called])
    else:
        parser.add_argument("mode", choices=("server", "cli"))
    parser.add_argument("--homepath", type=Path, required=True)
    parser.add_argument("--config", type=Path)
    options, rest = parser.parse_known_args()
    try:
        if options.mode == "cli":
            _cli(settings.read(options.homepath, options.config, []), rest)
        else:
            _serve(settings.read(options.homepath, options.config, rest), options.homepath, version)
    except settings.SettingsError as error:
        sys.exit(f"Error: ✗ {error}")


def _store(found: Sections) -> Store:
    folder = Path(found["paths"]["data"])
    folder.mkdir(parents=True, exist_ok=True)
    return Store(folder / "grafana.db", _EMPTY)


def _cli(found: Sections, words: list[str]) -> None:
    if words != ["admin", "reset-admin-password", "--password-from-stdin"]:
        sys.exit("Error: unknown command")
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 4:
        sys.exit("Error: new password is too short")
    with _store(found).change() as state:
        if state["user"] is None:
            sys.exit("Error: could not read user from database")
        state["user"]["password"] = digest(password)
    sys.stdout.write("Admin password changed successfully ✔\n")


def _serve(found: Sections, home: Path, version: str) -> None:
    store, given = _store(found), Path(found["paths"]["provisioning"])
    with store.change() as state:
        if state["user"] is None:  # later its settings are passed over
            security = found["security"]
            state["user"] = {"login": security["admin_user"], "password": digest(security["admin_password"])}
        for kind in ("datasources", "dashboards", "alerting"):
            getattr(provisioning, kind)(given / kind, state)
    folders = (home / "public" / "app" / "plugins" / "datasource", home / Path(found["paths"]["bundled_plugins"]))
    plugin = any((folder / "influxdb" / "plugin.json").is_file() for folder in folders)
    made = server.Server(store, given, version, plugin=plugin)
    lock = threading.Lock()
    threading.Thread(target=_poll, args=(store, given / "dashboards", lock), daemon=True).start()

    def answer(request: Request) -> Reply:
        with lock:
            return made.routes.answer(request)

    serve(found["server"]["http_addr"], int(found["server"]["http_port"]), answer, server.refuse, {})


def _poll(store: Store, folder: Path, lock: threading.Lock) -> None:
    period = min([one.get("updateIntervalSeconds", 10) for one in provisioning.providers(folder)] or [10])
    while True:
        time.sleep(period)
        with lock, store.change() as state:
            provisioning.dashboards(folder, state)
