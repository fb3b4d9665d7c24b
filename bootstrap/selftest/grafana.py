"""Links: Grafana's data source shows the events, and its alert rule has seen the violation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.alerting.rules import titles
from bootstrap.grafana.site import DATASOURCE
from bootstrap.grafana.wording import LANGUAGES
from bootstrap.http_api import RefusedError
from bootstrap.selftest import flux
from bootstrap.selftest.quiet import grafana
from core.errors import UserError
from core.events import is_synthetic

if TYPE_CHECKING:
    from bootstrap.http_api import Api
    from bootstrap.selftest.run import Run

RULE: Final = "si-red-light"
_REPAIR: Final = "run: smart-intersection repair"
_NOT_FOUND: Final = 404
_SHOWN: Final = ("pending", "alerting", "firing")
_ASK_SECONDS: Final = 0.5
_SCHEDULED_SECONDS: Final = 5.0  # a Grafana that has just started lists its rules a moment later
_SETTLE_SECONDS: Final = 2.0
_EVALUATION_SECONDS: Final = 180.0  # rules are looked at once a minute; the run's own limit usually comes first


def shown(run: Run) -> str:
    """Ask through the provisioned data source, with Grafana's own token."""
    api = _grafana(run)
    wanted = {event.id for event in run.events}
    if not run.wait(lambda: wanted <= _ids(_ask(run, api)), every=_ASK_SECONDS):
        raise UserError("Grafana's data source does not return the events stored in InfluxDB", _REPAIR)
    return f"{api.url}: both events read through the data source"


def _ask(run: Run, api: Api) -> Any:  # noqa: ANN401 - JSON
    start, stop = (str(round((run.now + offset) * 1_000)) for offset in (-600, 600))
    question = flux.question("v.defaultBucket", "v.timeRangeStart", "v.timeRangeStop")
    source = {"type": "influxdb", "uid": DATASOURCE}
    query = {"refId": "A", "datasource": source, "query": question, "intervalMs": 1_000, "maxDataPoints": 100}
    try:
        answer = api.call("POST", "/api/ds/query", {"from": start, "to": stop, "queries": [query]}).data
    except RefusedError as error:
        if error.status == _NOT_FOUND:
            raise UserError("the Smart Intersection data source is missing in Grafana", _REPAIR) from None
        raise UserError(
            f"Grafana's data source does not work: {_reason(error.data) or error.message}", _REPAIR
        ) from None
    if reason := _reason(answer):
        raise UserError(f"Grafana's data source does not work: {reason}", _REPAIR)
    return answer


def _reason(answer: object) -> str:
    """Why a query failed: Grafana says so in a good answer, too (207, and 200 of old versions)."""
    return str(_dict(_dict(_dict(answer).get("results")).get("A")).get("error") or "")


def _ids(answer: object) -> set[str]:
    """Every text in the frames of an answer."""
    frames = _dict(_dict(_dict(answer).get("results")).get("A")).get("frames")
    columns = [
        column
        for frame in (frames if isinstance(frames, list) else [])
        for column in _dict(_dict(frame).get("data")).get("values") or []
    ]
    return {value for column in columns if isinstance(column, list) for value in column if isinstance(value, str)}


def alerted(run: Run) -> str:
    """The rule 'red light, each' was evaluated without error after the database held the violation, and saw it.

    If the time ends before Grafana has looked again, what is said is only that its last look was without error.
    """
    api, after = _grafana(run), run.stored or run.now
    title = titles()[RULE]
    if not run.wait(lambda: bool(_rule(api)), _SCHEDULED_SECONDS, every=_ASK_SECONDS):
        raise UserError("the Smart Intersection alert rule is missing in Grafana", _REPAIR)
    found: dict[str, Any] = {}

    def looked() -> bool:
        found.clear()
        found.update(_rule(api))
        return _evaluated(found) > after  # an alert of a self-test just before this one proves nothing

    again = run.wait(looked, _EVALUATION_SECONDS, every=_ASK_SECONDS)
    if again and not _state(found):  # looked at this very moment, and not all of it told yet
        run.wait(lambda: looked() and bool(_state(found)), _SETTLE_SECONDS, every=_ASK_SECONDS)
    if found.get("health") == "error":
        reason = found.get("lastError") or "no reason given"
        raise UserError(f"the alert rule '{title}' cannot be evaluated: {reason}", _REPAIR)
    if not again:
        if not _evaluated(found):
            raise UserError(
                f"the alert rule '{title}' has never been evaluated",
                "use a longer --timeout, or run: smart-intersection repair",
            )
        return f"'{title}': last evaluated without error, but not since the violation; use a longer --timeout"
    state = _state(found)
    if not state:
        raise UserError(f"the alert rule '{title}' was evaluated but did not detect the test violation", _REPAIR)
    return f"'{title}': evaluated without error, {state} for the test violation"


def _rule(api: Api) -> dict[str, Any]:
    """How the rule is; empty while Grafana has not scheduled it. Old versions know no uid here, but its name."""
    names = {titles(language)[RULE] for language in LANGUAGES}
    data = _dict(_dict(api.get("/api/prometheus/grafana/api/v1/rules").data).get("data"))
    groups = data.get("groups")
    rules = [
        rule
        for group in (groups if isinstance(groups, list) else [])
        for rule in _dict(group).get("rules") or []
        if isinstance(rule, dict) and rule.get("uid", RULE) == RULE and rule.get("name") in names
    ]
    return rules[0] if rules else {}


def _state(rule: dict[str, Any]) -> str:
    """Of the alert for the made-up site: pending or firing, else nothing."""
    alerts = rule.get("alerts")
    for alert in alerts if isinstance(alerts, list) else []:
        state = str(_dict(alert).get("state", "")).lower()
        if is_synthetic(_dict(_dict(alert).get("labels")).get("site")) and state.startswith(_SHOWN):
            return "pending" if state.startswith("pending") else "firing"
    return ""


def _evaluated(rule: dict[str, Any]) -> float:
    """When it was last, seconds since the epoch; 0 if never: Grafana says the year 1 then."""
    try:
        time = datetime.fromisoformat(str(rule.get("lastEvaluation", "")))
    except ValueError:
        return 0.0
    return max(0.0, time.timestamp()) if time.year > 1 and time.tzinfo else 0.0


def _grafana(run: Run) -> Api:
    api = grafana(run)
    if api is None:
        raise UserError("Grafana is not installed", _REPAIR)
    if run.refused is not None:
        raise UserError(run.refused.what, _REPAIR)
    return api


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
