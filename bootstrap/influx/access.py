"""That we can act as InfluxDB's operator: onboarding, and every way back in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.influx import offline
from bootstrap.influx.client import Influx
from bootstrap.influx.models import Kind, Permission
from bootstrap.influx.names import OPERATOR, PASSWORD, USER
from bootstrap.influx.site import Site, remember, remembered
from bootstrap.services.wait import until_healthy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.influx.models import Authorization
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_DESCRIPTION: Final = "smart-intersection operator"
# What influxd calls the tokens it makes for our user: at onboarding, and offline.
_OURS: Final = frozenset({_DESCRIPTION, f"{USER}'s Token", offline.recovery_name(USER)})
# All types of resources that InfluxDB 2.7 to 2.9 knows but 'instance', which no token may have.
_TYPES: Final = (
    *("annotations", "authorizations", "buckets", "checks", "dashboards", "dbrp", "documents", "labels", "notebooks"),
    *("notificationEndpoints", "notificationRules", "orgs", "remotes", "replications", "scrapers", "secrets"),
    *("sources", "tasks", "telegrafs", "users", "variables", "views"),
)
_RIGHTS: Final = [
    Permission(action=action, resource=Kind(type=kind)) for kind in _TYPES for action in ("read", "write")
]
# Without these on all organizations it is no operator's.
_NEEDED: Final = frozenset(right for right in _RIGHTS if right.resource.type in ("authorizations", "buckets", "orgs"))


@dataclass(frozen=True)
class Access:
    """The stored operator token is one.

    Args:
        site: the server.
        bucket: made by onboarding, with its retention in seconds.
        service: the server's definition; stopped and started for the way back in without a password.
        bolt: its metadata.
    """

    site: Site
    bucket: tuple[str, int]
    service: Callable[[], ServiceSpec]
    bolt: Path
    name = "operator access"

    def inspect(self, context: Context) -> Finding:
        """Nobody set up yet, no way in with the stored token, or fine."""
        try:
            if Influx(self.site.url).onboarding_allowed():
                return Difference("initial setup not done yet")
            authorizations = self.site.operator(context).authorizations()
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference(f"the stored token is rejected: {error.message}")
        return _judge(authorizations, remembered(context, OPERATOR))

    def apply(self, context: Context) -> None:
        """Onboard; else get in with the password; else, with the server stopped, without one."""
        if Influx(self.site.url).onboarding_allowed():
            self._onboard(context)
        elif not self._current(context):
            self._store(context, *(self._by_password(context) or self._offline(context)))
        self._tidy(context)

    def _onboard(self, context: Context) -> None:
        token, password = context.secrets.get(OPERATOR) or "", context.secrets.get(PASSWORD) or ""
        bucket, retention = self.bucket
        made = Influx(self.site.url).onboard(
            user=USER, password=password, token=token, org=self.site.org, bucket=bucket, retention=retention
        )
        remember(context, OPERATOR, token, made.id)
        if any(one.is_file() for one in (self.bolt.parent / "engine" / "data").glob("**/*")):
            context.tell(
                Note(
                    f"{self.bolt} was missing, so InfluxDB starts without knowing the earlier data. They are still in "
                    f"{self.bolt.parent / 'engine'}: to use them, stop the service and put back that file from a backup"
                )
            )

    def _current(self, context: Context) -> bool:
        """Whether the stored token is an operator's, and only older ones remain to be deleted."""
        with suppress(RefusedError):
            known = remembered(context, OPERATOR)
            return any(found.id == known and _works(found) for found in self.site.operator(context).authorizations())
        return False

    def _by_password(self, context: Context) -> tuple[str, str] | None:
        """A new token and its id; None if the stored password is not the user's, or he may not."""
        inside = False
        try:
            with Influx(self.site.url).session(USER, context.secrets.get(PASSWORD) or "") as session:
                inside = True
                orgs = session.organizations() or [session.make_organization(self.site.org)]
                home = next((org for org in orgs if org.name == self.site.org), orgs[0])
                made = session.make_authorization(home.id, _DESCRIPTION, _RIGHTS)
        except RefusedError as error:
            if not error.unauthorized:
                raise
            password = (
                f"the user {USER}, who can sign in, may not create another" if inside else "the stored password neither"
            )
            context.tell(
                Note(f"InfluxDB does not accept the stored token, and {password}; stopping it to recover access")
            )
            return None
        return made.token, made.id

    def _offline(self, context: Context) -> tuple[str, str]:
        """A new token and its id, made while the server is stopped. Killed meanwhile, the next run starts it again."""
        spec = self.service()
        context.backend.stop(spec.name)
        try:
            token = offline.operator_token(context, Path(spec.command[0]), self.bolt, USER, self.site.org)
            context.secrets.put(OPERATOR, token)
        finally:
            context.backend.start(spec, anew=False)
            until_healthy(context.backend, spec)
        found = [one for one in Influx(self.site.url, token).authorizations() if "Recovery Token" in one.description]
        return token, max((one.id for one in found if _works(one)), default="")  # ids grow with time

    def _store(self, context: Context, token: str, authorization: str) -> None:
        context.secrets.put(OPERATOR, token)
        remember(context, OPERATOR, token, authorization)

    def _tidy(self, context: Context) -> None:
        """Delete our operator tokens of earlier: nobody knows them any more, or the wrong ones do."""
        influx, current = self.site.operator(context), remembered(context, OPERATOR)
        for found in influx.authorizations():
            if current and found.id != current and _ours(found):
                influx.delete_authorization(found.id)


def _judge(authorizations: list[Authorization], known: str | None) -> Finding:
    ours = [found for found in authorizations if _ours(found) or found.id == known]
    if not any(found.id == known and _works(found) for found in ours):
        return Difference("the stored token is not the operator token created by setup, or was disabled")
    if len(ours) > 1:
        return Difference("earlier operator tokens are still valid")
    return InOrder("the stored token has operator access")


def _ours(found: Authorization) -> bool:
    return found.description in _OURS and found.rights >= _NEEDED


def _works(found: Authorization) -> bool:
    return found.status == "active" and found.rights >= _NEEDED
