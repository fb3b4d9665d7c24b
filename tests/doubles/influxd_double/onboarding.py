"""`POST /api/v2/setup`: not transactional, as the real one. Only a bad password removes the half-made user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal
from double_parts.store import digest

from influxd_double import meta

if TYPE_CHECKING:
    from double_parts.http import Request


def allowed(state: dict[str, Any]) -> bool:
    return not state["users"] and not state["orgs"]


def onboard(state: dict[str, Any], request: Request, *, hashed: bool) -> dict[str, Any]:
    body = _body(request)
    if not allowed(state):
        raise Refusal(422, "conflict", "onboarding has already been completed")
    missing = [key for key in ("username", "org", "bucket") if not body.get(key)]
    if missing:
        message = f"onboarding failed: missing required fields [{','.join(missing)}]"
        raise Refusal(422, "unprocessable entity", message)
    user = meta.new(state, "users", name=body["username"], status="active", first=True)
    try:
        user["password"] = password(body.get("password", ""), may_be_empty=True)
    except Refusal:
        state["users"].clear()
        raise
    org = meta.new(state, "orgs", name=body["org"], description="")
    made = bucket(state, org["id"], body["bucket"], "", body.get("retentionPeriodSeconds", 0))
    token = body.get("token", "")
    found, text = meta.authorize(
        state,
        user=user["id"],
        org=org["id"],
        description=f"{user['name']}'s Token",
        rights=meta.OPERATOR,
        token=token,
        hashed=hashed,
    )
    return {"user": user, "org": org, "bucket": made, "auth": {**found, "token": text}}


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json()
    except ValueError as error:
        raise Refusal(500, "internal error", f"bad JSON: {error}") from None
    if "retentionPeriodHrs" in body:
        raise Refusal(400, "invalid", "retentionPeriodHrs is deprecated")
    return dict(body)


def password(text: str, *, may_be_empty: bool = False) -> str:
    if may_be_empty and not text:
        return ""
    if not 8 <= len(text.encode()) <= 72:
        raise Refusal(400, "invalid", "passwords must be between 8 and 72 characters long")
    return digest(text)


def bucket(state: dict[str, Any], org: str, name: str, description: str, seconds: int) -> dict[str, Any]:
    if name.startswith("_"):
        raise Refusal(400, "invalid", f"bucket name {name} is invalid. Buckets may not start with underscore")
    if '"' in name:
        raise Refusal(400, "invalid", f"bucket name {name} is invalid")
    if any(one["name"] == name and one["orgID"] == org for one in state["buckets"]):
        raise Refusal(422, "conflict", f"bucket with name {name} already exists")
    return meta.new(state, "buckets", orgID=org, name=name, description=description, rule=rule(seconds))


def rule(seconds: int, shard: int = 0) -> dict[str, int]:
    if seconds and seconds < 3600:
        raise Refusal(500, "internal error", "retention policy duration must be at least 1h0m0s")
    day = 86_400
    usual = 7 * day if not seconds or seconds >= 180 * day else day if seconds >= 2 * day else 3600
    return {"every": seconds, "shard": shard or usual}
