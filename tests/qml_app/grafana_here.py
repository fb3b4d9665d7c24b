"""The double of Grafana beside the app, with one alert that fires: its data source does not answer."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

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
    settings = {
        "paths.data": home / "data",
        "paths.provisioning": home / "provisioning",
        "paths.bundled_plugins": "plugins",
        "server.http_addr": "127.0.0.1",
        "server.http_port": port,
        "security.admin_password": SecretStore(layout.secrets).make("grafana-admin"),
    }
    found = ";".join((str(TESTS / "doubles"), str(TESTS / "core" / "telemetry")))
    command = [sys.executable, "-c", _MAIN, found, "server", "--homepath", str(home)]
    command += [f"cfg:{key}={value}" for key, value in settings.items()]
    layout.profile.write_text(yaml.safe_dump({"telemetry": {"profile": "local"}, "app": {"grafana": {"url": url}}}))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while not _answers(url):
            assert process.poll() is None
            time.sleep(0.02)
        yield url
        process.terminate()


def _one_rule() -> str:
    tree = yaml.safe_load(render("b", Limits(), "13.2.3"))
    for group in tree["groups"]:
        group["rules"] = [{**rule, "for": "0s"} for rule in group["rules"] if rule["uid"] == RULE]
    return yaml.safe_dump(tree)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
