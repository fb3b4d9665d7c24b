"""Alert rules really evaluated against InfluxDB, and the Alertmanager's alerts and silences.

A minute of the real one is a second here, and it passes only when somebody looks. A rule whose Flux the double of
InfluxDB does not know stays unevaluated.
"""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request

from grafana_double import queries

if TYPE_CHECKING:
    from grafana_double.database import Database

_MINUTE = 1.0
_LINGERING = 4.5
_NEVER = "0001-01-01T00:00:00Z"
_NEEDED = ("matchers", "startsAt", "endsAt", "createdBy", "comment")
_UNITS = {"s": 1 / 60, "m": 1.0, "h": 60.0}
_COMPARE = {"gt": lambda value, limit: value > limit, "lt": lambda value, limit: value < limit}


@dataclass
class Instance:
    """One series of a rule."""

    labels: dict[str, str]
    state: str
    value: float
    since: float


@dataclass
class Evaluation:
    """How a rule was when it was last looked at."""

    health: str = "unknown"
    error: str = ""
    at: float = 0.0
    instances: dict[tuple[tuple[str, str], ...], Instance] = field(default_factory=dict)


class Alerting:
    def __init__(self, store: Database, version: str) -> None:
        self._store, self._version = store, version
        self._known: dict[str, Evaluation] = {}
        self._told: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}  # by labels: what was heard of last

    def rules(self, _: Request) -> Reply:
        """As Prometheus would tell."""
        self._evaluate()
        rules = self._store.read()["rules"]
        shown = [self._rule(rule) for rule in rules.values()]
        return Reply(200, {"status": "success", "data": {"groups": [{"name": "all", "file": "f", "rules": shown}]}})

    def one(self, request: Request) -> Reply:
        found = self._store.read()["rules"].get(request.ids[0])
        if found is None:
            raise Refusal(500, "", "could not find alert rule")
        return Reply(200, {**found, "provenance": "file"})

    def change(self, _: Request) -> Reply:
        raise Refusal(500, "", "cannot changed provenance from 'file' to 'api'")

    def delete(self, _: Request) -> Reply:
        raise Refusal(500, "", "cannot delete with provided provenance 'api', needs 'file'")

    def alerts(self, _: Request) -> Reply:
        """What fires, as the Alertmanager tells."""
        self._evaluate()
        silences = [one for one in self._store.read().get("silences", {}).values() if _phase(one) == "active"]
        for uid, rule in self._store.read()["rules"].items():
            known = self._known.get(uid, Evaluation()).instances.values()
            gone = [self._labels(rule, one) for one in known if one.state not in ("Alerting", "Error")]
            for labels in gone:
                self._told.pop(tuple(sorted(labels.items())), None)
            for one in known:
                if one.state in ("Alerting", "Error"):
                    alert = self._alert(rule, one, silences)
                    self._told[tuple(sorted(alert["labels"].items()))] = alert
        self._told = {key: one for key, one in self._told.items() if _seconds(one["endsAt"]) > time.time()}
        return Reply(200, list(self._told.values()))

    def silences(self, _: Request) -> Reply:
        known = self._store.read().get("silences", {}).values()
        return Reply(200, [{**one, "status": {"state": _phase(one)}, "updatedAt": one["startsAt"]} for one in known])

    def silence(self, request: Request) -> Reply:
        body = request.json()
        missing = [key for key in _NEEDED if not body.get(key)]
        if missing or not all("name" in one and "value" in one and "isRegex" in one for one in body["matchers"]):
            raise Refusal(400, "", f"silence failed validation: {', '.join(missing) or 'matchers'} is required")
        if not _seconds(body["startsAt"]) < _seconds(body["endsAt"]) or _seconds(body["endsAt"]) < time.time():
            raise Refusal(400, "", "unable to create silence: invalid silence: end time must not be before start time")
        identity = secrets.token_hex(16)
        with self._store.change() as state:
            state.setdefault("silences", {})[identity] = {**body, "id": identity}
        key = "id" if self._version.startswith(("9.", "10.")) else "silenceID"
        return Reply(202, {key: identity, "message": "silence created"})

    def unsilence(self, request: Request) -> Reply:
        with self._store.change() as state:
            found = state.get("silences", {}).get(request.ids[0])
            if found is None:
                raise Refusal(404, "", "silence not found")
            found["endsAt"] = _stamp(time.time())
        return Reply(200, {"message": "silence deleted"})

    def _rule(self, rule: dict[str, Any]) -> dict[str, Any]:
        known = self._known.get(rule["uid"], Evaluation())
        states = [one.state for one in known.instances.values()]
        state = "firing" if {"Alerting", "Error"} & set(states) else "pending" if "Pending" in states else "inactive"
        shown = {
            "state": state,
            "name": rule["title"],
            "query": "[]",
            "labels": rule.get("labels", {}),
            "health": known.health,
            "type": "alerting",
            "lastEvaluation": _stamp(known.at) if known.at else _NEVER,
            "evaluationTime": 0.01,
            "alerts": [
                {
                    "labels": self._labels(rule, one),
                    "annotations": {},
                    "state": one.state,
                    "activeAt": _stamp(one.since),
                    "value": f"{one.value:e}",
                }
                for one in known.instances.values()
            ],
        }
        return {**shown, **({"lastError": known.error} if known.error else {})}

    def _labels(self, rule: dict[str, Any], one: Instance) -> dict[str, str]:
        name = {"alertname": rule["title"]}
        if one.state == "Error":
            name = {"alertname": "DatasourceError", "rulename": rule["title"]}
        own = {"grafana_folder": "Smart Intersection alerts", "__alert_rule_uid__": rule["uid"]}
        return {**one.labels, **rule.get("labels", {}), **own, **name}

    def _alert(self, rule: dict[str, Any], one: Instance, silences: list[dict[str, Any]]) -> dict[str, Any]:
        labels = self._labels(rule, one)
        by = [silence["id"] for silence in silences if all(_matches(m, labels) for m in silence["matchers"])]
        trouble = {"Error": self._known[rule["uid"]].error} if one.state == "Error" else {}
        return {
            "labels": labels,
            "annotations": trouble | {key: _filled(text, one) for key, text in rule.get("annotations", {}).items()},
            "startsAt": _stamp(one.since),
            "endsAt": _stamp(time.time() + _LINGERING),  # of one whose name has changed nobody says that it is over
            "updatedAt": _stamp(time.time()),
            "fingerprint": secrets.token_hex(8),
            "receivers": [{"name": "grafana-default-email"}],
            "generatorURL": "",
            "status": {"state": "suppressed" if by else "active", "silencedBy": by, "inhibitedBy": []},
        }

    def _evaluate(self) -> None:
        state, now = self._store.read(), time.time()
        self._known = {uid: known for uid, known in self._known.items() if uid in state["rules"]}
        for uid, rule in state["rules"].items():
            known = self._known.setdefault(uid, Evaluation())
            if now - known.at >= _MINUTE:
                _look(rule, state["datasources"], known, now)


