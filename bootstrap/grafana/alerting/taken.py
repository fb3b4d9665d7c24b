"""Whether Grafana has taken the alert rules: it reads them at its start only, and says nothing about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.services.wait import until_healthy
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.grafana.site import Site
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
        try:
            found = self.site.admin(context).get("/api/v1/provisioning/alert-rules").data
        except UnreachableError:
            return Difference("its server does not run yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference(f"cannot be seen: {error.message}")
        there = {str(one.get("uid")) for one in found or [] if isinstance(one, dict)}
        lost = [uid for uid in self._uids() if uid not in there]
        return Difference(f"missing: {', '.join(lost)}") if lost else InOrder("there")

    def apply(self, context: Context) -> None:
        """Start Grafana anew."""
        spec = self.service()
        context.backend.start(spec, anew=True)
        until_healthy(context.backend, spec)

    def _uids(self) -> list[str]:
        """Of the file setup has just written."""
        tree = yaml.safe_load(self.file.read_text("utf-8")) if self.file.is_file() else {}
        return [rule["uid"] for group in tree.get("groups") or [] for rule in group["rules"]]
