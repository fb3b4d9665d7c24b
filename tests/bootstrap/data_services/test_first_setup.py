"""From nothing to healthy services, through the command line; and what that must not do."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import psutil
import pytest
import yaml
from command_line import apart
from installation import Client
from installed import BROKER, Installed, changed, listening

from bootstrap.database import find
from bootstrap.http_api import Api, RefusedError
from bootstrap.influx.client import Influx
from bootstrap.secrets import SecretStore
from bootstrap.services import control
from bootstrap.setup.catalogue import Catalogue
from bootstrap.setup.facts import Facts
from core.errors import UserError
from core.reports.tables import Span, table
from core.settings.sinks.influx import Influx as Options

if TYPE_CHECKING:
    from packing import Mirror

    Fresh = tuple[Installed, subprocess.CompletedProcess[str]]

NAMES = {"influxdb", "grafana", "evidence"} | ({"mosquitto"} if BROKER else set())


def test_check_on_an_empty_machine_lists_everything_and_makes_nothing(empty: Installed) -> None:
    found = changed(empty.setup(*NAMES, check=True))
    assert {"influxdb : operator access", "grafana : data source"} <= set(found)
    assert {f"{name} : service {name}" for name in NAMES} <= set(found)
    assert not empty.prefix.exists()


def test_two_first_setups_at_once_make_one_installation(empty: Installed) -> None:
    line = [sys.executable, "-m", "bootstrap", "setup", "--yes", "--json", "--only", "influxdb", *empty.arguments()]
    both = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=120) for process in both]
    recaps = [json.loads(out)["recap"] for out, _ in answers]
    assert [recap["failed"] for recap in recaps] == [0, 0], answers
    assert sorted(recap["changed"] > 0 for recap in recaps) == [False, True], answers
    assert any("is changing this installation; waiting" in told for _, told in answers)


def test_one_command_leads_to_healthy_services(fresh: Fresh) -> None:
    installed, first = fresh
    assert first.returncode == 0, first.stderr
    said = json.loads(first.stdout)
    assert said["recap"]["failed"] == 0
    assert {one.name: one.ok for one in control.status(installed.layout)} == dict.fromkeys(NAMES, True)
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


def test_a_person_is_told_where_the_dashboards_are_and_how_to_get_in(fresh: Fresh) -> None:
    installed, _ = fresh
    said = installed.command("setup", "--yes", "--only", "grafana").stdout
    assert f"Dashboards: http://127.0.0.1:{installed.ports['grafana']}" in said
    assert f"secrets show grafana-admin --prefix {installed.prefix}" in said
    assert installed.secret("grafana-admin") not in said


def test_the_second_run_changes_nothing(fresh: Fresh) -> None:
    installed, _ = fresh
    pids = {name: installed.pid(name) for name in NAMES}
    again = installed.command("setup", "--yes", "--json", *_only())
    assert json.loads(again.stdout)["recap"] | {"ok": 0} == {"ok": 0, "changed": 0, "failed": 0, "skipped": 0}
    assert {name: installed.pid(name) for name in NAMES} == pids


def test_the_engine_finds_its_database_in_the_profile_and_may_only_write(installed: Installed) -> None:
    profile = yaml.safe_load(installed.layout.profile.read_text())
    options = Options.model_validate(profile["telemetry"]["influx"])
    assert (options.org, options.bucket) == ("smart-intersection", "traffic")
    assert options.token_file
    assert Path(str(options.token_file)) == installed.layout.secrets / "influxdb-engine"
    assert {right.action for right in installed.authorization("influxdb-engine").permissions} == {"write"}
    assert {right.action for right in installed.authorization("influxdb-app").permissions} == {"read"}


def test_the_app_reads_its_tables_with_a_token_of_its_own(installed: Installed) -> None:
    options = find(installed.layout, None)
    assert options is not None
    assert options.token_file == str(installed.layout.secrets / "influxdb-app")
    span = Span(installed.prefix / "none", 0.0, 9e9, 900, options)
    assert [table(what, span).rows for what in ("counts", "movements", "spot_speeds", "occupancy")] == [[], [], [], []]
    engine = options.model_copy(update={"token_file": str(installed.layout.secrets / "influxdb-engine")})
    with pytest.raises(UserError, match="denied read access to bucket 'traffic'"):
        table("counts", replace(span, database=engine))


def test_no_secret_is_in_outputs_arguments_environments_logs_or_files_of_others(fresh: Fresh) -> None:
    installed, first = fresh
    store = SecretStore(installed.layout.secrets)
    secrets = {name: store.get(name) or "" for name in store.names()}
    assert {"influxdb-operator", "influxdb-admin", "influxdb-grafana", "grafana-admin", "evidence-links"} <= set(
        secrets
    )
    assert "mqtt-engine" in secrets or not BROKER
    texts = {f"setup {number}": text for number, text in enumerate((first.stdout, first.stderr))}
    texts |= _told(installed) | _seen_by_everybody() | _written(installed)
    leaks = [(name, where) for where, text in texts.items() for name in secrets if _holds(text, secrets[name])]
    assert leaks == []
    assert all(store.is_private(name) for name in secrets)


def _holds(text: str, secret: str) -> bool:
    """As it is, as it is written in addresses, or as a login is sent."""
    basic = [base64.b64encode(f"{user}:{secret}".encode()).decode() for user in ("admin", "engine", "app", "probe")]
    return any(form in text for form in (secret, quote(secret, safe=""), *basic))


def _told(installed: Installed) -> dict[str, str]:
    """What the verbs say, with a difference to show in every file that setup writes."""
    layout = installed.layout
    for path in [layout.profile, *(path for path in layout.prefix.glob("config/*/*") if path.is_file())]:
        path.write_text(f"{path.read_text()}\n")
    verbs = [("setup", "--check", "--diff", "--json"), ("setup", "--diff", "--yes")]
    done = {" ".join(verb): installed.command(*verb, *_only()) for verb in verbs}
    for name in ("doctor", "status"):
        done[name] = apart(name, "--json", "--prefix", str(layout.prefix))
    assert "edited manually" in done["setup --diff --yes"].stdout
    for copy in layout.prefix.rglob("*.edited-*"):
        copy.unlink()
    return {words: process.stdout + process.stderr for words, process in done.items()}


def _seen_by_everybody() -> dict[str, str]:
    """Arguments and environments of all processes of this machine, whosever they are."""
    found = {}
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            found[f"arguments of {process.pid}"] = " ".join(process.cmdline())
            found[f"environment of {process.pid}"] = repr(process.environ())
    return found


def _written(installed: Installed) -> dict[str, str]:
    """Every file of the installation but the secrets themselves."""
    files = (path for path in installed.prefix.rglob("*") if path.is_file())
    return {str(path): path.read_text("latin-1") for path in files if path.parent != installed.layout.secrets}


def test_nothing_listens_beyond_loopback_even_if_the_environment_asks_for_it(fresh: Fresh) -> None:
    installed, _ = fresh
    found = listening([process.pid for process in _family(installed)])
    assert {port for _, port in found} >= {installed.ports[name] for name in NAMES}
    assert {ip for ip, _ in found} == {"127.0.0.1"}


@pytest.mark.parametrize("password", ["admin", "password", "smart-intersection", ""])
def test_no_usual_password_opens_anything(installed: Installed, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.scrub._known", set())  # these words are in other tests' outputs, too
    with pytest.raises(RefusedError) as refused, Influx(installed.influx_url()).session("admin", password):
        pass
    assert refused.value.unauthorized
    with pytest.raises(RefusedError) as refused:
        Influx(installed.influx_url(), password or "token").authorizations()
    assert refused.value.unauthorized
    for user in ("admin", "engine", "app") if BROKER else ():
        assert not Client(installed.ports["mosquitto"], user, password).accepted


def test_grafana_is_not_opened_by_its_makers_password(installed: Installed) -> None:
    basic = base64.b64encode(b"admin:admin").decode()  # once: it locks a login that fails too often
    with pytest.raises(RefusedError) as refused:
        Api("Grafana", installed.grafana().url, {"Authorization": f"Basic {basic}"}).get("/api/user")
    assert refused.value.unauthorized
    with pytest.raises(RefusedError):
        Api("Grafana", installed.grafana().url).get("/api/user")


@pytest.mark.parametrize("product", ["influxdb", "grafana"])
def test_a_download_that_broke_off_went_on_where_it_was(fresh: Fresh, mirror: Mirror, product: str) -> None:
    archive = Catalogue.read(fresh[0].catalogue).find(product, Facts().system, Facts().arch).file_name
    asked = [wanted for path, wanted in mirror.asked if unquote(path) == f"/{archive}"]
    assert asked[:2] == ["", "bytes=1000-"]


def _only() -> list[str]:
    return [] if BROKER else ["--only", "influxdb,grafana,evidence"]


def _family(installed: Installed) -> list[psutil.Process]:
    pids = [installed.pid(name) for name in NAMES]
    supervisor = json.loads((installed.layout.run / "supervisor.json").read_text())["pid"]
    found = [psutil.Process(pid) for pid in (*pids, supervisor)]
    return [*found, *(child for process in found for child in process.children(recursive=True))]
