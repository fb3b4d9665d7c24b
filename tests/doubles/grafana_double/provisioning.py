"""Provisioning files, read as strictly as Grafana does: a mistake is an error, and at the start an end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from grafana_double import contacts
from grafana_double.settings import SettingsError, expand, say

# As Grafana 9.3 reads them; newer ones know more.
_STATES = {"noDataState": {"NoData", "Alerting", "OK"}, "execErrState": {"Error", "Alerting", "OK"}}
_RULE_KEYS = {"uid", "title", "condition", "data", "noDataState", "execErrState", "for", "annotations", "labels"}


def _files(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for path in sorted(folder.glob("*.y*ml")):
        try:
            tree = yaml.safe_load(path.read_text())
        except yaml.YAMLError as error:
            raise SettingsError(f"{path}: {error}") from None
        if not isinstance(tree, dict) or tree.get("apiVersion") != 1:
            raise SettingsError(f"{path}: apiVersion must be 1")
        found.append((path, tree))
    return found


def datasources(folder: Path, state: dict[str, Any]) -> None:
    known: dict[str, dict[str, Any]] = state["datasources"]
    files = _files(folder)
    wanted = [_datasource(path, one) for path, tree in files for one in tree.get("datasources") or []]
    if sum(bool(one.get("isDefault")) for one in wanted) > 1:
        raise SettingsError("datasource.yaml config is invalid. Only one datasource per organization can be default")
    for _, tree in files:
        for gone in tree.get("deleteDatasources") or []:
            for uid in [uid for uid, one in known.items() if one["name"] == gone["name"]]:
                del known[uid]
    for one in wanted:
        for uid in [uid for uid, old in known.items() if old["name"] == one["name"]]:
            del known[uid]
        known[one["uid"]] = one


def _datasource(path: Path, one: dict[str, Any]) -> dict[str, Any]:
    for key in ("name", "type"):
        if not isinstance(one.get(key), str):
            raise SettingsError(f"{path}: datasource without a {key}")
    if one.get("access", "proxy") not in ("proxy", "direct"):
        raise SettingsError(f"{path}: access must be proxy or direct")
    one = _expanded(one)
    return {"uid": one.get("uid") or re.sub(r"\W", "", one["name"]), "readOnly": not one.get("editable"), **one}


def _expanded(value: Any) -> Any:
    match value:
        case dict():
            return {key: _expanded(one) for key, one in value.items()}
        case list():
            return [_expanded(one) for one in value]
        case str():
            return expand(value, plain=True)
    return value


def providers(folder: Path) -> list[dict[str, Any]]:
    found = []
    for path, tree in _files(folder):
        for one in tree.get("providers") or []:
            if not one.get("name") or not (one.get("options") or {}).get("path"):
                raise SettingsError(f"{path}: provider without name or options.path")
            if one.get("type", "file") != "file":
                raise SettingsError(f"{path}: provider type {one['type']} is not supported")
            found.append(one)
    if len({one["name"] for one in found}) != len(found):
        raise SettingsError("dashboard provider names must be unique")
    return found


def dashboards(folder: Path, state: dict[str, Any]) -> None:
    """Bring the database to what is in the providers' folders; the files are always right."""
    for provider in providers(folder):
        held: dict[str, Any] = state["dashboards"]
        files = _dashboards(Path(provider["options"]["path"]))
        uids, titles = [one["uid"] for one in files], [one["title"] for one in files]
        if len(set(uids)) != len(uids) or len(set(titles)) != len(titles):
            say(f"{provider['name']}: no database write permissions because of duplicates")
            continue
        for uid in [uid for uid, one in held.items() if one["provider"] == provider["name"] and uid not in uids]:
            if not provider.get("disableDeletion"):
                del held[uid]
        held.update({one["uid"]: {"provider": provider["name"], "dashboard": one} for one in files})


def _dashboards(folder: Path) -> list[dict[str, Any]]:
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            one = json.loads(path.read_text())
            if "apiVersion" in one or one.get("id") is not None or not one["uid"] or not one["title"]:
                raise ValueError("not a classic dashboard with id null, uid and title")  # noqa: TRY301
            found.append(one)
        except (ValueError, KeyError, TypeError) as error:
            say(f"failed to load dashboard from {path}: {error}")
    return found


def alerting(folder: Path, state: dict[str, Any]) -> None:
    for path, tree in _files(folder):
        for group in tree.get("groups") or []:
            if not (group.get("name") and group.get("folder") and group.get("interval")):
                raise SettingsError(f"{path}: rule group without name, folder or interval")
            for rule in group.get("rules") or []:
                _check_rule(path, rule)
                state["rules"][rule["uid"]] = rule
        for gone in tree.get("deleteRules") or []:
            state["rules"].pop(gone["uid"], None)
    contacts.provision([(path, _expanded(tree)) for path, tree in _files(folder)], state)


def _check_rule(path: Path, rule: dict[str, Any]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", str(rule.get("uid", ""))):
        raise SettingsError(f"{path}: rule uid {rule.get('uid')!r}")
    refs = {one.get("refId") for one in rule.get("data") or []}
    if not rule.get("title") or rule.get("condition") not in refs:
        raise SettingsError(f"{path}: rule {rule['uid']} has no title, or a condition that is none of its queries")
    if rule.keys() - _RULE_KEYS:
        raise SettingsError(f"{path}: rule {rule['uid']} has unknown keys {sorted(rule.keys() - _RULE_KEYS)}")
    if not re.fullmatch(r"(\d+[smhdwy])+", str(rule.get("for", "0s"))):
        raise SettingsError(f"{path}: rule {rule['uid']}: not a valid duration string: {rule['for']!r}")
    for query in rule["data"]:
        _check_query(path, rule["uid"], query)
    for key, allowed in _STATES.items():
        if key in rule and rule[key] not in allowed:
            raise SettingsError(f"{path}: {key} {rule[key]!r}")


def _check_query(path: Path, uid: str, query: dict[str, Any]) -> None:
    span = query.get("relativeTimeRange") or {}
    if query.get("datasourceUid") != "__expr__" and not span.get("from", 0) > span.get("to", 0):
        raise SettingsError(f"{path}: rule {uid}: invalid alert rule query {query['refId']}: time range")
    if not isinstance(query.get("model"), dict) or not query.get("datasourceUid"):
        raise SettingsError(f"{path}: rule {uid}: query {query['refId']} without model or datasourceUid")
