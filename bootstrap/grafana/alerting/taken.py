"""Whether Grafana has taken the alert rules: it reads them at its start only, and says nothing about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.asking import anew, exists, look, read_again
from bootstrap.http_api import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.site import Site
    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_AT: Final = "/api/v1/provisioning/alert-rules"


@dataclass(frozen=True)
class AlertRules:
    """Every rule of our file is a rule in Grafana, and asks what the file says.

    Args:
        site: the server.
        service: its definition; started anew to have the file read.
        rules: as they are in the file, by uid.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    rules: Callable[[], dict[str, dict[str, Any]]]
    name = "alert rules"

    def inspect(self, context: Context) -> Finding:
        """Some are missing or ask something else, or all there."""
        return look(lambda: self._wrong(self.site.setup(context)), "there")

    def _wrong(self, api: Api) -> str:
        """One by one: Grafana 9.3 has no list of them (grafana/grafana#59989, from 9.4 on)."""
        rules = self.rules()
        lost = [uid for uid in rules if not exists(api, f"{_AT}/{uid}")]
        found = {uid: api.get(f"{_AT}/{uid}").data for uid in rules if uid not in lost}
        changed = [uid for uid, one in found.items() if _essence(one) != _essence(rules[uid])]
        said = [f"{word}: {', '.join(which)}" for word, which in (("missing", lost), ("changed", changed)) if which]
        return "; ".join(said)

    def apply(self, context: Context) -> None:
        """Have the file read again, else start Grafana anew."""
        api = self.site.setup(context)
        if not self._read_again(context) or self._wrong(api):
            anew(context, self.service(), self.name, lambda: self._wrong(api))

    def _read_again(self, context: Context) -> bool:
        """Grafana's published API does not hold this one: where it is missing or fails, a start does the same."""
        try:
            return read_again(context, self.site, "alerting")
        except RefusedError:
            return False


def _essence(rule: Any) -> object:  # noqa: ANN401 - JSON
    """What Grafana gives back as it was given: title and questions."""
    found = rule if isinstance(rule, dict) else {}
    models = [one.get("model") or {} for one in found.get("data") or [] if isinstance(one, dict)]
    limits = [[one.get("evaluator", {}).get("params") for one in model.get("conditions") or []] for model in models]
    return found.get("title"), [model.get("query") for model in models], str(limits)
