"""The alert rules: a query, its newest value, a threshold.

Alert queries know no variables of a dashboard. They leave `_time`, `_value` and the labels, with the labels as group
key; otherwise Grafana sees a long table and refuses it.

One cause, one alert. A rule that finds nothing is at ease (`OK`): no violation is the usual case, and a camera that is
off has an alert of its own. That nothing arrives is told by a query that always has a row: Grafana's own state for no
data fires at once, and not after `for`. While the database cannot be asked only `si-database` speaks; the others keep
their state or, where Grafana does not know that yet, are at ease.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml

from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.site import DATASOURCE
from bootstrap.grafana.wording import LANGUAGES, say, spoken, titled
from core.settings.rules import RULES, RuleKind

# Not the dashboards' folder: Grafana makes it itself, with a uid of its own, and two of one name would quarrel.
_FOLDER: Final = "Smart Intersection alerts"
_HEADER: Final = "# Written by setup; the next run writes it anew. Thresholds: conf.d/alerts.yaml.\n"
_EXPRESSION: Final = {"type": "__expr__", "uid": "__expr__"}
_CAMERA: Final = "{{ .Labels.camera }} ({{ .Labels.site }})"
# Without data there is no label, which the function would refuse, with an error in Grafana's log at each look.
_RECEIVER: Final = '{{ if .Labels.receiver }}{{ reReplaceAll "^(backlog|set_aside)_" "" .Labels.receiver }}{{ end }}'
_KEEP_LAST: Final = (10, 4, 1)  # from here on a rule may keep its state (grafana/grafana#84406); before, it is an error
_COUNT: Final = '{{ printf "%.0f" .Values.B.Value }}'
_VALUE: Final = '{{ printf "%.1f" .Values.B.Value }}'
_AGE: Final = "float(v: int(v: v.timeRangeStop) - int(v: r._time)) / 60000000000.0"  # minutes
_HOUR, _WEEK = 3_600, 604_800


@dataclass(frozen=True)
class Rule:
    """One rule.

    Args:
        uid: the same for ever; Grafana takes the rule by it.
        title: what is the matter; the same for as long as the language is, as silences go by it.
        summary: in a sentence, with labels and value.
        severity: critical, warning or info.
        query: Flux, leading to one series for each alert.
        seconds: how far the query looks back.
        compare: gt or lt.
        limit: of the newest value.
        pending: for how long it must be so, a duration.
        failed: state if the query fails; empty for that of most.
    """

    uid: str
    title: str
    summary: str
    severity: str
    query: str
    seconds: int
    compare: str
    limit: float
    pending: str = "0s"
    failed: str = ""


@cache  # setup looks more than once, and writing YAML takes longer than all the rest
def render(bucket: str, limits: Limits, version: str, language: str = LANGUAGES[0]) -> str:
    """All rules as a provisioning file for a version of Grafana, in a language."""
    failed = _failed(version)
    parts = (("Traffic", violations(bucket, limits)), ("Health", health(bucket, limits)))
    groups = [spoken(_group(name, rules, failed), language) for name, rules in parts]
    return _HEADER + yaml.safe_dump({"apiVersion": 1, "groups": groups}, sort_keys=False, width=100)


def wanted(bucket: str, limits: Limits, version: str, language: str = LANGUAGES[0]) -> dict[str, dict[str, Any]]:
    """All rules by uid, as they are in that file."""
    found = [*violations(bucket, limits), *health(bucket, limits)]
    return {rule.uid: spoken(_rule(rule, _failed(version)), language) for rule in found}


def _failed(version: str) -> str:
    """The state of a rule whose query fails: as it was."""
    number = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    return "KeepLast" if number >= _KEEP_LAST else "OK"


def titles(language: str = LANGUAGES[0]) -> dict[str, str]:
    """What each rule is called in a language, by its uid."""
    return {rule.uid: spoken(rule.title, language) for make in (violations, health) for rule in make("", Limits())}


def violations(bucket: str, limits: Limits) -> list[Rule]:
    """Each violation, and many of one kind."""
    return [one for kind in RULES.values() for one in _violation_alerts(bucket, kind, limits.per_hour(kind.name))]


def _violation_alerts(bucket: str, kind: RuleKind, often: int) -> tuple[Rule, Rule]:
    """That a rule was broken, and that it is broken more often than `often` times an hour."""
    uid, title, query = f"si-{kind.name.replace('_', '-')}", titled(kind.title), _violations(bucket, kind.name)
    once = say("{title} at {camera}: {count} in 5 minutes", title=title, camera=_CAMERA, count=_COUNT)
    many = say(
        "{title} at {camera}: {count} in an hour, above the limit of {limit}",
        title=title,
        camera=_CAMERA,
        count=_COUNT,
        limit=str(often),
    )
    return (
        Rule(uid, title, once, kind.severity, query, 300, "gt", 0),
        Rule(f"{uid}-rate", say("{title}: often", title=title), many, "warning", query, _HOUR, "gt", often),
    )


def health(bucket: str, limits: Limits) -> list[Rule]:
    """Cameras, speed, delivery, and that anything comes at all."""
    return [
        Rule(
            "si-database",
            say("Database not available"),
            say(
                "Grafana cannot query InfluxDB, and no other alert is updated until it can; "
                "run `smart-intersection status` to find out why"
            ),
            "critical",
            _arrived(bucket),
            120,
            "lt",
            0,
            "2m",
            failed="Alerting",
        ),
        Rule(
            "si-no-data",
            say("No data received"),
            say(
                "No data from any camera for {minutes} minutes: the engine or the network is down; "
                "run `smart-intersection status` to find out which",
                minutes=str(limits.no_data_minutes),
            ),
            "critical",
            _arrived(bucket),
            120,
            "lt",
            1,
            f"{limits.no_data_minutes}m",
        ),
        Rule(
            "si-camera-offline",
            say("Camera offline"),
            say("{camera} has not reported for {value} minutes", camera=_CAMERA, value=_VALUE),
            "critical",
            _silent(bucket),
            _WEEK,
            "gt",
            limits.camera_silent_minutes,
        ),
        Rule(
            "si-service-down",
            say("Service down"),
            say(
                "{service} of {site} has not been running for {value} minutes; "
                "run `smart-intersection status` to find out why",
                service="{{ .Labels.service }}",
                site="{{ .Labels.site }}",
                value=_VALUE,
            ),
            "critical",
            _down(bucket),
            _WEEK,
            "gt",
            limits.service_down_minutes,
        ),
        Rule(
            "si-slow",
            say("Low frame rate"),
            say(
                "{camera} is processed at {value} frames per second, below the limit of {limit}",
                camera=_CAMERA,
                value=_VALUE,
                limit=f"{limits.fps_floor:g}",
            ),
            "warning",
            _measured(bucket, "fps", "mean"),
            300,
            "lt",
            limits.fps_floor,
            "2m",
        ),
        Rule(
            "si-late",
            say("High latency"),
            say(
                "Latency of {camera} is {value} ms (p95), above the limit of {limit} ms",
                camera=_CAMERA,
                value=_VALUE,
                limit=f"{limits.latency_ceiling_ms:g}",
            ),
            "warning",
            _measured(bucket, "end_to_end_p95_ms", "mean"),
            300,
            "gt",
            limits.latency_ceiling_ms,
            "2m",
        ),
        Rule(
            "si-backlog",
            say("Event backlog growing"),
            say("{count} more events than 15 minutes ago are waiting for {receiver}", count=_COUNT, receiver=_RECEIVER),
            "warning",
            _growth(bucket, "backlog"),
            900,
            "gt",
            limits.backlog_growth,
        ),
        Rule(
            "si-set-aside",
            say("Events rejected"),
            say(
                "{count} events were rejected in the last 15 minutes by {receiver}; they are kept with the reason in "
                "the journal's table set_aside",
                count=_COUNT,
                receiver=_RECEIVER,
            ),
            "warning",
            _growth(bucket, "set_aside"),
            900,
            "gt",
            0,
        ),
    ]


def _from(bucket: str, measurement: str, condition: str) -> str:
    return (
        f'from(bucket: "{bucket}")\n'
        "    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)\n"
        f'    |> filter(fn: (r) => r._measurement == "{measurement}")\n'
        f"    |> filter(fn: (r) => {condition})\n"
    )


def _series(*labels: str) -> str:
    """The last step: one value now, with its labels."""
    names = "".join(f', "{label}"' for label in labels)
    return (
        "    |> map(fn: (r) => ({r with _time: v.timeRangeStop}))\n"
        f'    |> keep(columns: ["_time", "_value"{names}])\n'
    )


def _violations(bucket: str, rule: str) -> str:
    return (
        _from(bucket, "violations", f'r._field == "count" and r.rule == "{rule}"')
        + '    |> group(columns: ["site", "camera"])\n    |> sum()\n'
        + _series("site", "camera")
    )


def _arrived(bucket: str) -> str:
    """How many reports; 0, too, has a row."""
    reports = _from(bucket, "performance", 'r._field == "fps"') + "    |> group()\n    |> count()\n"
    return (
        'import "array"\n\nunion(tables: [\n'
        f'array.from(rows: [{{_value: 0}}]),\n{reports}    |> keep(columns: ["_value"]),\n'
        "])\n    |> group()\n    |> sum()\n" + _series()
    )


def _silent(bucket: str) -> str:
    """Minutes since a camera's last report; 0 if it said that its source had ended."""
    return (
        _from(bucket, "performance", 'r._field == "state"')
        + "    |> last()\n"
        + f'    |> map(fn: (r) => ({{r with _value: if r._value == "ended" then 0.0 else {_AGE}}}))\n'
        + _series("site", "camera")
    )


