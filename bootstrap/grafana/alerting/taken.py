"""Whether Grafana has taken the alert rules: it reads them at its start only, and says nothing about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bootstrap.grafana.asking import anew, exists, look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.grafana.site import Site
    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding


@dataclass(frozen=True)
class AlertRules:
    """Every rule of our file is a rule in Grafana.

    Args:
        site: the server.
        service: its definition; started anew to have the file read.
        file: with the rules.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    file: Path
    name = "alert rules"

    def inspect(self, context: Context) -> Finding:
        """Some are missing, or all there."""
        return look(lambda: self._missing(self.site.admin(context)), "there")

    def _missing(self, api: Api) -> str:
        """One by one: Grafana 9.3 has no list of them (grafana/grafana#59989, from 9.4 on)."""
        lost = [uid for uid in self._uids() if not exists(api, f"/api/v1/provisioning/alert-rules/{uid}")]
        return f"missing: {', '.join(lost)}" if lost else ""

    def apply(self, context: Context) -> None:
        """Start Grafana anew."""
        anew(context, self.service())

    def _uids(self) -> list[str]:
        """Of the file setup has just written."""
        tree = yaml.safe_load(self.file.read_text("utf-8")) if self.file.is_file() else {}
        return [rule["uid"] for group in tree.get("groups") or [] for rule in group["rules"]]
