"""Users and their tokens. Lists leave out silently what the asker may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request

from influxd_double import meta, onboarding, views
from influxd_double.places import Part
from influxd_double.rights import covers

if TYPE_CHECKING:
    from influxd_double.rights import Actor

    State = dict[str, Any]


class Authorizations(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        wanted = {key: value for key, value in request.query.items() if key in ("id", "orgID", "userID")}
        found = [one for one in state["auths"] if all(one[key] == value for key, value in wanted.items())]
        seen = [one for one in found if actor.may("read", "authorizations", one["orgID"], one["id"])]
        shown = [views.authorization(one, state) for one in seen]
        return Reply(200, {"links": {"self": "/api/v2/authorizations"}, "authorizations": shown})

    def create(self, state: State, actor: Actor, request: Request) -> Reply:
        body = request.json()
        org, rights = meta.get(state, "orgs", body["orgID"])["id"], body.get("permissions")
        if "token" in body:
            raise Refusal(400, "invalid", "a token cannot be chosen here")
        if not rights:
            raise Refusal(400, "invalid", "authorization must include permissions")
        actor.require("write", "authorizations", org)
        for right in rights:
            _check(actor, right, org)
        made, text = meta.authorize(
            state,
            user=body.get("userID", actor.user),
            org=org,
            description=body.get("description", ""),
            rights=rights,
            hashed=self.server.hashed,
        )
        made["status"] = body.get("status", "active")
        return Reply(201, views.authorization(made, state, text))

    def change(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "auths", request.ids[0])
        actor.require("write", "authorizations", one["orgID"], one["id"])
        one.update({key: value for key, value in request.json().items() if key in ("status", "description")})
        return Reply(200, views.authorization(one, state))

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "auths", request.ids[0])
        actor.require("write", "authorizations", one["orgID"], one["id"])
        state["auths"].remove(one)
        return Reply(204)


def _check(actor: Actor, right: dict[str, Any], org: str) -> None:
    resource = right["resource"]
    if resource["type"] == "instance":
        raise Refusal(500, "internal error", "unknown resource type for permission")
    if resource["type"] not in meta.TYPES:
        raise Refusal(400, "invalid", f"unknown resource type {resource['type']}")
    if resource.get("orgID") not in (None, org):
        raise Refusal(400, "invalid", "permission of another organization")
    if not any(covers(held, right["action"], resource["type"], resource.get("orgID"), resource.get("id"))
               for held in actor.permissions):  # fmt: skip
        raise Refusal(403, "forbidden", "permission is not allowed")


class Users(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name = request.query.get("name")
        if name is not None:
            meta.named(state, "users", name)
        found = [one for one in state["users"] if name in (None, one["name"]) and actor.may("read", "users")]
        return Reply(200, {"links": {"self": "/api/v2/users"}, "users": [views.user(one) for one in found]})

    def create(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "users")
        name = request.json()["name"]
        if any(one["name"] == name for one in state["users"]):
            raise Refusal(422, "conflict", f"user with name {name} already exists")
        return Reply(201, views.user(meta.new(state, "users", name=name, status="active")))

    def change(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "users")
        found = meta.get(state, "users", request.ids[0])
        found["name"] = request.json().get("name", found["name"])
        return Reply(200, views.user(found))

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "users")
        state["users"].remove(meta.get(state, "users", request.ids[0]))
        return Reply(204)

    def one(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("read", "users")
        return Reply(200, views.user(meta.get(state, "users", request.ids[0])))

    def owners(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("read", "orgs", request.ids[0], request.ids[0])
        wanted = {one["userID"] for one in state["owners"] if one["orgID"] == request.ids[0]}
        shown = [{**views.user(one), "role": "owner"} for one in state["users"] if one["id"] in wanted]
        return Reply(200, {"links": {"self": request.path}, "users": shown})

    def add_owner(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "orgs", request.ids[0], request.ids[0])
        found = meta.get(state, "users", request.json()["id"])
        state["owners"].append({"orgID": request.ids[0], "userID": found["id"]})
        return Reply(201, {**views.user(found), "role": "owner"})

    def password(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "users")
        one = meta.get(state, "users", request.ids[0])
        one["password"] = onboarding.password(request.json()["password"])
        return Reply(204)