def _down(bucket: str) -> str:
    """Minutes since a service's last change; 0 if that was for the better. Cameras that reconnect are `_silent`."""
    good = " or ".join(f'r._value == "{state}"' for state in ("running", "ended", "stopped"))
    return (
        _from(bucket, "service_health", 'r._field == "state"')
        + "    |> last()\n"
        + '    |> filter(fn: (r) => r.service !~ /^camera\\// or r._value == "failed" or r._value == "running")\n'
        + f"    |> map(fn: (r) => ({{r with _value: if {good} then 0.0 else {_AGE}}}))\n"
        + _series("site", "service")
    )


def _measured(bucket: str, name: str, function: str) -> str:
    return _from(bucket, "performance", f'r._field == "{name}"') + f"    |> {function}()\n" + _series("site", "camera")


def _growth(bucket: str, what: str) -> str:
    """What a receiver's events have grown by; every camera of an engine tells the same, so the largest counts."""
    return (
        _from(bucket, "performance", f"r._field =~ /^{what}_/")
        + "    |> difference()\n    |> sum()\n"
        + '    |> rename(columns: {_field: "receiver"})\n'
        + '    |> group(columns: ["site", "receiver"])\n    |> max()\n'
        + _series("site", "receiver")
    )


def _group(name: str, rules: list[Rule], failed: str) -> dict[str, Any]:
    return {
        "orgId": 1,
        "name": f"Smart Intersection {name.lower()}",
        "folder": _FOLDER,
        "interval": "1m",
        "rules": [_rule(rule, failed) for rule in rules],
    }


def _rule(rule: Rule, failed: str) -> dict[str, Any]:
    return {
        "uid": rule.uid,
        "title": rule.title,
        "condition": "C",
        "for": rule.pending,
        "noDataState": "OK",
        "execErrState": rule.failed or failed,
        "data": [
            _query("A", DATASOURCE, rule.seconds, {"query": rule.query, "intervalMs": 60_000, "maxDataPoints": 43_200}),
            _query("B", "__expr__", 0, {"type": "reduce", "expression": "A", "reducer": "last"}),
            _query(
                "C",
                "__expr__",
                0,
                {
                    "type": "threshold",
                    "expression": "B",
                    "conditions": [{"evaluator": {"type": rule.compare, "params": [rule.limit]}}],
                },
            ),
        ],
        "annotations": {"summary": rule.summary},
        "labels": {"severity": rule.severity, "product": "smart-intersection"},
    }


def _query(ref: str, source: str, seconds: int, model: dict[str, Any]) -> dict[str, Any]:
    where = {"datasource": _EXPRESSION} if source == "__expr__" else {}
    return {
        "refId": ref,
        "relativeTimeRange": {"from": seconds, "to": 0},
        "datasourceUid": source,
        "model": {"refId": ref, **model, **where},
    }
