"""Alert rules and contacts, from the owner's file to what Grafana has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from installed import SERVICES, changed, failed

from bootstrap.converge.progress import Note
from bootstrap.setup import run

if TYPE_CHECKING:
    from installed import Installed


def test_rules_and_dashboards_are_in_grafana_after_the_first_setup(installed: Installed) -> None:
    assert {"si-red-light", "si-no-data", "si-camera-offline"} <= set(_rules(installed))
    for uid in ("si-overview", "si-violations", "si-performance"):
        assert installed.grafana().get(f"/api/dashboards/uid/{uid}").status == 200


def test_the_owners_thresholds_and_contacts_get_there_with_one_run_and_leave_with_one(installed: Installed) -> None:
    own = installed.layout.config("grafana") / "conf.d" / "alerts.yaml"
    own.write_text("fps_floor: 12.5\nwebhook: https://hooks.example/secret\n")
    said = changed(installed.setup())
    assert {"grafana : file alerting/smart-intersection.yaml", "grafana : service grafana"} <= set(said)
    threshold = _rules(installed)["si-slow"]["data"][2]["model"]["conditions"][0]["evaluator"]
    assert threshold == {"type": "lt", "params": [12.5]}
    assert [one["settings"]["url"] for one in _contacts(installed)] == ["https://hooks.example/secret"]
    assert _policy(installed) == "Smart Intersection"
    assert changed(installed.setup()) == {}
    own.unlink()
    changed(installed.setup())
    assert (_contacts(installed), _policy(installed)) == ([], "grafana-default-email")


def test_an_address_without_a_mail_server_is_remarked(installed: Installed) -> None:
    own = installed.layout.config("grafana") / "conf.d"
    own.joinpath("alerts.yaml").write_text("email: [operator@example.org]\n")
    assert any("set [smtp] enabled = true" in note for note in _notes(installed))
    own.joinpath("grafana.ini").write_text("[smtp]\nenabled = true\n")
    assert not any("smtp" in note for note in _notes(installed))
    for name in ("alerts.yaml", "grafana.ini"):
        own.joinpath(name).unlink()
    changed(installed.setup())


def _notes(installed: Installed) -> list[str]:
    notes: list[str] = []
    context = installed.context(check=True)
    context.tell = lambda step: notes.append(step.text) if isinstance(step, Note) else None
    changed(run.setup(context, SERVICES))
    return notes


def test_a_mistake_in_the_owners_file_is_told_before_anything_is_changed(installed: Installed) -> None:
    own = installed.layout.config("grafana") / "conf.d" / "alerts.yaml"
    own.write_text("fps_flor: 12.5\n")
    assert "fps_flor" in failed(installed.setup()).reason
    own.unlink()
    assert changed(installed.setup()) == {}


def _rules(installed: Installed) -> dict[str, Any]:
    return {one["uid"]: one for one in installed.grafana().get("/api/v1/provisioning/alert-rules").data}


def _contacts(installed: Installed) -> Any:
    return installed.grafana().get("/api/v1/provisioning/contact-points").data


def _policy(installed: Installed) -> Any:
    return installed.grafana().get("/api/v1/provisioning/policies").data["receiver"]
