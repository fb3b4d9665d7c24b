"""The alerts that fire in Grafana, and keeping one quiet for a time.

Asked of Grafana's own Alertmanager: its answers have been the same from 9.3 to 13, but for the id of a new silence,
which old ones call `id` and new ones `silenceID`. Source: Alertmanager API v2, and Grafana 9.3.2 for the difference.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bootstrap.grafana.alerting.rules import titles
from bootstrap.grafana.wording import LANGUAGES
from bootstrap.http_api import UnreachableError
from core.errors import UserError
from core.events import is_synthetic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.http_api import Api

US: Final = "smart-intersection"  # label `product` of our rules, and author of our silences
_AT: Final = "/api/alertmanager/grafana/api/v2"
# What an alert is about; the rest of its labels are Grafana's own or say how bad it is.
_ABOUT: Final = ("site", "camera", "service", "receiver", "rulename")
_TROUBLE: Final = ("DatasourceError", "DatasourceNoData")  # alerts that Grafana raises of its own
_FORM: Final = re.compile(r"([1-9]\d{0,4})([mhd])")
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST: Final = timedelta(days=90)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Status(_Answer):
    state: str
    silences: tuple[str, ...] = Field((), alias="silencedBy")


class Alert(_Answer):
    """An alert that fires, heard or silenced."""

    labels: dict[str, str]
    annotations: dict[str, str] = {}
    since: AwareDatetime = Field(alias="startsAt")
    status: _Status

    @property
    def name(self) -> str:
        """What is the matter."""
        return self.labels.get("alertname", "")

    @property
    def summary(self) -> str:
        """In a sentence. Of a rule that cannot be evaluated, whose own has no values: why."""
        if self.name in _TROUBLE:
            why = self.annotations.get("Error") or "its query failed; check that the database is running"
            return f"'{self.labels.get('rulename', 'a rule')}' cannot be evaluated: {why}"
        return self.annotations.get("summary") or self.name

    @property
    def severity(self) -> str:
        """How bad it is: critical, warning or info."""
        return self.labels.get("severity", "")

    @property
    def about(self) -> dict[str, str]:
        """Which one: the labels that tell it from others of its rule."""
        return {key: self.labels[key] for key in _ABOUT if self.labels.get(key)}


class _Matcher(_Answer):
    name: str
    value: str
    regex: bool = Field(default=False, alias="isRegex")
    equal: bool = Field(default=True, alias="isEqual")


class _Phase(_Answer):
    state: str


class Silence(_Answer):
    """A time during which nobody is told of some alerts."""

    id: str
    status: _Phase
    until: AwareDatetime = Field(alias="endsAt")
    author: str = Field("", alias="createdBy")
    matchers: tuple[_Matcher, ...]

    @property
    def active(self) -> bool:
        """Whether it is now."""
        return self.status.state == "active"

    @property
    def ours(self) -> bool:
        """Whether we have made it."""
        return self.author == US

    @property
    def about(self) -> dict[str, str]:
        """The labels it asks for, if it asks for nothing else."""
        plain = all(one.equal and not one.regex for one in self.matchers)
        return {one.name: one.value for one in self.matchers} if plain else {}


class _Instance(_Answer):
    """One series of a rule, as it was at the rule's last evaluation."""

    state: str
    labels: dict[str, str] = {}


class _Rule(_Answer):
    name: str
    alerts: tuple[_Instance, ...] = ()


class _Group(_Answer):
    rules: tuple[_Rule, ...] = ()


class _Groups(_Answer):
    groups: tuple[_Group, ...] = ()


class _Rules(_Answer):
    data: _Groups = _Groups()


_RULES: Final = TypeAdapter(_Rules)
_ALERTS: Final = TypeAdapter(list[Alert])
_SILENCES: Final = TypeAdapter(list[Silence])


def firing(api: Api) -> list[Alert]:
    """Our alerts that fire, silenced ones included, the longest first; those of a self-test are none.

    Raises:
        UserError: Grafana does not say.
    """
    found = _read(_ALERTS, api.get(f"{_AT}/alerts", active="true", silenced="true", inhibited="true").data)
    ours = [one for one in found if one.labels.get("product") == US and not is_synthetic(one.labels.get("site"))]
    return sorted(ours, key=lambda one: (one.since, one.name, sorted(one.about.items())))