def _look(rule: dict[str, Any], sources: dict[str, Any], known: Evaluation, now: float) -> None:
    query, reduce, threshold = rule["data"]
    assert (reduce["model"]["type"], reduce["model"]["reducer"]) == ("reduce", "last")
    span = query["relativeTimeRange"]
    try:
        source = queries.known(sources, query["datasourceUid"])
        tables = queries.ask(source, query["model"]["query"], now - span["from"], now - span["to"])
        series = dict(_series(table) for table in tables)
    except queries.QueryError as error:
        if error.known:
            known.health, known.error, known.at = "error", f"failed to execute query A: {error}", now
            if rule["execErrState"] != "KeepLast":
                known.instances = {(): _failed(rule, known, now)}
        return
    known.health, known.error, known.at = "ok", "", now
    (condition,) = threshold["model"]["conditions"]
    compare, (limit,) = _COMPARE[condition["evaluator"]["type"]], condition["evaluator"]["params"]
    found = {key: ("Alerting" if compare(value, limit) else "Normal", value) for key, value in series.items()}
    if not found:
        alerting = rule["noDataState"] == "Alerting"  # at once, not after `for`
        known.instances = {(): Instance({}, "Alerting" if alerting else "Normal", 0.0, now)}
        return
    known.instances = {
        key: _next(known.instances.get(key), Instance(dict(key), state, value, now), _pending(rule))
        for key, (state, value) in found.items()
    }


