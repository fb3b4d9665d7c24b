"""Our Grafana: where it is, and who we are there.

The product calls Grafana with the tokens of service accounts: a person's login is locked for five minutes after five
wrong passwords, whoever has sent them. The administrator's password makes those tokens and has files read again.
"""

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
SETUP_TOKEN: Final = "grafana-setup"  # noqa: S105 - as above; reads what is provisioned
APP_TOKEN: Final = "grafana-app"  # noqa: S105 - as above; alerts and silences
USER: Final = "admin"
TAG: Final = "smart-intersection"  # of our dashboards
DATASOURCE: Final = "smart-intersection-influxdb"  # its uid: dashboards and alert rules refer to it
# Of organization 1: a user's calls go to the one that he has looked at last.
_ORGANIZATION: Final = {"X-Grafana-Org-Id": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    """One server.

    Args:
        url: where.
    """

    url: str

    def admin(self, context: Context) -> Api:
        """Its API, with the administrator's stored password."""
        return self._login(context.secrets)

    def setup(self, context: Context) -> Api:
        """The same as setup's service account; as the administrator while there is no token yet."""
        return self._as(SETUP_TOKEN, context.secrets) or self._login(context.secrets)

    def api(self, secrets: SecretStore, seconds: float = 30.0) -> Api:
        """The same for whoever tells of alerts; `seconds` to wait for each part of an answer."""
        return self._as(APP_TOKEN, secrets, seconds) or self._login(secrets, seconds)

    def token(self, secrets: SecretStore, name: str) -> Api | None:
        """The same with a stored token; None if there is none."""
        return self._as(name, secrets)

    def _as(self, name: str, secrets: SecretStore, seconds: float = 30.0) -> Api | None:
        token = secrets.get(name)
        return self._api(f"Bearer {token}", seconds) if token else None

    def _login(self, secrets: SecretStore, seconds: float = 30.0) -> Api:
        pair = f"{USER}:{secrets.get(PASSWORD) or ''}"
        basic = register(base64.b64encode(pair.encode()).decode())
        return self._api(f"Basic {basic}", seconds)

    def _api(self, authorization: str, seconds: float) -> Api:
        return Api("Grafana", self.url, {"Authorization": authorization, **_ORGANIZATION}, seconds=seconds)
