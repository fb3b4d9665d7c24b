"""Grafana broken on purpose and mended by running setup again."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from installed import changed, failed

from bootstrap.http_api import RefusedError
from bootstrap.services import control
from bootstrap.setup.roles import grafana as role

if TYPE_CHECKING:
    from pathlib import Path

    from installed import Installed

DATASOURCE = "/api/datasources/uid/smart-intersection-influxdb"


def test_a_changed_administrators_password_is_set_back_without_a_locked_login(installed: Installed) -> None:
    old = installed.secret("grafana-admin")
    for attempt in range(2 if os.environ.get("SMART_INTERSECTION_SLOW") == "1" else 1):
        body = {"oldPassword": old, "newPassword": f"changed-by-hand-{attempt}", "confirmNew": ""}
        installed.grafana().call("PUT", "/api/user/password", body)
        assert list(changed(installed.setup())) == ["grafana : administrator's password"]
    assert installed.grafana().get("/api/user").data["login"] == "admin"


def test_a_lost_password_file_is_replaced_and_the_server_told(installed: Installed) -> None:
    (installed.layout.secrets / "grafana-admin").unlink()
    found = changed(installed.setup())
    assert {"grafana : secret grafana-admin", "grafana : administrator's password"} <= set(found)


def test_a_deleted_data_source_comes_back(installed: Installed) -> None:
    with pytest.raises(RefusedError, match="read-only"):
        installed.grafana().call("DELETE", DATASOURCE)
    own = installed.layout.config("grafana") / "provisioning" / "datasources" / "away.yaml"
    ours = own.with_name("influxdb.yaml")
    text = ours.read_text()
    ours.unlink()
    own.write_text("apiVersion: 1\ndeleteDatasources:\n  - {name: Smart Intersection, orgId: 1}\n")
    _reload(installed, "datasources")
    own.unlink()
    ours.write_text(text)
    ours.chmod(0o600)
    pid = installed.pid("grafana")
    assert list(changed(installed.setup())) == ["grafana : data source"]
    assert installed.pid("grafana") == pid
    assert installed.datasource_health() == "datasource is working. 2 buckets found"


@pytest.mark.parametrize("text", ["{ not yaml", "apiVersion: 1\ndatasources:\n  - {uid: x}\n"])
def test_a_damaged_provisioning_file_is_mended_before_it_keeps_grafana_from_starting(
    installed: Installed, text: str
) -> None:
    path = installed.layout.config("grafana") / "provisioning" / "datasources" / "influxdb.yaml"
    path.write_text(text)
    control.stop(installed.layout, "grafana")
    found = changed(installed.setup())
    assert found["grafana : file influxdb.yaml"] == "edited manually; a copy is kept"
    for copy in path.parent.glob("*.edited-*"):
        copy.unlink()


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("SMART_INTERSECTION_SLOW") != "1", reason="SMART_INTERSECTION_SLOW=1 runs it")
def test_a_provisioning_file_of_the_owner_that_grafana_refuses_is_named_in_the_failure(installed: Installed) -> None:
    own = installed.layout.config("grafana") / "provisioning" / "datasources" / "own.yaml"
    two = (f"  - {{name: {name}, type: influxdb, isDefault: true}}\n" for name in ("One", "Two"))
    own.write_text("apiVersion: 1\ndatasources:\n" + "".join(two))
    spec = role._spec(installed.context())
    impatient = replace(spec, policy=replace(spec.policy, restarts=0, start_seconds=2.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(role, "_POLICY", impatient.policy)
        assert "Only one datasource per organization can be marked as default" in failed(installed.setup()).reason
    own.unlink()
    assert "grafana : service grafana" in changed(installed.setup())


def test_a_dashboard_gets_there_and_its_deleted_file_comes_back(installed: Installed, tmp_path: Path) -> None:
    board: dict[str, object] = {"id": None, "uid": "more", "title": "More", "panels": [], "schemaVersion": 39}
    _asset(tmp_path / "dashboards" / "en" / "more.json", json.dumps(board))
    file = installed.layout.config("grafana") / "dashboards" / "more.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(role, "ASSETS", tmp_path)
        assert "grafana : file more.json" in changed(installed.setup())
        assert installed.grafana().get("/api/dashboards/uid/more").data["dashboard"]["title"] == "More"
        file.unlink()
        _reload(installed, "dashboards")  # Grafana has taken it away
        assert "grafana : file more.json" in changed(installed.setup())
        assert installed.grafana().get("/api/dashboards/uid/more").status == 200
    file.unlink()
    changed(installed.setup())


def test_settings_edited_by_hand_are_kept_aside_and_the_owners_own_survive(installed: Installed) -> None:
    path = installed.layout.config("grafana") / "grafana.ini"
    own = path.parent / "conf.d" / "grafana.ini"
    path.write_text(path.read_text().replace("[auth.anonymous]\nenabled = false", "[auth.anonymous]\nenabled = true"))
    own.write_text("[server]\nhttp_addr = 0.0.0.0\n[dashboards]\nmin_refresh_interval = 1s\n")
    changed(installed.setup())
    text = path.read_text()
    assert "[auth.anonymous]\nenabled = false" in text
    assert "min_refresh_interval = 1s" in text
    assert "0.0.0.0" not in text  # noqa: S104 - what must not happen
    own.unlink()
    for copy in path.parent.glob("*.edited-*"):
        copy.unlink()
    changed(installed.setup())


def test_a_grafana_without_its_influxdb_plugin_is_told_from_one_that_does_not_work(installed: Installed) -> None:
    own = installed.layout.config("grafana") / "conf.d" / "grafana.ini"
    own.write_text("[paths]\nbundled_plugins = /nowhere\n")
    result = failed(installed.setup())
    assert "lacks the InfluxDB plugin" in result.reason
    assert "--version grafana=" in result.remedy
    own.unlink()
    assert "grafana : service grafana" in changed(installed.setup())


def test_grafana_alone_says_that_it_needs_influxdb(empty: Installed) -> None:
    assert "InfluxDB" in failed(empty.setup("grafana")).reason


def _reload(installed: Installed, kind: str) -> None:
    installed.grafana().call("POST", f"/api/admin/provisioning/{kind}/reload")


def _asset(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
