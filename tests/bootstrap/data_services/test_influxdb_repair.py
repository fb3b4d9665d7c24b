"""InfluxDB broken on purpose, mended by running setup again, and nothing that was stored is lost."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from installed import NOW, changed, failed

from bootstrap.http_api import RefusedError
from bootstrap.influx.client import Influx
from bootstrap.services import control

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from installed import Installed

DAY = 86_400
_LOSSES: set[object] = set()


def losing(test: Any) -> Any:
    """A test that takes stored points away on purpose."""
    _LOSSES.add(test)
    return test


@pytest.fixture(autouse=True)
def points_survive(installed: Installed, request: pytest.FixtureRequest) -> Iterator[None]:
    """A point written before is still there after, unless the test is about losing it."""
    line = f"counts,site=t count=1i {time.time_ns()}"
    installed.write(line)
    yield
    if request.function not in _LOSSES:
        assert line in installed.stored()
        installed.write(f"counts,site=t count=1i {time.time_ns()}")


@pytest.mark.parametrize("client", ["engine", "grafana", "app"])
def test_a_revoked_token_is_made_anew(installed: Installed, client: str) -> None:
    before, old = installed.secret(f"influxdb-{client}"), installed.authorization(f"influxdb-{client}")
    installed.operator().delete_authorization(old.id)
    assert changed(installed.setup())[f"influxdb : token influxdb-{client}"] == "not there"
    assert installed.secret(f"influxdb-{client}") != before
    assert installed.datasource_health().startswith("datasource is working")


def test_lost_token_files_are_replaced_and_the_lost_tokens_are_worth_nothing(installed: Installed) -> None:
    clients = ("engine", "grafana", "app")
    before, pid = {client: installed.secret(f"influxdb-{client}") for client in clients}, installed.pid("grafana")
    for client in clients:
        (installed.layout.secrets / f"influxdb-{client}").unlink()
    found = changed(installed.setup())
    for client in clients:
        assert found[f"influxdb : token influxdb-{client}"] == "its file is missing"
        with pytest.raises(RefusedError, match="unauthorized access"):
            Influx(installed.influx_url(), before[client]).bucket(installed.org(), "traffic")
    assert "grafana : service grafana" in found
    assert installed.pid("grafana") != pid


def test_a_token_switched_off_by_hand_is_replaced(installed: Installed) -> None:
    path = f"/api/v2/authorizations/{installed.authorization('influxdb-engine').id}"
    installed.influx_api().call("PATCH", path, {"status": "inactive"})
    assert changed(installed.setup())["influxdb : token influxdb-engine"] == "switched off"


def test_a_token_with_more_rights_than_it_needs_is_replaced(installed: Installed) -> None:
    influx, old = installed.operator(), installed.authorization("influxdb-app")
    wide = [right.model_copy(update={"action": "write"}) for right in old.permissions]
    influx.make_authorization(installed.org(), "smart-intersection influxdb-app", [*old.permissions, *wide])
    influx.delete_authorization(old.id)
    changed(installed.setup())
    assert {right.action for right in installed.authorization("influxdb-app").permissions} == {"read"}


def test_swapped_token_files_are_noticed(installed: Installed) -> None:
    engine, app = (installed.layout.secrets / f"influxdb-{client}" for client in ("engine", "app"))
    texts = engine.read_text(), app.read_text()
    engine.write_text(texts[1])
    app.write_text(texts[0])
    assert {"influxdb : token influxdb-engine", "influxdb : token influxdb-app"} <= set(changed(installed.setup()))


def test_a_lost_operator_token_is_replaced_with_the_password(installed: Installed) -> None:
    pid, before = installed.pid("influxdb"), installed.secret("influxdb-operator")
    (installed.layout.secrets / "influxdb-operator").unlink()
    assert "influxdb : operator access" in changed(installed.setup())
    assert installed.pid("influxdb") == pid
    with pytest.raises(RefusedError, match="unauthorized access"):
        Influx(installed.influx_url(), before).organizations()


def test_a_revoked_operator_token_and_a_changed_password_are_mended_with_the_server_stopped(
    installed: Installed,
) -> None:
    pid, influx = installed.pid("influxdb"), installed.operator()
    user = influx.user("admin")
    assert user
    influx.set_password(user.id, "something-else-entirely")
    for one in influx.authorizations():
        if not one.description.startswith("smart-intersection influxdb"):
            influx.delete_authorization(one.id)
    found = changed(installed.setup())
    assert found["influxdb : administrator's password"] == "the stored password does not match the server's"
    assert installed.pid("influxdb") != pid
    with Influx(installed.influx_url()).session("admin", installed.secret("influxdb-admin")):
        pass


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("SMART_INTERSECTION_SLOW") != "1", reason="SMART_INTERSECTION_SLOW=1 runs it")
def test_lost_secrets_are_all_replaced(installed: Installed) -> None:
    for path in installed.layout.secrets.glob("influxdb-*"):
        path.unlink()
    changed(installed.setup())
    assert installed.datasource_health().startswith("datasource is working")


def test_a_changed_password_is_set_back(installed: Installed) -> None:
    user = installed.operator().user("admin")
    assert user
    installed.operator().set_password(user.id, "changed-by-somebody")
    assert list(changed(installed.setup())) == ["influxdb : administrator's password"]


def test_setup_without_its_notes_asks_the_server_and_mends(installed: Installed) -> None:
    installed.layout.notes.write_text("{ damaged")
    assert "influxdb : operator access" in changed(installed.setup())


def test_the_downsampled_bucket_is_made_anew_and_the_raw_points_stay(installed: Installed) -> None:
    installed.influx_api().call("DELETE", f"/api/v2/buckets/{installed.bucket('traffic_15m').id}")
    assert changed(installed.setup())["influxdb : bucket traffic_15m"] == "missing"
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


@losing
def test_a_deleted_bucket_is_made_anew_with_tokens_for_it(installed: Installed) -> None:
    installed.influx_api().call("DELETE", f"/api/v2/buckets/{installed.bucket().id}")
    assert changed(installed.setup())["influxdb : bucket traffic"] == "missing"
    installed.write(f"counts,site=t count=1i {NOW}")
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


@losing
def test_a_missing_organization_is_made_anew_with_all_that_is_in_it(installed: Installed) -> None:
    installed.influx_api().call("DELETE", f"/api/v2/orgs/{installed.org()}")
    found = changed(installed.setup())
    assert {"influxdb : operator access", "influxdb : bucket traffic_15m"} <= set(found)  # the token went with it
    installed.write(f"counts,site=t count=1i {NOW}")
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


def test_a_shortened_retention_is_set_back(installed: Installed) -> None:
    installed.operator().set_retention(installed.bucket().id, {"everySeconds": 7 * DAY})
    assert list(changed(installed.setup())) == ["influxdb : bucket traffic"]
    assert installed.bucket().rule.every == 30 * DAY


def test_the_owner_chooses_the_retention_even_one_shorter_than_the_shards(installed: Installed) -> None:
    own = installed.layout.config("influxdb") / "conf.d" / "retention.yaml"
    installed.operator().set_retention(installed.bucket().id, {"everySeconds": 0, "shardGroupDurationSeconds": 7 * DAY})
    own.write_text("raw_days: 1\n")
    old = time.time_ns() - 3 * DAY * 1_000_000_000
    installed.write(f"counts,site=old count=1i {old}")
    report = installed.setup()
    held = failed(report)
    assert (held.name, held.options) == ("influxdb : bucket traffic", ("--shorten-retention",))
    day = datetime.fromtimestamp(old / 1e9, UTC).date()
    said = f"keeps data for ever; a retention of 1 day would delete 1 stored value, the oldest from {day}"
    assert said in held.reason
    assert installed.bucket().rule.every == 0
    assert not [one for one in report.tasks if one.state == "skipped"]  # what follows does not need it
    changed(installed.setup(shorten=True))
    span = ("2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z")
    installed.operator().delete("smart-intersection", "traffic", span, 'site="old"')
    assert (installed.bucket().rule.every, installed.bucket().rule.shard) == (DAY, 3600)
    own.write_text("raw_dais: 1\n")
    assert "raw_dais" in failed(installed.setup("influxdb")).reason
    own.unlink()
    changed(installed.setup())


def test_tasks_are_made_mended_switched_on_and_kept_single(installed: Installed) -> None:
    influx, org, name = installed.operator(), installed.org(), "smart-intersection 15 minutes"
    (task,) = influx.tasks(org, name)
    influx.make_task(org, task.flux)
    assert changed(installed.setup())[f"influxdb : task {name}"] == "exists 2 times"
    influx.set_task(task.id, task.flux.replace("15m", "30m"))
    assert changed(installed.setup())[f"influxdb : task {name}"] == "its script has changed"
    installed.influx_api().call("PATCH", f"/api/v2/tasks/{task.id}", {"status": "inactive"})
    assert changed(installed.setup())[f"influxdb : task {name}"] == "switched off"
    influx.delete_task(task.id)
    assert changed(installed.setup())[f"influxdb : task {name}"] == "missing"


def test_the_owners_settings_survive_but_do_not_open_the_server(installed: Installed) -> None:
    own = installed.layout.config("influxdb") / "conf.d" / "influxd.yaml"
    own.write_text("log-level: debug\nhttp-bind-address: :8086\n")
    pid = installed.pid("influxdb")
    changed(installed.setup())
    text = (own.parent.parent / "config.yaml").read_text()
    assert "log-level: debug" in text
    assert f"http-bind-address: 127.0.0.1:{installed.ports['influxdb']}" in text
    assert installed.pid("influxdb") != pid
    own.unlink()
    changed(installed.setup())


@pytest.mark.parametrize("reached", ["organization", "user"])
def test_half_finished_onboarding_is_finished(empty: Installed, reached: str) -> None:
    """The server has made what it says, refused the rest, and will never be onboarded again."""
    killed = _setup_killed_before(empty, "influxdb : operator access")
    assert killed.returncode != 0
    body: dict[str, object] = {"username": "admin", "password": empty.secret("influxdb-admin"), "bucket": "traffic"}
    body |= {"org": "smart-intersection", "token": empty.secret("influxdb-operator")}
    body |= {"retentionPeriodSeconds": 100} if reached == "organization" else {}
    answer = httpx.post(f"{empty.influx_url()}/api/v2/setup", json=body, trust_env=False)
    assert answer.status_code == (500 if reached == "organization" else 201)
    if reached == "user":
        empty.influx_api().call("DELETE", f"/api/v2/orgs/{empty.org()}")
    assert Influx(empty.influx_url()).onboarding_allowed() is False
    assert "influxdb : operator access" in changed(empty.setup("influxdb"))
    assert changed(empty.setup("influxdb")) == {}
    assert empty.bucket()
    assert len(empty.operator().authorizations()) == 4


@losing
def test_wiped_data_are_onboarded_again_with_the_stored_token(installed: Installed) -> None:
    token = installed.secret("influxdb-operator")
    control.stop(installed.layout, "influxdb")
    (installed.layout.data("influxdb") / "influxd.bolt").unlink()
    assert changed(installed.setup())["influxdb : operator access"] == "initial setup not done yet"
    assert installed.secret("influxdb-operator") == token


def _setup_killed_before(installed: Installed, task: str) -> subprocess.CompletedProcess[str]:
    from test_setup_killed import killed_run  # noqa: PLC0415 - only one test needs it

    return killed_run(installed, {"task": task}, "influxdb")
