"""Provisioning files, read as strictly as Grafana does: a mistake is an error, and at the start an end."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import yaml

from grafana_double import contacts, folders
from grafana_double.settings import SettingsError, expand, say

# As Grafana 9.3 reads them; newer ones know more.
_STATES = {"noDataState": {"NoData", "Alerting", "OK"}, "execErrState": {"Error", "Alerting", "OK"}}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEEP_LAST = (10, 4, 1)  # from here on both may be so, too (grafana/grafana#84406)
_RULE_KEYS = {"uid", "title", "condition", "data", "noDataState", "execErrState", "for", "annotations", "labels"}


def _files(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for path in sorted(folder.glob("*.y*ml")):
        try:
            tree = yaml.load(path.read_text(), Loader=_LOADER)  # noqa: S506 - both are safe ones
        except yaml.YAMLError as error:
            raise SettingsError(f"{path}: {error}") from None
        if not isinstance(tree, dict) or tree.get("apiVersion") != 1:
            raise SettingsError(f"{path}: apiVersion must be 1")
        found.append((path, tree))
    return found


def datasources(folder: Path, state: dict[str, Any]) -> None:
    known: dict[str, dict[str, Any]] = state["datasources"]
    files = [(tree, [_datasource(path, one) for one in tree.get("datasources") or []]) for path, tree in _files(folder)]
    if sum(bool(one.get("isDefault")) for _, wanted in files for one in wanted) > 1:
        message = "datasource.yaml config is invalid. Only one datasource per organization can be marked as default"
        raise SettingsError(message)
    for tree, wanted in files:  # one file after the other
        gone = {one["name"] for one in tree.get("deleteDatasources") or []} | {one["name"] for one in wanted}
        for uid in [uid for uid, one in known.items() if one["name"] in gone]:
            del known[uid]
        for one in wanted:
            if one.get("isDefault"):  # takes it from whoever has it
                for other in known.values():
                    other["isDefault"] = False
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
    """Bring the database to what is in the providers' folders; the files are always right.

    A uid that two of them use makes both drop their writes from the next look on (grafana/grafana#43530).
    """
    known = providers(folder)
    files = {one["name"]: _dashboards(Path(one["options"]["path"])) for one in known}
    uids = [board["uid"] for boards in files.values() for _, board in boards]
    twice = {uid for uid in uids if uids.count(uid) > 1} & set(state.get("twice", []))
    state["twice"] = [uid for uid in set(uids) if uids.count(uid) > 1]
    held, names = state["dashboards"], {"", *files}
    for uid in [uid for uid, one in held.items() if one["provider"] not in names]:  # nobody's any more
        del held[uid]
    for provider in known:
        boards, titles = files[provider["name"]], [board["title"] for _, board in files[provider["name"]]]
        own = [board["uid"] for _, board in boards]
        if twice & set(own) or len(set(own)) != len(own) or len(set(titles)) != len(titles):
            say("the same UID is used more than once")
            say(f"{provider['name']}: no database write permissions because of duplicates")
            continue
        _bring(provider, boards, state)


def _bring(provider: dict[str, Any], boards: list[tuple[str, dict[str, Any]]], state: dict[str, Any]) -> None:
    held: dict[str, Any] = state["dashboards"]
    here, title = [board["uid"] for _, board in boards], provider.get("folder", "")
    for uid in [uid for uid, one in held.items() if one["provider"] == provider["name"] and uid not in here]:
        if not provider.get("disableDeletion"):
            del held[uid]
    place = folders.need(state, title, provider.get("folderUid", "")) if title else ""
    more = {"provider": provider["name"], "folder": title, "folderUid": place}
    written = state.setdefault("written", {}).setdefault(provider["name"], {})
    for name, board in boards:
        sum_ = hashlib.md5(json.dumps(board).encode(), usedforsecurity=False).hexdigest()
        if written.get(name) != sum_ or board["uid"] not in held:  # a file that is as it was is not written again
            held[board["uid"]] = {**more, "file": name, "dashboard": board}
        written[name] = sum_


def _dashboards(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            one = json.loads(path.read_text())
            if "apiVersion" in one or one.get("id") is not None or not one["uid"] or not one["title"]:
                raise ValueError("not a classic dashboard with id null, uid and title")  # noqa: TRY301
            found.append((path.name, one))
        except (ValueError, KeyError, TypeError) as error:
            say(f"failed to load dashboard from {path}: {error}")
    return found


def alerting(folder: Path, state: dict[str, Any], version: str = "9.3.2") -> None:
    """Rules, contact points and policies; nothing of a rule is stored unless all can be."""
    wanted, files = [], _files(folder)
    for path, tree in files:
        for group in tree.get("groups") or []:
            if not (group.get("name") and group.get("folder") and group.get("interval")):
                raise SettingsError(f"{path}: rule group without name, folder or interval")
            for rule in group.get("rules") or []:
                _check_rule(path, rule, version)
                wanted.append({**rule, "folder": group["folder"]})
    versions = _versions(wanted, state)
    for rule in wanted:
        folders.need(state, rule["folder"])
        state["rules"][rule["uid"]] = rule
    state["versions"] = versions
    for gone in [gone for _, tree in files for gone in tree.get("deleteRules") or []]:
        state["rules"].pop(gone["uid"], None)
        state["versions"] = [one for one in state["versions"] if one["rule_uid"] != gone["uid"]]
    contacts.provision([(path, _expanded(tree)) for path, tree in files], state)


def _versions(wanted: list[dict[str, Any]], state: dict[str, Any]) -> list[dict[str, Any]]:
    """What is kept of each form of a rule; a new rule begins with the first."""
    kept: list[dict[str, Any]] = list(state.get("versions", []))
    for rule in wanted:
        if rule == state["rules"].get(rule["uid"]):
            continue
        known = [one["version"] for one in kept if one["rule_uid"] == rule["uid"]]
        if known and rule["uid"] not in state["rules"]:
            columns = ", ".join(f"alert_rule_version.{name}" for name in ("rule_org_id", "rule_uid", "version"))
            raise SettingsError(f"failed to create new rule versions: UNIQUE constraint failed: {columns}")
        number = max(known, default=0) + 1
        kept.append({"rule_org_id": 1, "rule_uid": rule["uid"], "version": number, "title": rule["title"]})
    return kept


def _check_rule(path: Path, rule: dict[str, Any], version: str) -> None:
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
        last = {"KeepLast"} if tuple(int(one) for one in version.split(".")) >= _KEEP_LAST else set()
        if key in rule and rule[key] not in allowed | last:
            raise SettingsError(f"{path}: {key} {rule[key]!r}")


def _check_query(path: Path, uid: str, query: dict[str, Any]) -> None:
    span = query.get("relativeTimeRange") or {}
    if query.get("datasourceUid") != "__expr__" and not span.get("from", 0) > span.get("to", 0):
        raise SettingsError(f"{path}: rule {uid}: invalid alert rule query {query['refId']}: time range")
    if not isinstance(query.get("model"), dict) or not query.get("datasourceUid"):
        raise SettingsError(f"{path}: rule {uid}: query {query['refId']} without model or datasourceUid")
