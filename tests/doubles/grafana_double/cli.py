"""`grafana server` and `grafana cli admin reset-admin-password`."""

from __future__ import annotations

import argparse
import re
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from double_parts.http import serve

from grafana_double import provisioning, server, settings
from grafana_double.database import Database, hashed, user

if TYPE_CHECKING:
    from double_parts.http import Reply, Request

    from grafana_double.settings import Sections

_EMPTY: dict[str, Any] = {"datasources": {}, "dashboards": {}, "rules": {}, "accounts": [], "folders": {}}
_BROKEN = re.compile(r"[\[\]*?]")  # in a path it is a pattern, and no quoting helps
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
            _cli(settings.read(options.homepath, options.config, []), rest, version)
        else:
            _serve(settings.read(options.homepath, options.config, rest), options.homepath, version)
    except settings.SettingsError as error:
        sys.exit(f"Error: ✗ {error}")


def _store(found: Sections) -> Database:
    folder = Path(found["paths"]["data"])
    folder.mkdir(parents=True, exist_ok=True)
    return Database(folder / "grafana.db", _EMPTY)


def _cli(found: Sections, words: list[str], version: str) -> None:
    """9.3 says that all is well and changes nothing (grafana/grafana#59915), 11.0 hashes twice (#87158)."""
    if words != ["admin", "reset-admin-password", "--password-from-stdin"]:
        sys.exit("Error: unknown command")
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 4:
        sys.exit("Error: new password is too short")
    with _store(found).change() as state:
        if not version.startswith("9.3."):
            first = next((one for one in state["users"] if one["id"] == 1), None)
            if first is None:
                sys.exit("Error: could not read user from database")
            for _ in range(2 if version.startswith("11.0.") else 1):
                password = hashed(password, first["salt"])
            first["password"] = password
    sys.stdout.write("Admin password changed successfully ✔\n")


def _serve(found: Sections, home: Path, version: str) -> None:
    store, given = _store(found), Path(found["paths"]["provisioning"])
    if _BROKEN.search(str(home)):
        raise settings.SettingsError(f"html/template: pattern matches no files: `{home}/public/emails/*.html`")
    if not (given / "notifiers").is_dir():
        settings.say(f'level=error msg="can\'t read {given / "notifiers"}: no such file or directory"')
    with store.change() as state:
        if not state["users"]:  # later its settings are passed over
            security = found["security"]
            state["users"].append(user(1, security["admin_user"], security["admin_password"], admin=True))
        provisioning.datasources(given / "datasources", state)
        provisioning.dashboards(given / "dashboards", state)
        provisioning.alerting(given / "alerting", state, version)
    folders = (home / "public" / "app" / "plugins" / "datasource", home / Path(found["paths"]["bundled_plugins"]))
    plugin = any((folder / "influxdb" / "plugin.json").is_file() for folder in folders)
    basic = found.get("auth.basic", {}).get("enabled", "true") == "true"
    made = server.Server(store, given, version, plugin=plugin, basic=basic)
    lock = threading.Lock()
    threading.Thread(target=_poll, args=(store, given / "dashboards", lock), daemon=True).start()

    def answer(request: Request) -> Reply:
        with lock:
            return made.answer(request)

    serve((found["server"]["http_addr"], int(found["server"]["http_port"])), answer, made.refuse, {})


def _poll(store: Database, folder: Path, lock: threading.Lock) -> None:
    period = min([one.get("updateIntervalSeconds", 10) for one in provisioning.providers(folder)] or [10])
    while True:
        time.sleep(period)
        with lock, store.change() as state:
            provisioning.dashboards(folder, state)
