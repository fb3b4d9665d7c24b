"""Our Grafana: where it is, and who we are there."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.http_api import Api
from core.scrub import register

if TYPE_CHECKING:
    from bootstrap.secrets import SecretStore
    from bootstrap.setup.context import Context

PASSWORD: Final = "grafana-admin"  # noqa: S105 - the secret's name
SECRET_KEY: Final = "grafana-secret-key"  # noqa: S105 - as above
USER: Final = "admin"
DATASOURCE: Final = "smart-intersection-influxdb"  # its uid: dashboards and alert rules refer to it


@dataclass(frozen=True, slots=True)
class Site:
    """One server.

    Args:
        url: where.
    """

    url: str

    def admin(self, context: Context) -> Api:
        """Its API, with the administrator's stored password."""
        return self.api(context.secrets)

    def api(self, secrets: SecretStore, seconds: float = 30.0) -> Api:
        """The same for whoever has the secrets; `seconds` to wait for each part of an answer."""
        pair = f"{USER}:{secrets.get(PASSWORD) or ''}"
        basic = register(base64.b64encode(pair.encode()).decode())
        return Api("Grafana", self.url, {"Authorization": f"Basic {basic}"}, seconds=seconds)
