"""The administrator's password: Grafana takes it from its settings only once, at its very first start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder, Skip
from bootstrap.grafana.site import PASSWORD, USER, Site
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.services.reasons import cause as cause_of_end
from bootstrap.services.wait import until_healthy
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.database import Database
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_OTHER: Final = "the stored password does not match the server's"


@dataclass(frozen=True)
class AdminPassword:
    """The stored password is the administrator's.

    The database is asked first: each wrong password that is tried at the server is one of the five that lock a login.
    What setup must not undo, such as a login that somebody has renamed, is told and left alone.

    Args:
        site: the server.
        service: its definition; stopped and started to set the password.
        cli: Grafana's command line, up to its `admin`.
        database: its file.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    cli: Callable[[], list[str]]
    database: Database
    name = "administrator's password"

    def inspect(self, context: Context) -> Finding:
        """Another one, not to be told, or fine."""
        why = cause(self.database, context)
        if why:
            return Difference(_OTHER) if why == _OTHER else Skip(why)
        try:
            self.site.admin(context).get("/api/user")
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return self._refused(context, error)
        return InOrder("the stored one")

    def _refused(self, context: Context, error: RefusedError) -> Finding:
        if self.database.login(USER, "") is None:
            return Difference(_OTHER)
        if error.message == "Unauthorized":
            return Skip("not checked: logins by password are switched off (auth.basic in conf.d/grafana.ini)")
        return Skip(
            cause(self.database, context)
            or f"Grafana rejects the stored password although it is right: {error.message}"
        )

    def apply(self, context: Context) -> None:
        """Set it in the database, which nobody else may have open. Killed meanwhile, the next run starts the server."""
        spec = self.service()
        context.backend.stop(spec.name)
        try:
            self._set(context)
        finally:
            context.backend.start(spec, anew=False)
            until_healthy(context.backend, spec)

    def _set(self, context: Context) -> None:
        """By Grafana's own command; it says that all is well also where it has changed nothing (9.3)."""
        password = context.secrets.get(PASSWORD) or ""
        command = [*self.cli(), "admin", "reset-admin-password", "--password-from-stdin"]
        code, text = context.facts.run(command, 120, f"{password}\n")
        found = self.database.login(USER, password)
        if found is None and code:
            last = cause_of_end(text.splitlines()) or "no output"
            raise UserError(
                f"cannot set Grafana's administrator password: {last}", "set the stored password in Grafana"
            )
        if found is not None and not found.fits:
            copy = self.database.copy()
            self.database.set_password(USER, password)
            context.tell(
                Note(
                    "Grafana's own command did not set the administrator's password; "
                    f"setup has written it into the database and kept a copy at {copy}"
                )
            )


def cause(database: Database, context: Context) -> str:
    """Why the administrator cannot sign in with the stored password, as far as the database says; empty if he can."""
    found = database.login(USER, context.secrets.get(PASSWORD) or "")
    if found is None:
        return ""
    if found.renamed:
        how = f"renamed to {found.name} in Grafana" if found.name else "deleted in Grafana"
        return f"not checked: the user {USER} was {how}"
    if found.disabled:
        return f"not checked: the user {USER} was disabled in Grafana; another administrator can enable it"
    if not found.fits:
        return _OTHER
    return _blocked(found.minutes) if found.minutes else ""


def _blocked(minutes: int) -> str:
    unit = "minute" if minutes == 1 else "minutes"
    return (
        f"not checked: the login {USER} is blocked for up to {minutes} {unit} after wrong passwords; "
        "the stored password is right"
    )
