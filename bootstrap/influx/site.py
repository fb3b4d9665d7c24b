"""Our InfluxDB: where it is, what things in it are called, and how to look at one as its operator."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.influx.client import Influx
from bootstrap.influx.names import OPERATOR
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context

NOTES: Final = "influxdb"
CLIENTS: Final = "smart-intersection influxdb-"  # descriptions of clients' tokens begin so
TASKS: Final = "smart-intersection "  # names of tasks, too


@dataclass(frozen=True, slots=True)
class Site:
    """One server.

    Args:
        url: where.
        org: name of our organization.
    """

    url: str
    org: str

    def operator(self, context: Context) -> Influx:
        """The server, spoken to with the operator token."""
        return Influx(self.url, context.secrets.get(OPERATOR))

    def look(self, context: Context, find: Callable[[Influx, str], Finding]) -> Finding:
        """What `find` says, given the server and our organization's id; a difference if it cannot be asked yet."""
        try:
            influx = self.operator(context)
            org = influx.organization(self.org)
            return find(influx, org.id) if org else Difference("its organization does not exist yet")
        except UnreachableError:
            return Difference("its server is not running yet")
        except RefusedError as error:
            if not error.unauthorized:
                raise
            return Difference(f"cannot be read: {error.message}")

    def enter(self, context: Context) -> tuple[Influx, str]:
        """The server and our organization's id.

        Raises:
            UserError: it is not there, or we may not see it.
        """
        influx = self.operator(context)
        org = influx.organization(self.org)
        if org is None:
            raise UserError(f"organization {self.org} does not exist in InfluxDB", "run setup again")
        return influx, org.id


def new_token() -> str:
    """A token of the form InfluxDB makes itself: 64 random bytes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(64)).decode()


def remember(context: Context, name: str, token: str, authorization: str) -> None:
    """Note which authorization a token is: servers from 2.9 on keep only hashes and never show it."""
    context.notes.put(NOTES, name, {"id": authorization, "token": fingerprint(token)})


def remembered(context: Context, name: str) -> str | None:
    """Id of the authorization that the stored token is; None if nothing, or another token, was noted."""
    found, token = context.notes.get(NOTES, name), context.secrets.get(name)
    if token is None or not isinstance(found, dict) or found.get("token") != fingerprint(token):
        return None
    return str(found.get("id"))


def fingerprint(token: str) -> str:
    """Tells tokens apart and says nothing else about them: they are long and random."""
    return hashlib.sha256(token.encode()).hexdigest()[:24]