def _failed(rule: dict[str, Any], known: Evaluation, now: float) -> Instance:
    """A rule that could not be evaluated: an alert of another name, the rule's own, or none."""
    how = {"Error": "Error", "Alerting": "Alerting"}.get(rule["execErrState"], "Normal")
    made = Instance({}, how, 0.0, now)
    return _next(known.instances.get(()), made, _pending(rule)) if how == "Alerting" else made


def _next(before: Instance | None, now: Instance, pending: float) -> Instance:
    """What was wrong already began then, and must have been so for some time to be an alert."""
    if now.state == "Alerting" and before and before.state in ("Pending", "Alerting"):
        long = now.since - before.since >= pending
        return Instance(now.labels, "Alerting" if long else "Pending", now.value, before.since)
    return Instance(now.labels, "Pending" if now.state == "Alerting" and pending else now.state, now.value, now.since)


def _pending(rule: dict[str, Any]) -> float:
    number, unit = re.fullmatch(r"(\d+)([smh])", rule.get("for", "0s")).groups()  # type: ignore[union-attr]
    return int(number) * _UNITS[unit] * _MINUTE


def _series(table: queries.Table) -> tuple[tuple[tuple[str, str], ...], float]:
    """The labels of a series and its newest value; a long table is refused, as Grafana refuses it."""
    columns = list(zip(table.names, table.types, table.keyed, strict=True))
    if any(kind == "string" and not keyed for _, kind, keyed in columns):
        raise queries.QueryError("input data must be a wide series but got type long")
    last = dict(zip(table.names, table.rows[-1], strict=True))
    labels = tuple(sorted((name, last[name]) for name, kind, _ in columns if kind == "string"))
    return labels, float(last["_value"])


def _matches(matcher: dict[str, Any], labels: dict[str, str]) -> bool:
    value = labels.get(matcher["name"], "")
    same = bool(re.fullmatch(matcher["value"], value)) if matcher["isRegex"] else value == matcher["value"]
    return same == matcher.get("isEqual", True)


def _filled(text: str, one: Instance) -> str:
    """A summary; of a rule that could not be evaluated as Go's templates write what is missing."""
    text = re.sub(
        r"\{\{ *if \.Labels\.(\w+) *\}\}(.*?)\{\{ *end *\}\}",
        lambda found: found[2] if one.labels.get(found[1]) else "",
        text,
    )
    text = re.sub(
        r'\{\{ *reReplaceAll "([^"]*)" "([^"]*)" \.Labels\.(\w+) *\}\}',
        lambda found: re.sub(found[1], found[2], one.labels.get(found[3], "[no value]")),
        text,
    )
    text = re.sub(r"\{\{ *\.Labels\.(\w+) *\}\}", lambda found: one.labels.get(found[1], "[no value]"), text)
    return re.sub(r'\{\{ *printf "(%[.\d]*f)" \.Values\.B\.Value *\}\}', lambda found: _printed(found[1], one), text)


def _printed(form: str, one: Instance) -> str:
    return "%!f(<nil>)" if one.state == "Error" else form % one.value


def _phase(silence: dict[str, Any]) -> str:
    now = time.time()
    if _seconds(silence["endsAt"]) <= now:
        return "expired"
    return "active" if _seconds(silence["startsAt"]) <= now else "pending"


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
