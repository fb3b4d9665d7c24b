"""The alert rules ask only for what is written, and load from Grafana 9.3 on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from test_dashboards import _valid
from vocabulary import interpolated, problems

from bootstrap.grafana.alerting import contacts, rules
from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.site import DATASOURCE
from bootstrap.setup.owners import own_yaml
from core.errors import UserError
from core.settings.rules import RULES as RULE_KINDS

if TYPE_CHECKING:
    from pathlib import Path

TREE: dict[str, Any] = yaml.safe_load(rules.render("traffic", Limits(), "9.3.2"))
RULES = {rule["uid"]: rule for group in TREE["groups"] for rule in group["rules"]}
QUERIES = {uid: interpolated(rule["data"][0]["model"]["query"], {}) for uid, rule in RULES.items()}


def test_every_kind_of_trouble_that_events_tell_of_has_its_rule() -> None:
    assert set(RULES) == {
        *(f"si-{name.replace('_', '-')}{often}" for name in RULE_KINDS for often in ("", "-rate")),
        *(
            "si-set-aside",
            "si-database",
            "si-no-data",
            "si-camera-offline",
            "si-service-down",
            "si-slow",
            "si-late",
            "si-backlog",
        ),
    }


@pytest.mark.parametrize("uid", RULES)
def test_a_query_asks_only_for_what_is_written(uid: str) -> None:
    assert problems(QUERIES[uid]) == []


def test_the_queries_are_flux() -> None:
    verdicts = dict(zip(QUERIES, _valid(list(QUERIES.values())), strict=True))
    assert [QUERIES[uid] for uid, good in verdicts.items() if not good] == []


@pytest.mark.parametrize("uid", RULES)
def test_a_series_has_time_value_and_the_labels_the_summary_names(uid: str) -> None:
    """String columns outside the group key make a long table, which Grafana refuses as alert data."""
    last = QUERIES[uid].rstrip().splitlines()[-1]
    columns = re.findall(r'"(\w+)"', last)
    assert "keep(columns:" in last
    assert columns[:2] == ["_time", "_value"]
    named = set(re.findall(r"\.Labels\.(\w+)", RULES[uid]["annotations"]["summary"]))
    assert named <= set(columns[2:])


def test_a_function_is_given_a_label_only_where_there_is_one() -> None:
    """Without data there is none: Grafana would write an error into its log at each look."""
    summaries = [rule["annotations"]["summary"] for rule in RULES.values() if "reReplaceAll" in str(rule)]
    assert len(summaries) == 2
    for summary in summaries:
        assert re.search(r"\{\{ if \.Labels\.(\w+) \}\}\{\{ reReplaceAll [^}]*\.Labels\.\1 \}\}\{\{ end \}\}", summary)


def test_nothing_rests_on_grafanas_state_for_no_data() -> None:
    assert {rule["noDataState"] for rule in RULES.values()} == {"OK"}
    assert "array.from(rows: [{_value: 0}])" in QUERIES["si-no-data"]


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ("9.3.2", "OK"),
        ("10.4.0", "OK"),
        ("10.4.1", "KeepLast"),
        ("11.6.14+security-01", "KeepLast"),
        ("13.2.3", "KeepLast"),
    ],
)
def test_only_one_rule_speaks_when_the_database_cannot_be_asked(version: str, state: str) -> None:
    found = rules.wanted("traffic", Limits(), version)
    assert found["si-database"]["execErrState"] == "Alerting"
    assert {rule["execErrState"] for uid, rule in found.items() if uid != "si-database"} == {state}
    tree = yaml.safe_load(rules.render("traffic", Limits(), version))
    assert found == {rule["uid"]: rule for group in tree["groups"] for rule in group["rules"]}


def test_no_text_promises_minutes_that_have_not_passed() -> None:
    pending = {uid: rule["for"] for uid, rule in RULES.items() if "10 minutes" in rule["annotations"]["summary"]}
    assert pending == {"si-no-data": "10m"}


@pytest.mark.parametrize("uid", RULES)
def test_a_rule_uses_only_what_grafana_9_3_knows(uid: str) -> None:
    rule = RULES[uid]
    allowed = {"uid", "title", "condition", "data", "noDataState", "execErrState", "for", "annotations", "labels"}
    assert set(rule) <= allowed
    assert len(uid) <= 40
    assert "$" not in json.dumps(rule)  # read as an environment variable, or as a variable only newer ones leave alone
    source, reduce, threshold = rule["data"]
    assert source["datasourceUid"] == DATASOURCE
    assert source["relativeTimeRange"]["from"] > source["relativeTimeRange"]["to"]
    assert (reduce["model"]["expression"], threshold["model"]["expression"]) == ("A", "B")
    assert rule["condition"] == threshold["refId"] == "C"
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}


def test_titles_and_groups_are_unique() -> None:
    assert len({rule["title"] for rule in RULES.values()}) == len(RULES)
    assert len({group["name"] for group in TREE["groups"]}) == len(TREE["groups"])


def test_thresholds_are_the_owners(tmp_path: Path) -> None:
    path = tmp_path / "alerts.yaml"
    path.write_text("fps_floor: 12.5\nlatency_ceiling_ms: 250\nred_light_per_hour: 3\nno_data_minutes: 20\n")
    tree = yaml.safe_load(rules.render("traffic", own_yaml(path, Limits), "9.3.2"))
    found = {rule["uid"]: rule for group in tree["groups"] for rule in group["rules"]}
    limits = {uid: rule["data"][2]["model"]["conditions"][0]["evaluator"]["params"] for uid, rule in found.items()}
    assert (limits["si-slow"], limits["si-late"], limits["si-red-light-rate"]) == ([12.5], [250.0], [3])
    assert found["si-no-data"]["for"] == "20m"
    assert {uid: rule["title"] for uid, rule in found.items()} == rules.titles()  # silences go by it


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("fps_flor: 3", "fps_flor"),
        ("fps_floor: 0", "fps_floor"),
        ("webhook: file:///etc/passwd", "webhook"),
        ("webhook: 'https://a b/c'", "webhook"),
        ("email: [nobody]", "email.0"),
        ("email: ['a@b;c@d']", "email.0"),
    ],
)
def test_a_mistake_in_the_owners_file_is_named(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "alerts.yaml"
    path.write_text(text)
    with pytest.raises(UserError, match=rf"alerts\.yaml: {re.escape(where)}"):
        own_yaml(path, Limits)


def test_a_dollar_in_a_webhook_stays_one() -> None:
    tree = yaml.safe_load(contacts.render(Limits(webhook="https://hooks.example/$TOKEN"), ""))
    assert tree["contactPoints"][0]["receivers"][0]["settings"]["url"] == "https://hooks.example/$$TOKEN"
    assert tree["policies"][0]["receiver"] == tree["contactPoints"][0]["name"]


def test_a_contact_that_has_left_is_deleted_and_the_file_settles() -> None:
    both = contacts.render(Limits(webhook="https://hooks.example/", email=("a@b.example",)), "")
    assert "deleteContactPoints" not in yaml.safe_load(both)
    mail = contacts.render(Limits(email=("a@b.example",)), both)
    assert yaml.safe_load(mail)["deleteContactPoints"] == [{"orgId": 1, "uid": "si-webhook"}]
    assert contacts.render(Limits(email=("a@b.example",)), mail) == mail
    none = contacts.render(Limits(), mail)
    assert yaml.safe_load(none)["resetPolicies"] == [1]
    assert contacts.render(Limits(), none) == none
