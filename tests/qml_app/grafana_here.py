"""Grafana beside the app, its double or the genuine one, with one alert that fires: its data source does not answer."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import genuine
import httpx
import yaml

from bootstrap.grafana import provisioning
from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.alerting.rules import render
from bootstrap.secrets import SecretStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.layout import Layout

TESTS = Path(__file__).parents[1]
RULE = "si-database"
_DEFAULTS = "[paths]\n[server]\n[security]\nadmin_user = admin\n"
_MAIN = """
import sys
sys.path[:0] = sys.argv.pop(1).split(";")
from grafana_double.cli import main
main("13.2.3")
"""


@contextmanager
def grafana(layout: Layout, port: int) -> Iterator[str]:
    """Run it as a part of an installation that knows nothing else; its address."""
    home, url = layout.data("grafana"), f"http://127.0.0.1:{port}"
    for folder in (
        home / "conf",
        *(home / "provisioning" / kind for kind in ("datasources", "dashboards", "alerting")),
    ):
        folder.mkdir(parents=True)
    (home / "conf" / "defaults.ini").write_text(_DEFAULTS)
    (home / "token").write_text("token")
    source = provisioning.datasource("http://127.0.0.1:9", "o", "b", home / "token")
    (home / "provisioning" / "datasources" / "one.yaml").write_text(source)
    (home / "provisioning" / "alerting" / "one.yaml").write_text(_one_rule())
    settings: dict[str, object] = {
        "paths.data": home / "data",
        "paths.provisioning": home / "provisioning",
        "paths.bundled_plugins": "plugins",
        "server.http_addr": "127.0.0.1",
        "server.http_port": port,
        "security.admin_password": SecretStore(layout.secrets).make("grafana-admin"),
    }
    command, top = _program(home)
    command += ["--homepath", str(top)]
    if (bundled := top / "data" / "plugins-bundled").is_dir():
        settings["paths.bundled_plugins"] = bundled
    command += [f"cfg:{key}={value}" for key, value in settings.items()]
    layout.profile.write_text(yaml.safe_dump({"telemetry": {"profile": "local"}, "app": {"grafana": {"url": url}}}))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            while not _answers(url):
                assert process.poll() is None
                time.sleep(0.02)
            yield url
        finally:  # or a test that fails would wait for its end
            process.terminate()


def _program(home: Path) -> tuple[list[str], Path]:
    """What runs it, and the folder its defaults are in."""
    if genuine.releases():
        found = genuine.program("grafana", "grafana", "grafana.exe", "grafana-server", "grafana-server.exe")
        return [str(found), *(["server"] if found.stem == "grafana" else [])], found.parent.parent
    parts = ";".join((str(TESTS / "doubles"), str(TESTS / "core" / "telemetry")))
    return [sys.executable, "-c", _MAIN, parts, "server"], home


def _one_rule() -> str:
    tree = yaml.safe_load(render("b", Limits(), genuine.version("grafana", "13.2.3")))
    for group in tree["groups"]:
        group["rules"] = [{**rule, "for": "0s"} for rule in group["rules"] if rule["uid"] == RULE]
    return yaml.safe_dump(tree)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
