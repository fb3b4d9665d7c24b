"""The administrator's password: Grafana takes it from its settings only once, at its very first start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.grafana.site import PASSWORD, Site
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.services.wait import until_healthy
from bootstrap.setup.resource import Difference, InOrder
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding


@dataclass(frozen=True)
class AdminPassword:
    """The stored password is the administrator's.

    Grafana locks a login after five failures in five minutes, so it is tried once a look.

    Args:
        site: the server.
        service: its definition; stopped and started to set the password.
        cli: Grafana's command line, up to its `admin`.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    cli: Callable[[], list[str]]
    name = "administrator's password"

    def inspect(self, context: Context) -> Finding:
        """Another one, or fine."""
        try:
            self.site.admin(context).get("/api/user")
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference("the stored password does not match the server's")
        return InOrder("the stored one")

    def apply(self, context: Context) -> None:
        """Set it in the database, which nobody else may have open. Killed meanwhile, the next run starts the server."""
        spec = self.service()
        command = [*self.cli(), "admin", "reset-admin-password", "--password-from-stdin"]
        context.backend.stop(spec.name)
        try:
            code, text = context.facts.run(command, 120, f"{context.secrets.get(PASSWORD)}\n")
        finally:
            context.backend.start(spec, anew=False)
            until_healthy(context.backend, spec)
        if code:
            last = (text.strip().splitlines() or ["no output"])[-1]
            raise UserError(
                f"cannot set Grafana's administrator password: {last}", "set the stored password in Grafana"
            )
