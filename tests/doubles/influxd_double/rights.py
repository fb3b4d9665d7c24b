"""Who asks, and what he may."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal
from double_parts.store import fits

from influxd_double import meta

if TYPE_CHECKING:
    from double_parts.http import Request

COOKIE = "influxdb-oss-session"
_INSTANCE = [{"action": action, "resource": {"type": "instance"}} for action in ("read", "write")]


@dataclass
class Actor:
    user: str
    permissions: list[dict[str, Any]]
    active: bool = True

    def may(self, action: str, kind: str, org: str | None = None, one: str | None = None) -> bool:
        return self.active and any(covers(held, action, kind, org, one) for held in self.permissions)

    def require(self, action: str, kind: str, org: str | None = None, one: str | None = None) -> None:
        if not self.active:
            raise Refusal(401, "unauthorized", "token is inactive")
        if not self.may(action, kind, org, one):
            where = f"orgs/{org}/{kind}" if org else kind
            raise Refusal(401, "unauthorized", f"{action}:{where}{'/' + one if one else ''} is unauthorized")


def covers(held: dict[str, Any], action: str, kind: str, org: str | None, one: str | None) -> bool:
    resource = held["resource"]
    if held["action"] != action or resource["type"] not in (kind, "instance"):
        return False
    if resource["type"] == "instance":
        return True
    return resource.get("orgID") in (None, org) and resource.get("id") in (None, one)


def _of(org: str) -> list[dict[str, Any]]:
    """What an owner of an organization may."""
    kinds = [{"type": kind, "orgID": org} for kind in meta.TYPES if kind != "users"]
    return [{"action": action, "resource": kind} for kind in kinds for action in ("read", "write")]


class Sessions:
    """Cookies of users who have signed in; gone with the process."""

    def __init__(self) -> None:
        self._users: dict[str, str] = {}

    def open(self, state: dict[str, Any], request: Request) -> str:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(text, validate=True).decode().partition(":")
        except ValueError:
            name = password = ""
        user = next((one for one in state["users"] if one["name"] == name), None)
        if scheme != "Basic" or not user or not user.get("password") or not fits(password, user["password"]):
            raise Refusal(401, "unauthorized", "unauthorized access")
        key = secrets.token_urlsafe(48)
        self._users[key] = user["id"]
        return key

    def close(self, request: Request) -> None:
        self._users.pop(self._key(request), None)

    def actor(self, state: dict[str, Any], request: Request) -> Actor:
        """Whoever asks.

        Raises:
            Refusal: nobody we know.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme == "Token" and (found := meta.by_token(state, token.strip())):
            if not any(one["id"] == found["userID"] for one in state["users"]):
                raise Refusal(403, "forbidden", "User is inactive")
            return Actor(found["userID"], found["permissions"], found["status"] == "active")
        user = self._users.get(self._key(request))
        if user is None:
            raise Refusal(401, "unauthorized", "unauthorized access")
        first = any(one["id"] == user and one.get("first") for one in state["users"])
        own = [right for one in state["auths"] if one["userID"] == user for right in one["permissions"]]
        owned = [one["orgID"] for one in state.get("owners", []) if one["userID"] == user]
        return Actor(user, [*own, *(_INSTANCE if first else []), *(right for org in owned for right in _of(org))])

    def _key(self, request: Request) -> str:
        pairs = (part.strip().partition("=") for part in request.headers.get("cookie", "").split(";"))
        return next((value for key, _, value in pairs if key == COOKIE), "")
