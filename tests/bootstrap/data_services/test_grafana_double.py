"""The double of Grafana is as strict with provisioning files as the makers' one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from grafana_double import provisioning
from grafana_double.settings import SettingsError

from bootstrap.grafana.alerting import contacts, rules
from bootstrap.grafana.alerting.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rule: rule.update(uid="much too long " * 5),
        lambda rule: rule.update(condition="Z"),
        lambda rule: rule.update(noDataState="Ok"),
        lambda rule: rule.update(keepFiringFor="5m"),
        lambda rule: rule.update({"for": "a while"}),
        lambda rule: rule["data"][0]["relativeTimeRange"].update({"from": 0}),
        lambda rule: rule["data"][0].pop("model"),
    ],
)
def test_the_double_refuses_a_rule_that_old_grafana_would_not_start_with(tmp_path: Path, spoil: Any) -> None:
    tree = yaml.safe_load(rules.render("traffic", Limits(), "9.3.2"))
    provisioning.alerting(_file(tmp_path, tree), _state())
    spoil(tree["groups"][0]["rules"][0])
    with pytest.raises(SettingsError):
        provisioning.alerting(_file(tmp_path, tree), _state())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tree: tree["policies"][0].update(receiver="nobody"),
        lambda tree: tree["contactPoints"][0]["receivers"][0].pop("uid"),
        lambda tree: tree["contactPoints"][0]["receivers"][0]["settings"].pop("url"),
        lambda tree: tree.update(deleteContactPoints=[{"orgId": 1, "uid": "si-webhook"}]),
    ],
)
def test_the_double_refuses_contacts_that_do_not_fit_together(tmp_path: Path, spoil: Any) -> None:
    tree = yaml.safe_load(contacts.render(Limits(webhook="https://hooks.example"), ""))
    provisioning.alerting(_file(tmp_path, tree), _state())
    spoil(tree)
    with pytest.raises(SettingsError):
        provisioning.alerting(_file(tmp_path, tree), _state())


def _file(folder: Path, tree: dict[str, Any]) -> Path:
    (folder / "one.yaml").write_text(yaml.safe_dump(tree))
    return folder


def _state() -> dict[str, Any]:
    return {"rules": {}}
