"""A service account of ours in Grafana, and its token in a file of its own: nobody's wrong passwords lock it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.grafana.admin import cause
from bootstrap.grafana.site import SETUP_TOKEN, Site
from bootstrap.http_api import RefusedError, UnreachableError
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    from typing import Literal

    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.database import Database
    from bootstrap.http_api import Api
    from bootstrap.setup.context import Context

_ACCOUNTS: Final = "/api/serviceaccounts"
_TOKEN: Final = "smart-intersection"  # noqa: S105 - a name
_READ: Final = "/api/alertmanager/grafana/api/v2/silences"  # whoever is known may


@dataclass(frozen=True)
class ServiceToken:
    """A token of an account with just the role it needs, and the same one in our store.

    Args:
        site: the server.
        secret: its name in the store.
        role: Editor may end and begin silences; Admin may read what is provisioned.
        database: tells why the administrator, who makes the first one, is refused.
    """

    site: Site
    secret: str
    role: Literal["Editor", "Admin"]
    database: Database

    @property
    def name(self) -> str:
        """Which one."""
        return f"token {self.secret}"

    @property
    def _account(self) -> str:
        return f"smart-intersection {self.secret}"

    def inspect(self, context: Context) -> Finding:
        """Never made, readable by others, revoked, with another role, or fine."""
        own = self.site.token(context.secrets, self.secret)
        if own is None:
            return Difference("its file is missing")
        if not context.secrets.is_private(self.secret):
            return Difference("readable by other users")
        try:
            own.get(_READ)
            return self._judge(self._found(self.site.setup(context)))
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference(f"rejected: {error.message}")

    def _judge(self, found: list[dict[str, Any]]) -> Finding:
        if len(found) != 1:
            return Difference("its account is missing" if not found else "its account exists more than once")
        role = found[0].get("role")
        return InOrder("valid") if role == self.role else Difference(f"its account has the role {role}")

    def apply(self, context: Context) -> None:
        """Make account and token anew; those of earlier go. Killed in between, it is done again."""
        try:
            token = self._make(self._maker(context))
        except RefusedError as error:
            if not error.unauthorized:
                raise
            why = cause(self.database, context).removeprefix("not checked: ") or error.message
            raise UserError(
                f"cannot create a token for Grafana: {why}",
                "sign in to Grafana as an administrator, give the user admin the stored password "
                "(smart-intersection secrets show grafana-admin), then run setup",
            ) from None
        context.secrets.put(self.secret, register(token))
        context.secrets.protect(self.secret)

    def _maker(self, context: Context) -> Api:
        """Setup's own account makes the others; the administrator makes that one."""
        return self.site.admin(context) if self.secret == SETUP_TOKEN else self.site.setup(context)

    def _make(self, api: Api) -> str:
        for one in self._found(api):
            api.call("DELETE", f"{_ACCOUNTS}/{int(one['id'])}")
        made = api.call("POST", _ACCOUNTS, {"name": self._account, "role": self.role, "isDisabled": False}).data
        path = f"{_ACCOUNTS}/{int(made['id'])}/tokens"
        return str(api.call("POST", path, {"name": _TOKEN}).data["key"])

    def _found(self, api: Api) -> list[dict[str, Any]]:
        data = api.get(f"{_ACCOUNTS}/search", query=self._account).data
        known = data.get("serviceAccounts") if isinstance(data, dict) else None
        return [one for one in known or [] if one.get("name") == self._account]
