"""Our organization, and its administrator's password."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.influx.client import Influx
from bootstrap.influx.names import PASSWORD, USER
from bootstrap.influx.site import CLIENTS, TASKS, Site

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context


@dataclass(frozen=True)
class Organization:
    """An organization of our name.

    Args:
        site: the server.
    """

    site: Site

    @property
    def name(self) -> str:
        """Which one."""
        return f"organization {self.site.org}"

    def inspect(self, context: Context) -> Finding:
        """Missing, renamed, or there."""
        found = self.site.look(context, lambda *_: InOrder("there"))
        try:
            influx = self.site.operator(context)
            lost = isinstance(found, Difference) and influx.organization(self.site.org) is None
            before = self._before(influx) if lost else ""
        except (UnreachableError, RefusedError):
            return found
        return Difference(f"renamed to {influx.organization_name(before)}") if before else found

    def apply(self, context: Context) -> None:
        """Make it; what setup made in one that was renamed loses its rights, the data stay there."""
        influx = self.site.operator(context)
        if influx.organization(self.site.org) is not None:
            return
        before = self._before(influx)
        influx.make_organization(self.site.org)
        if before:
            for one in influx.authorizations(before):
                if one.description.startswith(CLIENTS):
                    influx.delete_authorization(one.id)
            for task in influx.all_tasks(before):
                if task.name.startswith(TASKS):
                    influx.stop_task(task.id)
            context.tell(
                Note(
                    f"the organization {self.site.org} was renamed to {influx.organization_name(before)}: earlier data "
                    f"stay there, and {self.site.org} is new and empty. To keep using the earlier data, delete the new "
                    "organization and give the earlier one its name again, then run setup"
                )
            )

    def _before(self, influx: Influx) -> str:
        """Id of the organization in which our clients' tokens are; empty if it is gone."""
        ours = [one.organization for one in influx.authorizations() if one.description.startswith(CLIENTS)]
        return next((org for org in ours if influx.organization_name(org) not in ("", self.site.org)), "")


@dataclass(frozen=True)
class Password:
    """The stored password is the administrator's: it is the way back in if the token is lost.

    Args:
        site: the server.
    """

    site: Site
    name = "administrator's password"

    def inspect(self, context: Context) -> Finding:
        """Another one, or fine."""
        try:
            with Influx(self.site.url).session(USER, context.secrets.get(PASSWORD) or "") as session:
                if any(org.name == self.site.org for org in session.organizations()):
                    return InOrder("the stored one")
                return Difference(f"the user {USER} does not belong to the organization {self.site.org}")
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference(self._refused(context))

    def _refused(self, context: Context) -> str:
        """A wrong password, or nobody of that name."""
        with suppress(UnreachableError, RefusedError):
            if self.site.operator(context).user(USER) is None:
                return f"there is no user {USER} any more: renamed or deleted"
        return "the stored password does not match the server's"

    def apply(self, context: Context) -> None:
        """Give the user the stored one; make the user if there is none, as a member who sees the organization."""
        influx, org = self.site.enter(context)
        user = influx.user(USER) or influx.make_user(USER)
        influx.set_password(user.id, context.secrets.get(PASSWORD) or "")
        with Influx(self.site.url).session(USER, context.secrets.get(PASSWORD) or "") as session:
            belongs = any(found.name == self.site.org for found in session.organizations())
        if not belongs:
            influx.add_owner(org, user.id)
