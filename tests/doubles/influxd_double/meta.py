"""What the bolt file holds: users, organizations, buckets, authorizations, tasks."""

from __future__ import annotations

import fcntl
import hashlib
import secrets
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from double_parts.http import Refusal
from double_parts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = {"last": 0x0C00_0000_0000_0000, "users": [], "orgs": [], "buckets": [], "auths": [], "tasks": [], "owners": []}
TYPES = (
    *("annotations", "authorizations", "buckets", "checks", "dashboards", "dbrp", "documents", "labels", "notebooks"),
    *("notificationEndpoints", "notificationRules", "orgs", "remotes", "replications", "scrapers", "secrets"),
    *("sources", "tasks", "telegrafs", "users", "variables", "views"),
)
OPERATOR = [{"action": action, "resource": {"type": kind}} for kind in TYPES for action in ("read", "write")]


def bolt(path: Path) -> Store:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Store(path, EMPTY)


def lock(path: Path) -> IO[str] | None:
    """The bolt file's lock, held while the server or a recovery runs; None if somebody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new(state: dict[str, Any], kind: str, **fields: Any) -> dict[str, Any]:
    """A new record with an id that grows with time."""
    state["last"] += 1
    made = {"id": f"{state['last']:016x}", **fields, "createdAt": now(), "updatedAt": now()}
    state[kind].append(made)
    return made


def get(state: dict[str, Any], kind: str, wanted: str) -> dict[str, Any]:
    if len(wanted) != 16 or any(char not in "0123456789abcdef" for char in wanted):
        raise Refusal(400, "invalid", f"id {wanted} is invalid")
    for found in state[kind]:
        if found["id"] == wanted:
            record: dict[str, Any] = found
            return record
    raise Refusal(404, "not found", f"{kind[:-1]} not found")


def authorize(  # noqa: PLR0913 - the fields of an authorization
    state: dict[str, Any], *, user: str, org: str, description: str, rights: list[Any], token: str = "", hashed: bool
) -> tuple[dict[str, Any], str]:
    """A new authorization and its token's text."""
    text = token or secrets.token_urlsafe(64) + "=="
    kept = {"hash": sha512(text)} if hashed else {"token": text}
    found = new(
        state, "auths", userID=user, orgID=org, description=description, status="active", permissions=rights, **kept
    )
    return found, text


def hash_all(state: dict[str, Any]) -> None:
    """What 2.9 does at each start, and never undoes."""
    for found in state["auths"]:
        if "token" in found:
            found["hash"] = sha512(found.pop("token"))


def sha512(token: str) -> str:
    return hashlib.sha512(token.encode()).hexdigest()


def by_token(state: dict[str, Any], token: str) -> dict[str, Any] | None:
    hashed = sha512(token)
    return next((one for one in state["auths"] if one.get("token") == token or one.get("hash") == hashed), None)


def named(state: dict[str, Any], kind: str, name: str, **fields: str) -> dict[str, Any]:
    words = {"orgs": "organization name", "buckets": "bucket", "users": "user"}
    for one in state[kind]:
        found: dict[str, Any] = one
        if name in (one["name"], one["id"]) and all(one[key] == value for key, value in fields.items()):
            return found
    raise Refusal(404, "not found", f'{words[kind]} "{name}" not found')
