"""Organizations, their buckets and their tasks. Lists leave out silently what the asker may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request

from influxd_double import meta, onboarding, views

if TYPE_CHECKING:
    from influxd_double.rights import Actor
    from influxd_double.server import Server

    State = dict[str, Any]


class Part:
    def __init__(self, server: Server) -> None:
        self.server = server


class Orgs(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name = request.query.get("org")
        if name is not None:
            meta.named(state, "orgs", name)
        found = [one for one in state["orgs"] if name in (None, one["name"]) and actor.may("read", "orgs", one["id"])]
        return Reply(200, {"links": {"self": "/api/v2/orgs"}, "orgs": [views.org(one) for one in found]})

    def create(self, state: State, actor: Actor, request: Request) -> Reply:
        actor.require("write", "orgs")
        body = request.json()
        if any(one["name"] == body["name"] for one in state["orgs"]):
            raise Refusal(422, "conflict", f"organization with name {body['name']} already exists")
        made = meta.new(state, "orgs", name=body["name"], description=body.get("description", ""))
        return Reply(201, views.org(made))

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "orgs", request.ids[0])
        actor.require("write", "orgs", one["id"], one["id"])
        state["orgs"].remove(one)
        for kind in ("buckets", "tasks", "auths"):  # the operator's token, too
            state[kind] = [other for other in state[kind] if other["orgID"] != one["id"]]
        return Reply(204)

    def one(self, state: State, actor: Actor, request: Request) -> Reply:
        found = meta.get(state, "orgs", request.ids[0])
        actor.require("read", "orgs", found["id"], found["id"])
        return Reply(200, views.org(found))

    def change(self, state: State, actor: Actor, request: Request) -> Reply:
        found = meta.get(state, "orgs", request.ids[0])
        actor.require("write", "orgs", found["id"], found["id"])
        found["name"] = request.json().get("name", found["name"])
        return Reply(200, views.org(found))


class Buckets(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name, org = request.query.get("name"), request.query.get("orgID")
        if not 1 <= int(request.query.get("limit", 20)) <= 100:
            raise Refusal(400, "invalid", "limit must be between 1 and 100")
        found = [one for one in state["buckets"] if name in (None, one["name"]) and org in (None, one["orgID"])]
        if name and org and not found:
            raise Refusal(404, "not found", f'bucket "{name}" not found')
        page = found[: int(request.query.get("limit", 20))]  # before the rights are looked at
        seen = [one for one in page if actor.may("read", "buckets", one["orgID"], one["id"])]
        return Reply(200, {"links": {"self": "/api/v2/buckets"}, "buckets": [views.bucket(one) for one in seen]})

    def one(self, state: State, actor: Actor, request: Request) -> Reply:
        found = meta.get(state, "buckets", request.ids[0])
        actor.require("read", "buckets", found["orgID"], found["id"])
        return Reply(200, views.bucket(found))

    def create(self, state: State, actor: Actor, request: Request) -> Reply:
        body = request.json()
        org = meta.get(state, "orgs", body["orgID"])["id"]
        actor.require("write", "buckets", org)
        rules = body["retentionRules"]
        if len(rules) > 1:
            raise Refusal(422, "unprocessable entity", "buckets cannot have more than one retention rule")
        first = rules[0] if rules else {"everySeconds": 0}
        made = onboarding.bucket(state, org, body["name"], body.get("description", ""), first["everySeconds"])
        made["rule"] = onboarding.rule(first["everySeconds"], first.get("shardGroupDurationSeconds", 0))
        self.server.folder(made["id"]).mkdir(parents=True, exist_ok=True)
        return Reply(201, views.bucket(made))

    def change(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "buckets", request.ids[0])
        actor.require("write", "buckets", one["orgID"], one["id"])
        body = request.json()
        for wanted in body.get("retentionRules", []):
            seconds, shard = wanted["everySeconds"], wanted.get("shardGroupDurationSeconds", 0)
            if seconds and (shard or one["rule"]["shard"]) > seconds:
                message = "shard-group duration must also be updated to be smaller than new retention duration"
                raise Refusal(422, "unprocessable entity", message)
            one["rule"] = onboarding.rule(seconds, shard or one["rule"]["shard"])
        one["name"] = body.get("name", one["name"])
        return Reply(200, views.bucket(one))

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "buckets", request.ids[0])
        actor.require("write", "buckets", one["orgID"], one["id"])
        state["buckets"].remove(one)
        for path in self.server.folder(one["id"]).glob("*"):
            path.unlink()
        return Reply(204)


class Tasks(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name, org = request.query.get("name"), request.query.get("orgID")
        found = [one for one in state["tasks"] if org in (None, one["orgID"])]
        found = [one for one in found if name in (None, views.option(one["flux"])["name"])]
        seen = [one for one in found if actor.may("read", "tasks", one["orgID"], one["id"])]
        shown = [views.task(one, state) for one in seen]
        return Reply(200, {"links": {"self": "/api/v2/tasks"}, "tasks": shown})

    def create(self, state: State, actor: Actor, request: Request) -> Reply:
        body = request.json()
        org = meta.get(state, "orgs", body["orgID"])["id"]
        actor.require("write", "tasks", org)
        views.option(body["flux"])
        status = body.get("status", "active")
        made = meta.new(state, "tasks", orgID=org, ownerID=actor.user, status=status, flux=body["flux"])
        return Reply(201, views.task(made, state))

    def change(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "tasks", request.ids[0])
        actor.require("write", "tasks", one["orgID"], one["id"])
        body = request.json()
        views.option(body.get("flux", one["flux"]))
        one.update({key: value for key, value in body.items() if key in ("flux", "status")})
        return Reply(200, views.task(one, state))

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        one = meta.get(state, "tasks", request.ids[0])
        actor.require("write", "tasks", one["orgID"], one["id"])
        state["tasks"].remove(one)
        return Reply(204)
