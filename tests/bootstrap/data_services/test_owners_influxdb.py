"""What owners do in InfluxDB's own pages: what was renamed or is new is told with where the history lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from in_process import Here, installed

from bootstrap.converge.resource import Skip
from bootstrap.http_api import RefusedError
from bootstrap.influx.client import Influx
from bootstrap.setup.roles import influxdb as role
from core.settings.sinks.influx import Influx as Options

if TYPE_CHECKING:
    from pathlib import Path

ORG = "smart-intersection"
TASK = "task smart-intersection 15 minutes"


@pytest.fixture
def here(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    return installed(prefix, monkeypatch, "influxdb")


def operator(here: Here) -> Influx:
    return role.site(here.context).operator(here.context)


def call(here: Here, method: str, path: str, body: Any = None) -> Any:
    return operator(here)._api.call(method, path, body).data


def org_id(here: Here) -> str:
    found = operator(here).organization(ORG)
    assert found
    return found.id


@pytest.mark.parametrize("bucket", ["traffic", "traffic_15m"])
def test_a_renamed_bucket_is_told_with_where_its_data_lie(here: Here, bucket: str) -> None:
    found = operator(here).bucket(org_id(here), bucket)
    assert found
    call(here, "PATCH", f"/api/v2/buckets/{found.id}", {"name": "verkehr"})
    assert here.setup()[f"bucket {bucket}"] == "renamed to verkehr"
    assert any("earlier data stay there" in note for note in here.notes)
    assert here.setup() == {}


def test_the_engine_may_write_both_buckets_and_knows_how_far_back_sums_are_made_again(here: Here) -> None:
    kept = here.layout.config("influxdb") / "conf.d" / "retention.yaml"
    kept.write_text("raw_days: 90\n")
    here.setup()
    made = here.context.secrets.get("influxdb-engine")
    found = [one for one in operator(here).authorizations(org_id(here)) if one.description.endswith("-engine")]
    buckets = [operator(here).bucket(org_id(here), name) for name in ("traffic", "traffic_15m")]
    rights = {(right.action, right.resource.id) for one in found for right in one.permissions}
    assert rights == {("write", one.id) for one in buckets if one}
    profile = role.ROLE.profile
    assert profile
    options = Options.model_validate(profile(here.context)["telemetry"]["influx"])
    assert (options.downsampled, options.downsampled_days) == ("traffic_15m", 88)
    kept.write_text("raw_dais: 90\n")  # which another task tells
    assert profile(here.context)["telemetry"]["influx"]["downsampled_days"] == 28
    assert here.context.secrets.get("influxdb-engine") == made


def test_of_two_buckets_renamed_at_once_each_is_told_by_its_own_new_name(here: Here) -> None:
    for bucket, name in (("traffic", "zählung"), ("traffic_15m", "all")):
        found = operator(here).bucket(org_id(here), bucket)
        assert found
        call(here, "PATCH", f"/api/v2/buckets/{found.id}", {"name": name})
    changed = here.setup()
    assert changed["bucket traffic"] == "renamed to zählung"
    assert changed["bucket traffic_15m"] == "renamed to all"
    assert here.setup() == {}


def test_a_renamed_organization_is_told_and_loses_what_setup_made_in_it(here: Here) -> None:
    before = org_id(here)
    call(here, "PATCH", f"/api/v2/orgs/{before}", {"name": "theirs"})
    assert here.setup()[f"organization {ORG}"] == "renamed to theirs"
    assert any("renamed to theirs: earlier data stay there" in note for note in here.notes)
    left = [one.description for one in operator(here).authorizations(before) if "influxdb-" in one.description]
    assert left == []
    assert {task.status for task in operator(here).all_tasks(before)} == {"inactive"}
    assert {task.status for task in operator(here).all_tasks(org_id(here))} == {"active"}
    assert here.setup() == {}


def test_a_renamed_administrator_is_told_and_the_new_one_sees_the_organization(here: Here) -> None:
    user = operator(here).user("admin")
    assert user
    call(here, "PATCH", f"/api/v2/users/{user.id}", {"name": "chief"})
    assert here.setup() == {"administrator's password": "there is no user admin any more: renamed or deleted"}
    site = role.site(here.context)
    with Influx(site.url).session("admin", here.context.secrets.get("influxdb-admin") or "") as session:
        assert [org.name for org in session.organizations()] == [ORG]
    assert here.setup() == {}


def test_all_users_deleted_is_mended_offline(here: Here) -> None:
    user = operator(here).user("admin")
    assert user
    call(here, "DELETE", f"/api/v2/users/{user.id}")
    with pytest.raises(RefusedError, match="User is inactive"):
        operator(here).authorizations()
    assert "operator access" in here.setup()
    assert here.setup() == {}


def test_tasks_of_a_deleted_user_are_made_anew_and_a_run_that_failed_is_a_difference(here: Here) -> None:
    other = call(here, "POST", "/api/v2/users", {"name": "other"})
    call(here, "POST", f"/api/v2/orgs/{org_id(here)}/owners", {"id": other["id"]})
    user = operator(here).user("admin")
    assert user
    call(here, "DELETE", f"/api/v2/users/{user.id}")
    changed = here.setup()
    assert changed[TASK] == "the user who owned it was deleted, so it has no rights"
    for task in operator(here).all_tasks(org_id(here)):
        assert operator(here).user_exists(task.owner)
    assert here.setup() == {}


def test_a_task_that_fails_is_made_anew_once_and_then_told(here: Here) -> None:
    failing = {"lastRunStatus": "failed", "lastRunError": 'could not find bucket "traffic"'}
    with here.influx._store.change() as state:
        state["tasks"][0].update(failing)
    why = 'its last run failed: could not find bucket "traffic"'
    assert here.setup() == {TASK: why}
    assert here.setup() == {}
    with here.influx._store.change() as state:
        next(one for one in state["tasks"] if "what came late" not in one["flux"]).update(failing)
    assert here.setup() == {}
    found = here.look("influxdb", TASK)
    assert isinstance(found, Skip)
    assert found.reason == f"{why}; creating it again did not help"


def test_metadata_that_are_gone_are_told_with_where_the_earlier_data_lie(here: Here) -> None:
    points = here.layout.data("influxdb") / "engine" / "data" / "0" / "points"
    points.parent.mkdir(parents=True, exist_ok=True)
    points.write_text("counts count=1i 1")
    (here.layout.data("influxdb") / "influxd.bolt").unlink()
    assert here.setup()["operator access"] == "initial setup not done yet"
    assert any("still in" in note and "put back that file from a backup" in note for note in here.notes)
    assert here.setup() == {}


def test_a_user_who_can_sign_in_but_may_not_create_a_token_is_not_called_a_wrong_password(here: Here) -> None:
    with here.influx._store.change() as state:
        state["users"][0]["first"] = False
        state["auths"] = [one for one in state["auths"] if "influxdb-" in one["description"]]
    here.setup()
    assert any("who can sign in, may not create another" in note for note in here.notes)