def over(api: Api, found: list[Alert]) -> list[Alert]:
    """Those whose rule no longer says so: Grafana lists some for up to five minutes after they have ended.

    Raises:
        UserError: Grafana does not say.
    """
    if not found:
        return []
    groups = _read(_RULES, api.get("/api/prometheus/grafana/api/v1/rules").data).data.groups
    now: dict[str, list[_Instance]] = {}
    for rule in (rule for group in groups for rule in group.rules):
        now.setdefault(rule.name, []).extend(one for one in rule.alerts if _alarmed(one.state))
    return [one for one in found if not any(_same(one, other) for other in now.get(_rule_of(one), []))]


def _alarmed(state: str) -> bool:
    """Old versions say Alerting, new ones also firing; an error may stand in brackets after it."""
    return state.lower().startswith(("alerting", "firing", "error", "nodata"))


def _rule_of(alert: Alert) -> str:
    return alert.labels.get("rulename", "") if alert.name in _TROUBLE else alert.name


def _same(alert: Alert, instance: _Instance) -> bool:
    own = {key: value for key, value in alert.about.items() if key != "rulename"}
    failing = instance.state.lower().startswith(("error", "nodata")) or "error" in instance.state.lower()
    return (alert.name in _TROUBLE) == failing and own == {
        key: instance.labels[key] for key in own if key in instance.labels
    }


def silences(api: Api) -> list[Silence]:
    """All that are now, whoever made them.

    Raises:
        UserError: Grafana does not say.
    """
    return [one for one in _read(_SILENCES, api.get(f"{_AT}/silences").data) if one.active]


def silence(api: Api, about: Mapping[str, str], length: timedelta, now: datetime, comment: str) -> str:
    """Tell nobody of the alerts with these labels for a time; one of ours about the same is replaced. Returns its id.

    Raises:
        UserError: Grafana refuses.
    """
    earlier = [one.id for one in silences(api) if one.ours and one.about == dict(about)]
    matchers = [{"name": key, "value": value, "isRegex": False, "isEqual": True} for key, value in about.items()]
    body: dict[str, Any] = {"matchers": matchers, "createdBy": US, "comment": comment}
    body |= {"startsAt": _stamp(now), "endsAt": _stamp(now + length)}
    answer = api.call("POST", f"{_AT}/silences", body).data
    for one in earlier:
        expire(api, one)
    made = answer if isinstance(answer, dict) else {}
    return str(made.get("silenceID") or made.get("id") or "")


def expire(api: Api, identity: str) -> None:
    """End a silence.

    Raises:
        UserError: Grafana refuses.
    """
    api.call("DELETE", f"{_AT}/silence/{identity}")


def title_of(name: str, language: str) -> str:
    """What the alerts of this name or uid are called here. Setup has made all rules, so we know them.

    Args:
        name: in any language, however it is written.
        language: of the installation.

    Raises:
        UserError: there is none.
    """
    known = titles(language) | dict(zip(_TROUBLE, _TROUBLE, strict=True))
    for uid, title in known.items():
        names = (uid, title, *(titles(other).get(uid, uid) for other in LANGUAGES))
        if name.casefold() in (one.casefold() for one in names):
            return title
    raise UserError(f"unknown alert {name!r}", f"choose from: {', '.join(sorted(known.values()))}")


def unsilence(api: Api, name: str | None, language: str) -> int:
    """End our silences of a rule's alerts, or all of ours; how many there were. Arguments as of `title_of`.

    Raises:
        UserError: Grafana refuses.
    """
    title = None if name is None else title_of(name, language)
    ended = [one for one in silences(api) if one.ours and title in (None, one.about.get("alertname"))]
    for one in ended:
        expire(api, one.id)
    return len(ended)


def span(text: str) -> timedelta:
    """A length of time such as 30m, 2h or 1d.

    Raises:
        UserError: it is none, or longer than 90 days.
    """
    found = _FORM.fullmatch(text)
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta() < length <= _LONGEST:
        raise UserError(f"{text!r} is not a duration of up to 90 days", "for example: 30m, 2h, 1d")
    return length


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read(model: TypeAdapter[Any], data: object) -> Any:  # noqa: ANN401 - whatever the adapter makes
    try:
        return model.validate_python(data or [])
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise UnreachableError(f"unexpected response from Grafana: {where}", "run doctor") from None
