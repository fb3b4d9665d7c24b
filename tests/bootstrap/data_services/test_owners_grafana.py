"""What owners do in Grafana's own pages: the cause is found before anything is done, told, and mended once."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest
from grafana_double import server as grafana_server
from in_process import Here, installed

from bootstrap.converge.resource import InOrder, Skip
from bootstrap.grafana import alerts, overview
from bootstrap.grafana.database import Database
from bootstrap.grafana.site import APP_TOKEN, PASSWORD, SETUP_TOKEN
from bootstrap.http_api import RefusedError
from bootstrap.setup.facts import Facts
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD_TASK = "administrator's password"  # noqa: S105 - a task's name
POLICIES = "/api/v1/provisioning/policies"


@pytest.fixture
def here(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    return installed(prefix, monkeypatch, "grafana")


def fail_to_log_in(here: Here, times: int = 5) -> None:
    """As anybody can, from the page."""
    for _ in range(times):
        with pytest.raises(RefusedError, match="invalid username or password"):
            here.admin().call("POST", "/login", {"user": "admin", "password": "wrong"})


def own_file(here: Here, kind: str, text: str) -> Path:
    path = here.given / kind / "own.yaml"
    path.write_text(f"apiVersion: 1\n{text}")
    return path


def test_five_wrong_logins_by_anybody_stop_nothing_and_are_told_from_a_wrong_password(here: Here) -> None:
    fail_to_log_in(here)
    with pytest.raises(RefusedError, match="invalid username or password"):
        here.admin().get("/api/user")  # the right password, the same words
    before = here.database.read_bytes()
    assert here.setup() == {}
    found = here.look("grafana", PASSWORD_TASK)
    assert isinstance(found, Skip)
    assert re.search(
        r"blocked for up to [45] minutes after wrong passwords; the stored password is right", found.reason
    )
    assert (here.started, here.database.read_bytes()) == (1, before)
    app = here.context.secrets
    assert alerts.silences(overview_api(here)) == []
    assert app.get(APP_TOKEN)


def overview_api(here: Here) -> Any:
    here.layout.profile.write_text('telemetry: {profile: local}\napp: {grafana: {url: "http://127.0.0.1:3000"}}\n')
    return overview.api(here.layout)


def test_a_look_never_costs_a_login(here: Here) -> None:
    here.context.secrets.put(PASSWORD, "another one")
    for _ in range(6):
        assert "does not match" in here.look("grafana", PASSWORD_TASK).reason
    assert Database(here.database).login("admin", "") is not None
    assert here.grafana._store.read()["failures"] == []


@pytest.mark.parametrize("version", ["9.3.2", "11.0.0", "13.2.3"])
def test_a_changed_password_is_set_back_also_where_grafanas_own_command_lies(here: Here, version: str) -> None:
    here.command = version
    here.admin().call("PUT", "/api/admin/users/1/password", {"password": "changed by hand"})
    assert here.setup() == {PASSWORD_TASK: "the stored password does not match the server's"}
    assert here.admin().get("/api/user").data["login"] == "admin"
    copies = list(here.database.parent.glob("grafana.db.before-*"))
    lies = version != "13.2.3"
    assert (len(copies), any(str(copy) in note for note in here.notes for copy in copies)) == (int(lies), lies)
    assert here.setup() == {}


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("PUT", "/api/users/1", {"login": "chief"}, "the user admin was renamed to chief"),
        ("POST", "/api/admin/users/1/disable", None, "the user admin was disabled"),
        ("DELETE", "/api/admin/users/1", None, "the user admin was deleted"),
    ],
)
def test_a_login_that_is_gone_is_told_and_nothing_is_restarted(
    here: Here, method: str, path: str, body: Any, told: str
) -> None:
    here.admin().call(method, path, body)
    assert here.setup() == {}
    assert told in here.look("grafana", PASSWORD_TASK).reason
    assert here.started == 1
    here.context.secrets.remove(SETUP_TOKEN)
    with pytest.raises(UserError, match=re.escape(told)):
        here.setup()


def test_logins_by_password_that_are_switched_off_are_told(here: Here) -> None:
    own = here.layout.config("grafana") / "conf.d" / "grafana.ini"
    own.write_text("[auth.basic]\nenabled = false\n")
    here.setup()
    here.stop("grafana")
    assert here.setup() == {}
    assert "logins by password are switched off" in here.look("grafana", PASSWORD_TASK).reason


def test_another_current_organization_of_the_administrator_does_not_matter(here: Here) -> None:
    here.admin().call("POST", "/api/user/using/2")
    assert here.setup() == {}
    assert here.admin().get("/api/dashboards/uid/si-overview").status == 200


def test_a_locked_database_is_told_and_no_reason_for_a_restart(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.grafana.database._SECONDS", 0.01)
    other = sqlite3.connect(here.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="another program has locked Grafana's database"):
        here.setup()
    other.execute("ROLLBACK")
    assert (here.setup(), here.started) == ({}, 1)


@pytest.mark.parametrize("restarted", [False, True], ids=["runs", "ended for good"])
def test_alert_rules_deleted_with_their_folder_heal(here: Here, *, restarted: bool) -> None:
    (folder,) = [one["uid"] for one in here.admin().get("/api/folders").data if "alerts" in one["title"]]
    with pytest.raises(RefusedError, match="folder cannot be deleted: folder contains alert rules"):
        here.admin().call("DELETE", f"/api/folders/{folder}")
    here.admin().call("DELETE", f"/api/folders/{folder}", query={"forceDeleteRules": "true"})
    with pytest.raises(RefusedError, match="could not find alert rule") as refused:
        here.admin().get("/api/v1/provisioning/alert-rules/si-no-data")
    assert refused.value.status == 500
    if restarted:
        here.stop("grafana")
    changed = here.setup()
    assert "of their earlier versions remain" in changed["database"]
    assert here.admin().get("/api/v1/provisioning/alert-rules/si-no-data").status == 200
    (copy,) = here.database.parent.glob("grafana.db.before-*")
    assert any(str(copy) in note for note in here.notes)
    assert here.setup() == {}


def test_earlier_versions_of_somebody_elses_rules_are_left_alone(here: Here) -> None:
    with sqlite3.connect(here.database) as connection:
        connection.execute("INSERT INTO alert_rule_version VALUES (NULL, 1, 'theirs', 1, 'Theirs')")
    assert here.setup() == {}


def test_a_dashboard_of_another_provider_is_named_and_grafana_is_not_restarted(here: Here, tmp_path: Path) -> None:
    board = tmp_path / "own" / "stolen.json"
    board.parent.mkdir()
    board.write_text(json.dumps({"id": None, "uid": "si-overview", "title": "Stolen uid", "panels": []}))
    provider = {"name": "own", "type": "file", "options": {"path": str(board.parent)}}
    path = own_file(here, "dashboards", f"providers: {json.dumps([provider])}\n")
    for _ in range(2):
        here.admin().call("POST", "/api/admin/provisioning/dashboards/reload")
    assert here.admin().get("/api/dashboards/uid/si-overview").data["dashboard"]["title"] == "Stolen uid"
    with pytest.raises(UserError, match=rf"{re.escape(str(board))} has the uid si-overview"):
        here.setup()
    assert here.started == 2  # for the owner's new file, as always; not for the dashboard
    path.unlink()
    board.unlink()
    here.setup()
    assert here.admin().get("/api/dashboards/uid/si-overview").data["dashboard"]["title"] != "Stolen uid"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("deleteDatasources: [{name: Smart Intersection, orgId: 1}]", "deletes the data source"),
        ("datasources: [{name: Smart Intersection, uid: theirs, type: loki}]", "defines the data source"),
    ],
)
def test_a_file_of_the_owners_that_takes_the_data_source_away_is_named(here: Here, text: str, told: str) -> None:
    path = own_file(here, "datasources", text)
    ours = here.given / "datasources" / "influxdb.yaml"
    kept = ours.read_text()
    ours.write_text("apiVersion: 1\n")  # as where theirs is read last
    here.admin().call("POST", "/api/admin/provisioning/datasources/reload")
    ours.write_text(kept)
    with pytest.raises(UserError, match=rf"own\.yaml {told}|another data source named"):
        here.setup()
    path.unlink()


def test_a_data_source_of_the_owners_called_influxdb_and_his_default_survive(here: Here) -> None:
    theirs = {
        "name": "InfluxDB",
        "uid": "theirs",
        "type": "influxdb",
        "url": "http://elsewhere:8086",
        "isDefault": True,
    }
    here.admin().call("POST", "/api/datasources", theirs)
    for _ in range(2):
        here.stop("grafana")  # ours is provisioned again at each start
        assert here.setup() == {}
    found = here.admin().get("/api/datasources/uid/theirs").data
    assert (found["url"], found["isDefault"]) == ("http://elsewhere:8086", True)
    assert here.admin().get("/api/datasources/uid/smart-intersection-influxdb").data["name"] == "Smart Intersection"


def test_an_installation_from_before_gets_the_new_name_of_its_data_source(here: Here) -> None:
    with sqlite3.connect(here.database) as connection:
        connection.execute("UPDATE data_source SET name = 'InfluxDB'")
    assert here.setup() == {"database": "the data source has its earlier name, InfluxDB"}
    assert here.admin().get("/api/datasources/uid/smart-intersection-influxdb").data["name"] == "Smart Intersection"
    assert here.setup() == {}


def test_another_data_source_of_our_name_is_told_before_it_is_replaced(here: Here) -> None:
    with sqlite3.connect(here.database) as connection:
        connection.execute("UPDATE data_source SET name = 'InfluxDB'")
    here.admin().call("POST", "/api/datasources", {"name": "Smart Intersection", "uid": "theirs", "type": "loki"})
    with pytest.raises(UserError, match="uid theirs"):
        here.setup()


def test_whom_alerts_are_told_to_is_looked_at_and_the_owners_policy_is_kept(here: Here) -> None:
    theirs = {"receiver": "On call", "routes": [{"receiver": "Night", "matchers": ["severity=critical"]}]}
    here.admin().call("PUT", POLICIES, theirs)
    (here.layout.config("grafana") / "conf.d" / "alerts.yaml").write_text("webhook: https://hooks.example/$x\n")
    assert "copy of the notification policy" in here.setup()
    (copy,) = here.layout.config("grafana").glob("policy-*.json")
    assert json.loads(copy.read_text()) == theirs
    assert here.admin().get(POLICIES).data["receiver"] == "Smart Intersection"
    assert here.setup() == {}
    here.admin().call("PUT", POLICIES, {"receiver": "grafana-default-email"})
    task = "contact points and policy"
    assert here.setup() == {task: "the notification policy was changed: alerts go to grafana-default-email"}
    here.admin().call("DELETE", "/api/v1/provisioning/contact-points/si-webhook")
    assert here.setup() == {task: "the contact point si-webhook was deleted"}
    assert (here.setup(), here.started) == ({}, 2)


def test_a_lost_key_restarts_grafana_and_what_it_means_is_told(here: Here) -> None:
    here.context.secrets.remove("grafana-secret-key")
    assert "secret grafana-secret-key" in here.setup()
    assert here.started == 2
    assert any("enter the passwords of your own data sources" in note for note in here.notes)


def test_a_protocol_that_setup_cannot_live_with_is_refused_beforehand(here: Here) -> None:
    own = here.layout.config("grafana") / "conf.d" / "grafana.ini"
    own.write_text("[server]\nprotocol = https\n")
    with pytest.raises(UserError, match="protocol must be http"):
        here.setup()
    assert here.started == 1


@pytest.mark.parametrize("secret", [SETUP_TOKEN, APP_TOKEN])
def test_a_token_is_private_least_and_repaired(here: Here, secret: str) -> None:
    path = here.context.secrets.path(secret)
    role = {SETUP_TOKEN: "Admin", APP_TOKEN: "Editor"}[secret]

    def account() -> dict[str, Any]:
        known = here.admin().get("/api/serviceaccounts/search", query=secret).data["serviceAccounts"]
        (found,) = known
        return dict(found)

    assert (path.stat().st_mode & 0o777, account()["role"]) == (0o600, role)
    for deed, reason in (
        (lambda: here.admin().call("DELETE", f"/api/serviceaccounts/{account()['id']}"), "rejected: Invalid API key"),
        (lambda: _patch(here, account(), {"isDisabled": True}), "rejected: Service account is disabled"),
        (lambda: _patch(here, account(), {"role": "Viewer"}), "Viewer|rejected: You'll need"),
        (path.unlink, "its file is missing"),
        (lambda: path.chmod(0o644), "readable by other users"),
    ):
        deed()
        changed = here.setup()
        assert re.search(reason, changed[f"token {secret}"]), changed
        assert (path.stat().st_mode & 0o777, account()["role"]) == (0o600, role)
    assert (here.setup(), here.started) == ({}, 1)


def _patch(here: Here, account: dict[str, Any], body: dict[str, Any]) -> None:
    here.admin().call("PATCH", f"/api/serviceaccounts/{account['id']}", body)


def test_the_apps_token_reads_neither_users_nor_what_is_provisioned(here: Here) -> None:
    app = overview_api(here)
    for path in ("/api/users", "/api/datasources/uid/smart-intersection-influxdb", POLICIES):
        with pytest.raises(RefusedError, match="additional permissions"):
            app.get(path)


def test_a_restart_that_has_not_helped_is_not_repeated(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("bootstrap.grafana.asking._SETTLE_SECONDS", 0.0)
        patch.setattr(grafana_server, "_buckets", _away)
        with pytest.raises(UserError, match="the problem remains: does not work"):
            here.setup()
        assert here.started == 2
        with pytest.raises(UserError, match="restarting Grafana did not help"):
            here.setup()
        assert here.started == 2
    assert isinstance(here.look("grafana", "data source"), InOrder)


def _away(*_: object) -> int:
    raise OSError("connection refused")


def test_programs_that_setup_runs_do_not_get_another_grafanas_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GF_PATHS_DATA", "INFLUXD_BOLT_PATH", "INFLUX_TOKEN", "OTHER_NAME"):
        monkeypatch.setenv(name, "somewhere else")
    _, text = Facts().run([sys.executable, "-c", "import os; print(sorted(os.environ))"])
    assert "OTHER_NAME" in text
    assert not re.search("GF_|INFLUX", text)
    assert os.environ["GF_PATHS_DATA"]
