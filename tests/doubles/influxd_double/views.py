"""Records as the API shows them; shapes as in the published API description."""

from __future__ import annotations

import re
from typing import Any

from double_parts.http import Refusal


def user(one: dict[str, Any]) -> dict[str, Any]:
    path = f"/api/v2/users/{one['id']}"
    return {"id": one["id"], "name": one["name"], "status": one["status"], "links": {"self": path}}


def org(one: dict[str, Any]) -> dict[str, Any]:
    path = f"/api/v2/orgs/{one['id']}"
    links = {"self": path, "buckets": f"/api/v2/buckets?org={one['name']}", "members": f"{path}/members"}
    return {**_pick(one, "id", "name", "description", "createdAt", "updatedAt"), "links": links}


def bucket(one: dict[str, Any]) -> dict[str, Any]:
    held = one["rule"]
    rule = {"type": "expire", "everySeconds": held["every"], "shardGroupDurationSeconds": held["shard"]}
    return {
        **_pick(one, "id", "orgID", "name", "description", "createdAt", "updatedAt"),
        "type": "user",
        "retentionRules": [rule],
        "links": {"self": f"/api/v2/buckets/{one['id']}", "org": f"/api/v2/orgs/{one['orgID']}"},
        "labels": [],
    }


def authorization(one: dict[str, Any], state: dict[str, Any], token: str | None = None) -> dict[str, Any]:
    """A hashed token is shown as an empty text; a new one once, by whoever made it."""
    names = {found["id"]: found["name"] for kind in ("users", "orgs") for found in state[kind]}
    return {
        **_pick(one, "id", "orgID", "userID", "description", "status", "permissions", "createdAt", "updatedAt"),
        "token": one.get("token", "") if token is None else token,
        "user": names.get(one["userID"], ""),
        "org": names.get(one["orgID"], ""),
        "links": {"self": f"/api/v2/authorizations/{one['id']}", "user": f"/api/v2/users/{one['userID']}"},
    }


def task(one: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    names = {found["id"]: found["name"] for found in state["orgs"]}
    owned = any(found["id"] == one["ownerID"] for found in state["users"])  # it runs with its owner's rights
    ran = {} if owned else {"lastRunStatus": "failed", "lastRunError": 'could not find bucket "traffic"'}
    return {
        **_pick(one, "id", "orgID", "ownerID", "status", "flux", "createdAt", "updatedAt", "description"),
        **_pick(one, "lastRunStatus", "lastRunError"),
        **option(one["flux"]),
        **ran,
        "org": names.get(one["orgID"], ""),
        "links": {"self": f"/api/v2/tasks/{one['id']}"},
        "labels": [],
    }


def option(flux: str) -> dict[str, str]:
    """Name and times of a task: they are in its script.

    Raises:
        Refusal: there are none.
    """
    found = re.search(r"option\s+task\s*=\s*\{(.*?)\}", flux, re.DOTALL)
    fields = dict(re.findall(r'(\w+)\s*:\s*("[^"]*"|[^,}\s]+)', found.group(1))) if found else {}
    if "name" not in fields or not {"every", "cron"} & set(fields):
        raise Refusal(400, "invalid", "missing required option: 'name' and one of 'every', 'cron'")
    yields = re.findall(r'yield\(name: "(\w+)"\)', flux)
    if len(set(yields)) != len(yields) or flux.count("\n\nfrom(") > max(1, len(yields)):
        raise Refusal(400, "invalid", "tried to produce more than one result with the same name")
    return {key: value.strip('"') for key, value in fields.items() if key in ("name", "every", "cron", "offset")}


def _pick(one: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: one[key] for key in keys if key in one}
