"""Our organization, and its administrator's password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.influx.client import Influx
from bootstrap.influx.site import PASSWORD, USER, Site
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding


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
        """Missing, or there."""
        return self.site.look(context, lambda *_: InOrder("there"))

    def apply(self, context: Context) -> None:
        """Make it."""
        influx = self.site.operator(context)
        if influx.organization(self.site.org) is None:
            influx.make_organization(self.site.org)


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
            with Influx(self.site.url).session(USER, context.secrets.get(PASSWORD) or ""):
                return InOrder("the stored one")
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference("the stored password does not match the server's")

    def apply(self, context: Context) -> None:
        """Give the user the stored one; make the user if there is none."""
        influx = self.site.operator(context)
        user = influx.user(USER) or influx.make_user(USER)
        influx.set_password(user.id, context.secrets.get(PASSWORD) or "")
