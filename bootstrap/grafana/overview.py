"""The alerts of an installation at a glance, never later than promised: Grafana may hang."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap import profile
from bootstrap.http_api import RefusedError
from bootstrap.secrets import SecretStore
from core.errors import UserError
from core.scrub import scrub
from core.threads import After, begin

if TYPE_CHECKING:
    from bootstrap.grafana.alerts import Alert, Silence
    from bootstrap.http_api import Api
    from bootstrap.layout import Layout


_REST_SECONDS: Final = 180.0
_refused: dict[int, float] = {}  # when which password was refused, as a hash of this process


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert that fires.

    Args:
        name: what is the matter.
        summary: in a sentence.
        severity: critical, warning or info.
        since: RFC 3339.
        about: the labels that tell it from others of its rule.
        silenced_until: RFC 3339; empty if it is heard.
        ours: whether it is silenced by us, so that we may end that.
        over: whether it has ended, and Grafana only has not taken it off its list yet.
    """

    name: str
    summary: str
    severity: str
    since: str
    about: dict[str, str]
    silenced_until: str = ""
    ours: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """What fires, or why nobody knows."""

    alerts: tuple[Firing, ...] = ()
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets."""
        return {"firing": [asdict(one) for one in self.alerts], "problem": scrub(self.problem)}


def api(layout: Layout, seconds: float = 30.0) -> Api:
    """Grafana as a service account of ours.

    Raises:
        UserError: there is none in this installation.
    """
    found = _grafana(layout, seconds)
    if found is None:
        raise UserError("Grafana is not installed", "run: smart-intersection setup")
    return found


def look(grafana: Api) -> tuple[Firing, ...]:
    """What fires.

    Raises:
        UserError: Grafana does not say.
    """
    from bootstrap.grafana import alerts  # noqa: PLC0415 - slow to import, and status must not wait for it

    found = alerts.firing(grafana)
    quiet = {one.id: one for one in alerts.silences(grafana)} if any(one.status.silences for one in found) else {}
    ended = alerts.over(grafana, found)
    return tuple(
        _firing(one, [quiet[key] for key in one.status.silences if key in quiet], over=one in ended) for one in found
    )


def glance(layout: Layout, seconds: float) -> Overview | None:
    """What fires, told after at most `seconds`, whatever Grafana does; None if there is no Grafana here."""
    try:
        if profile_without_grafana(layout):
            return None
    except UserError as error:
        return Overview(problem=str(error))
    found: list[Overview] = []

    def ask() -> None:
        try:
            found.append(Overview(_careful(layout, seconds)))
        except UserError as error:
            found.append(Overview(problem=str(error)))

    begin(ask, "alerts", after=After.NOTED).join(seconds)
    return found[0] if found else Overview(problem=f"Grafana did not respond within {seconds:g} s")


def _careful(layout: Layout, seconds: float) -> tuple[Firing, ...]:
    """An installation without tokens uses the password; a refused one is let rest, as five in five minutes lock it."""
    if SecretStore(layout.secrets).get("grafana-app"):
        return look(api(layout, seconds))
    password = hash(SecretStore(layout.secrets).get("grafana-admin"))
    if time.monotonic() - _refused.get(password, -_REST_SECONDS) < _REST_SECONDS:
        raise UserError("Grafana rejects the stored password", "run: smart-intersection repair")
    try:
        return look(api(layout, seconds))
    except RefusedError as error:
        if error.unauthorized:
            _refused[password] = time.monotonic()
        raise


def profile_without_grafana(layout: Layout) -> bool:
    """Whether no Grafana is set up here.

    Raises:
        UserError: the profile is damaged.
    """
    found = profile.read(layout.profile)
    return found is None or found.app.grafana is None


def _grafana(layout: Layout, seconds: float) -> Api | None:
    from bootstrap.grafana.site import Site  # noqa: PLC0415 - as above

    found = profile.read(layout.profile)
    if found is None or found.app.grafana is None:
        return None
    return Site(found.app.grafana.url).api(SecretStore(layout.secrets), seconds)


def _firing(alert: Alert, silences: list[Silence], *, over: bool) -> Firing:
    last = max(silences, key=lambda one: one.until, default=None)
    return Firing(
        alert.name,
        scrub(alert.summary),
        alert.severity,
        alert.since.isoformat(timespec="seconds"),
        alert.about,
        last.until.isoformat(timespec="seconds") if last else "",
        bool(silences) and all(one.ours for one in silences),
        over,
    )
