"""A token that may do one thing with one or two buckets, stored in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.http_api import RefusedError
from bootstrap.influx.client import Influx
from bootstrap.influx.models import Kind, Permission
from bootstrap.influx.site import Site, remember, remembered

if TYPE_CHECKING:
    from typing import Literal

    from bootstrap.converge.resource import Finding
    from bootstrap.influx.models import Authorization
    from bootstrap.setup.context import Context


@dataclass(frozen=True)
class ScopedToken:
    """A token with just these rights, and the same one in our store.

    Args:
        site: the server.
        secret: its name in the store; also what its description ends with.
        action: what it may do.
        buckets: with which ones.
    """

    site: Site
    secret: str
    action: Literal["read", "write"]
    buckets: tuple[str, ...]

    @property
    def name(self) -> str:
        """Which one."""
        return f"token {self.secret}"

    @property
    def _description(self) -> str:
        return f"smart-intersection {self.secret}"

    def inspect(self, context: Context) -> Finding:
        """Never made, revoked, switched off, with other rights, not the stored one, or fine."""
        return self.site.look(context, lambda influx, org: self._look(influx, org, context))

    def _look(self, influx: Influx, org: str, context: Context) -> Finding:
        ours, rights = self._ours(influx, org), self._rights(influx, org)
        if rights is None:
            return Difference("its bucket does not exist yet")
        if context.secrets.get(self.secret) is None:
            return Difference("its file is missing")
        if not context.secrets.is_private(self.secret):
            return Difference("readable by other users")
        if wrong := self._wrong(ours, rights, org, context):
            return Difference(wrong)
        return InOrder("valid") if len(ours) == 1 else Difference("earlier tokens are still valid")

    def _wrong(self, ours: list[Authorization], rights: frozenset[Permission], org: str, context: Context) -> str:
        found = next((one for one in ours if one.id == remembered(context, self.secret)), None)
        if found is None:
            return "revoked, or different from the stored token" if ours else "not there"
        if found.status != "active":
            return "switched off"
        if found.rights != rights:
            return "has different permissions"
        return self._refused(org, context)

    def _refused(self, org: str, context: Context) -> str:
        """Ask the server with the token itself; one that may only write sees nothing, but is known."""
        try:
            Influx(self.site.url, context.secrets.get(self.secret)).bucket(org, self.buckets[0])
        except RefusedError as error:
            if error.unauthorized:
                return f"rejected: {error.message}"
            raise
        return ""

    def apply(self, context: Context) -> None:
        """Make a new one, store it, then delete those of earlier: killed in between, it is done again."""
        influx, org = self.site.enter(context)
        ours, rights = self._ours(influx, org), self._rights(influx, org) or frozenset()
        if context.secrets.get(self.secret) is not None:
            context.secrets.protect(self.secret)
        if self._wrong(ours, rights, org, context):
            made = influx.make_authorization(org, self._description, sorted(rights, key=str))
            context.secrets.put(self.secret, made.token)
            remember(context, self.secret, made.token, made.id)
        current = remembered(context, self.secret)
        for one in ours:
            if one.id != current:
                influx.delete_authorization(one.id)

    def _ours(self, influx: Influx, org: str) -> list[Authorization]:
        return [one for one in influx.authorizations(org) if one.description == self._description]

    def _rights(self, influx: Influx, org: str) -> frozenset[Permission] | None:
        """Which rights it has to have; None while a bucket is missing."""
        found = [influx.bucket(org, bucket) for bucket in self.buckets]
        if None in found:
            return None
        kinds = [Kind(type="buckets", id=bucket.id, orgID=org) for bucket in found if bucket]
        return frozenset(Permission(action=self.action, resource=kind) for kind in kinds)
