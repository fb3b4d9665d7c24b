"""How the servers answer: asked by their APIs alone, so that genuine ones can be held to it as well as the doubles."""

from __future__ import annotations

import base64
import signal
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from installed import changed
from test_influxd_double import BODY, TOKEN, Influxd

from bootstrap.influx.client import Influx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from installed import Installed

SOURCE = "smart-intersection-influxdb"
RULE = "/api/v1/provisioning/alert-rules/si-no-data"
POLICIES = "/api/v1/provisioning/policies"


def grafana(installed: Installed, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and JSON of an answer to the administrator."""
    pair = base64.b64encode(f"admin:{installed.secret('grafana-admin')}".encode()).decode()
    heads = {"Authorization": f"Basic {pair}", **{key.replace("_", "-"): value for key, value in headers.items()}}
    url = f"http://127.0.0.1:{installed.ports['grafana']}{path}"
    found = httpx.request(method, url, json=body, headers=heads, trust_env=False)
    return found.status_code, found.json() if found.content else None


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message"),
    [
        ("GET", "/api/v1/provisioning/alert-rules/nowhere", None, 500, "could not find alert rule"),
        ("DELETE", RULE, None, 500, "cannot delete with provided provenance 'api', needs 'file'"),
        ("PUT", RULE, {"uid": "si-no-data"}, 500, "cannot changed provenance from 'file' to 'api'"),
        ("GET", "/api/datasources/uid/nowhere/health", None, 500, "Unable to load datasource metadata"),
        ("GET", "/api/plugins/nothing/settings", None, 404, "Plugin not found, no installed plugin with that id"),
        ("DELETE", "/api/dashboards/uid/si-overview", None, 400, "provisioned dashboard cannot be deleted"),
        ("PUT", f"/api/datasources/uid/{SOURCE}", {"name": "x"}, 403, "Cannot update read-only data source"),
        ("POST", "/api/serviceaccounts/0/tokens", {"name": "x"}, 404, "service account not found"),
    ],
)
def test_grafana_refuses(  # noqa: PLR0913, PLR0917 - a question and its answer
    installed: Installed, method: str, path: str, body: Any, status: int, message: str
) -> None:
    found, said = grafana(installed, method, path, body)
    assert (found, said["message"]) == (status, message)


def test_grafana_keeps_provisioned_dashboards_and_names_apart(installed: Installed) -> None:
    board = {"uid": "si-overview", "title": "Intersection overview", "panels": []}
    assert grafana(installed, "POST", "/api/dashboards/db", {"dashboard": board})[1]["message"] == (
        "Cannot save provisioned dashboard"
    )
    for uid, status in (("one", 200), ("two", 412)):
        board = {"uid": uid, "title": "A name", "panels": []}
        found, said = grafana(installed, "POST", "/api/dashboards/db", {"dashboard": board})
        assert found == status
    assert said["status"] == "name-exists"
    assert grafana(installed, "DELETE", "/api/dashboards/uid/one")[0] == 200
    theirs = {"name": "Theirs", "uid": "theirs", "type": "loki", "access": "proxy", "url": "http://127.0.0.1:9"}
    assert [grafana(installed, "POST", "/api/datasources", theirs)[0] for _ in range(2)] == [200, 409]
    assert grafana(installed, "DELETE", "/api/datasources/uid/theirs")[0] == 200


def test_grafana_tells_nobody_why_a_login_fails(installed: Installed) -> None:
    url = f"http://127.0.0.1:{installed.ports['grafana']}"
    pair = base64.b64encode(b"somebody:wrong").decode()
    answers = [
        httpx.get(f"{url}/api/user", headers={"Authorization": f"Basic {pair}"}, trust_env=False),
        httpx.post(f"{url}/login", json={"user": "somebody", "password": "wrong"}, trust_env=False),
    ]
    assert {(one.status_code, one.json()["message"]) for one in answers} == {(401, "invalid username or password")}
    assert httpx.post(f"{url}/api/login", json={}, trust_env=False).status_code == 401  # there is none


def test_grafana_refuses_a_login_for_minutes_after_five_wrong_ones_in_the_same_words(installed: Installed) -> None:
    login, password = f"guest-{time.time_ns()}", "long enough for it"
    user = grafana(installed, "POST", "/api/admin/users", {"name": login, "login": login, "password": password})[1][
        "id"
    ]
    url = f"http://127.0.0.1:{installed.ports['grafana']}/login"

    def try_it(word: str) -> tuple[int, str]:
        found = httpx.post(url, json={"user": login, "password": word}, trust_env=False)
        return found.status_code, found.json()["message"]

    assert try_it(password) == (200, "Logged in")
    answers = {*(try_it("wrong") for _ in range(5)), try_it(password)}
    assert grafana(installed, "DELETE", f"/api/admin/users/{user}")[0] == 200
    assert answers == {(401, "invalid username or password")}


def test_grafana_deletes_no_folder_with_rules_unless_that_is_said(installed: Installed) -> None:
    folders = grafana(installed, "GET", "/api/folders")[1]
    (uid,) = [one["uid"] for one in folders if one["title"] == "Smart Intersection alerts"]
    found, said = grafana(installed, "DELETE", f"/api/folders/{uid}")
    assert (found, said["message"]) == (400, "folder cannot be deleted: folder contains alert rules")


def test_grafana_finds_each_folder_that_it_reads_at_its_start(installed: Installed) -> None:
    log = (installed.layout.logs / "grafana.log").read_text("utf-8", "replace")
    assert [line for line in log.splitlines() if "can't read" in line] == []


def test_grafana_lets_a_page_take_provisioned_contacts_and_policies_away(installed: Installed) -> None:
    before = grafana(installed, "GET", POLICIES)[1]
    assert grafana(installed, "PUT", POLICIES, {"receiver": "grafana-default-email"})[0] == 202
    assert grafana(installed, "DELETE", "/api/v1/provisioning/contact-points/si-webhook")[0] == 202
    assert grafana(installed, "PUT", POLICIES, before)[0] == 202


def test_grafana_asks_the_organization_of_the_header(installed: Installed) -> None:
    path = f"/api/datasources/uid/{SOURCE}"
    assert grafana(installed, "GET", path, X_Grafana_Org_Id="1")[0] == 200
    assert grafana(installed, "GET", path, X_Grafana_Org_Id="2")[0] != 200


def influx(installed: Installed, method: str, path: str, **more: Any) -> httpx.Response:
    headers = {"Authorization": f"Token {more.pop('token', installed.secret('influxdb-operator'))}"}
    return httpx.request(method, installed.influx_url() + path, headers=headers, trust_env=False, **more)


def test_influxdb_drops_what_is_older_than_the_retention_and_stores_the_rest(installed: Installed) -> None:
    now = time.time_ns()
    lines = f"counts,site=mixed count=1i 1\ncounts,site=mixed count=2i {now}"
    query = {"org": "smart-intersection", "bucket": "traffic"}
    answer = influx(installed, "POST", "/api/v2/write", params=query, content=lines.encode())
    assert (answer.status_code, answer.json()["code"]) == (422, "unprocessable entity")
    assert "partial write: dropped 1 points outside retention policy of duration 720h0m0s" in answer.json()["message"]
    flux = 'from(bucket: "traffic") |> range(start: -1h) |> filter(fn: (r) => r.site == "mixed")'
    assert [row["_value"] for row in installed.operator().query("smart-intersection", flux)] == ["2"]
    span = ("2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z")
    installed.operator().delete("smart-intersection", "traffic", span, 'site="mixed"')


def test_influxdb_tells_a_deleted_users_token_from_a_revoked_one(installed: Installed) -> None:
    api, name = installed.influx_api(), f"gone-{time.time_ns()}"
    user = api.call("POST", "/api/v2/users", {"name": name}).data
    right = {"action": "read", "resource": {"type": "buckets", "orgID": installed.org()}}
    body = {"orgID": installed.org(), "userID": user["id"], "permissions": [right]}
    made = [api.call("POST", "/api/v2/authorizations", body).data for _ in range(2)]
    api.call("DELETE", f"/api/v2/authorizations/{made[0]['id']}")
    api.call("DELETE", f"/api/v2/users/{user['id']}")
    answers = [influx(installed, "GET", "/api/v2/orgs", token=one["token"]) for one in made]
    assert [one.status_code for one in answers] == [401, 403]
    assert [one.json()["message"] for one in answers] == ["unauthorized access", "User is inactive"]
    api.call("DELETE", f"/api/v2/authorizations/{made[1]['id']}")


def test_a_user_without_an_organization_may_sign_in_and_sees_nothing(installed: Installed) -> None:
    name = f"nobody-{time.time_ns()}"
    user = installed.operator().make_user(name)
    installed.operator().set_password(user.id, "long enough for it")
    with Influx(installed.influx_url()).session(name, "long enough for it") as session:
        assert session.organizations() == []
    installed.influx_api().call("DELETE", f"/api/v2/users/{user.id}")
    assert changed(installed.setup("influxdb")) == {}


def test_a_password_is_no_token_for_a_query(installed: Installed) -> None:
    answer = httpx.post(
        f"{installed.influx_url()}/api/v2/query",
        params={"org": "smart-intersection"},
        json={"query": "buckets()", "type": "flux"},
        auth=("admin", installed.secret("influxdb-admin")),
        trust_env=False,
    )
    assert answer.status_code == 401


def test_influxdb_tells_its_version_and_never_a_token_again(installed: Installed) -> None:
    api = installed.influx_api()
    assert api.get("/api/v2/setup").headers["X-Influxdb-Version"].startswith("v2.")
    shown = api.get("/api/v2/authorizations").data["authorizations"]
    assert {one["token"] for one in shown} == {""}


def test_a_task_of_influxdb_keeps_its_owner(installed: Installed) -> None:
    api, org = installed.influx_api(), installed.org()
    other = api.call("POST", "/api/v2/users", {"name": "somebody"}).data["id"]
    (task,) = installed.operator().tasks(org, "smart-intersection 15 minutes")
    found = api.call("PATCH", f"/api/v2/tasks/{task.id}", {"ownerID": other}).data
    api.call("DELETE", f"/api/v2/users/{other}")
    assert found["ownerID"] == task.owner != other


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Influxd]:
    found = Influxd(tmp_path)
    yield found
    found.stop()


def test_onboarding_takes_any_token_and_its_organization_takes_it_along(alone: Influxd) -> None:
    token = "$5$rounds=1$salt$hash"  # noqa: S105 - made up
    assert alone.ask("POST", "/api/v2/setup", {**BODY, "token": token}).status_code == 201
    org = Influx(alone.url, token).organization("o")
    assert org
    assert alone.ask("DELETE", f"/api/v2/orgs/{org.id}", token=token).status_code == 204
    assert alone.ask("GET", "/api/v2/orgs", token=token).status_code == 401
    assert alone.ask("GET", "/api/v2/orgs", token=TOKEN).status_code == 401


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_influxd_ends_in_order_only_when_interrupted(alone: Influxd, number: signal.Signals, code: int) -> None:
    alone._process.send_signal(number)
    assert alone._process.wait(20) == code
