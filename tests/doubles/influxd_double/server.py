"""The HTTP API. Lists leave out silently what the asker may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request, Routes

from influxd_double import flux, meta, onboarding, points, views
from influxd_double.rights import COOKIE, Actor, Sessions, covers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from double_parts.store import Store

    State = dict[str, Any]


class Server:
    def __init__(self, store: Store, engine: Path, version: str, *, hashed: bool) -> None:
        self._store, self._engine, self._version, self._hashed = store, engine, version, hashed
        self._sessions = Sessions()
        self._closed = ""  # why the shard that was to be opened is left alone until the next start
        self.routes = Routes()
        self._open_routes()
        for path, kind in (("orgs", Orgs), ("buckets", Buckets), ("authorizations", Authorizations), ("tasks", Tasks)):
            part = kind(self)
            for method, rest, name in _CRUD:
                if hasattr(part, name):
                    self.routes.add(method, f"/api/v2/{path}{rest}", self._known(getattr(part, name)))
        users = Users(self)
        self.routes.add("GET", "/api/v2/users", self._known(users.list))
        self.routes.add("POST", "/api/v2/users", self._known(users.create))
        self.routes.add("GET", "/api/v2/users/{id}", self._known(users.one))
        self.routes.add("PATCH", "/api/v2/users/{id}", self._known(users.change))
        self.routes.add("DELETE", "/api/v2/users/{id}", self._known(users.delete))
        self.routes.add("GET", "/api/v2/orgs/{id}/owners", self._known(users.owners))
        self.routes.add("POST", "/api/v2/orgs/{id}/owners", self._known(users.add_owner))
        self.routes.add("POST", "/api/v2/users/{id}/password", self._known(users.password))
        self.routes.add("POST", "/api/v2/write", self._known(self._write, keeps=False))
        self.routes.add("POST", "/api/v2/query", self._known(self._query, keeps=False))
        self.routes.add("POST", "/api/v2/delete", self._known(self._delete, keeps=False))

    @property
    def hashed(self) -> bool:
        return self._hashed

    def folder(self, bucket: str) -> Path:
        return self._engine / "data" / bucket

    def _open_routes(self) -> None:
        """What anybody may ask."""
        ready = {"status": "ready", "started": meta.now(), "up": "1s"}
        health = {"name": "influxdb", "message": "ready for queries and writes", "status": "pass", "checks": []}
        health |= {"version": self._version, "commit": "0" * 10}
        add = self.routes.add
        for method in ("GET", "HEAD"):
            add(method, "/ping", lambda _: Reply(204))
        add("GET", "/health", lambda _: Reply(200, health))
        add("GET", "/ready", lambda _: Reply(200, ready))
        add("GET", "/api/v2/setup", lambda _: Reply(200, {"allowed": onboarding.allowed(self._store.read())}))
        add("GET", "/", lambda _: Reply(200, text="<!doctype html><title>InfluxDB</title>"))
        add("POST", "/api/v2/setup", self._setup)
        add("POST", "/api/v2/signin", self._signin)
        add("POST", "/api/v2/signout", self._signout)

    def _setup(self, request: Request) -> Reply:
        with self._store.change() as state:
            made = onboarding.onboard(state, request, hashed=self._hashed)
            self.folder(made["bucket"]["id"]).mkdir(parents=True, exist_ok=True)
            shown = {"user": views.user(made["user"]), "org": views.org(made["org"])}
            auth = views.authorization(made["auth"], state, made["auth"]["token"])
            return Reply(201, {**shown, "bucket": views.bucket(made["bucket"]), "auth": auth})

    def _signin(self, request: Request) -> Reply:
        key = self._sessions.open(self._store.read(), request)
        return Reply(204, headers={"Set-Cookie": f"{COOKIE}={key}; Path=/api/; HttpOnly; SameSite=Strict"})

    def _signout(self, request: Request) -> Reply:
        self._sessions.actor(self._store.read(), request)
        self._sessions.close(request)
        return Reply(204)

    def _known(
        self, handler: Callable[[State, Actor, Request], Reply], *, keeps: bool = True
    ) -> Callable[[Request], Reply]:
        """Whoever asks is known; what is done is kept in the file of metadata, unless it is about points."""

        def answer(request: Request) -> Reply:
            actor = self._sessions.actor(self._store.read(), request)
            if request.method == "GET" or not keeps:
                return handler(self._store.read(), actor, request)
            with self._store.change() as state:
                return handler(state, actor, request)

        return answer

    def _write(self, state: State, actor: Actor, request: Request) -> Reply:
        org = _named(state, "orgs", request.query.get("org", ""))
        bucket = _named(state, "buckets", request.query.get("bucket", ""), orgID=org["id"])
        if not actor.may("write", "buckets", org["id"], bucket["id"]):
            raise Refusal(403, "forbidden", "insufficient permissions for write")
        if self._closed:
            raise Refusal(500, "internal error", f"{_UNEXPECTED}: {self._closed}")
        try:
            unit, every = request.query.get("precision", "ns"), bucket["rule"]["every"]
            points.write(self.folder(bucket["id"]), points.body(request), unit, every)
        except OSError as error:
            why = f"{error.strerror or error}".lower()
            self._closed = f"not attempting to open shard 2; opening shard previously failed with: {why}"
            raise Refusal(500, "internal error", f"{_UNEXPECTED}: {why}") from None
        return Reply(204)

    def _delete(self, state: State, actor: Actor, request: Request) -> Reply:
        org = _named(state, "orgs", request.query.get("org", ""))
        bucket = _named(state, "buckets", request.query.get("bucket", ""), orgID=org["id"])
        if not actor.may("write", "buckets", org["id"], bucket["id"]):
            raise Refusal(403, "forbidden", "insufficient permissions to delete")
        points.delete(self.folder(bucket["id"]), request.json())
        return Reply(204)

    def _query(self, state: State, actor: Actor, request: Request) -> Reply:
        if not any(one["name"] == request.query.get("org") for one in state["orgs"]):
            raise Refusal(400, "invalid", "failed to decode request body: organization not found")
        body = request.json()
        if not actor.active:
            raise Refusal(401, "unauthorized", "token is inactive")
        if body.get("query", "").strip() != "buckets()":
            return self._flux(state, actor, request)
        seen = [one for one in state["buckets"] if actor.may("read", "buckets", one["orgID"], one["id"])]
        rows = [f",_result,0,{one['name']},{one['id']},{one['orgID']}" for one in seen]
        head = ["#datatype,string,long,string,string,string", ",result,table,name,id,organizationID"]
        return Reply(200, text="\r\n".join([*(head if rows else []), *rows, "", ""]))

    def _flux(self, state: State, actor: Actor, request: Request) -> Reply:
        """A bucket that may not be read is one that is not there."""
        body, org = request.json(), _named(state, "orgs", request.query["org"])

        def read(name: str) -> list[points.Value]:
            for one in state["buckets"]:
                if (
                    one["name"] == name
                    and one["orgID"] == org["id"]
                    and actor.may("read", "buckets", org["id"], one["id"])
                ):
                    return points.values(self.folder(one["id"]))
            raise Refusal(404, "not found", f'failed to initialize execute state: could not find bucket "{name}"')

        annotated = bool((body.get("dialect") or {}).get("annotations"))
        return Reply(200, text=flux.text(flux.run(body["query"], read), annotated=annotated))


_UNEXPECTED = "unexpected error writing points to database"
_CRUD = (
    ("GET", "", "list"),
    ("GET", "/{id}", "one"),
    ("POST", "", "create"),
    ("PATCH", "/{id}", "change"),
    ("DELETE", "/{id}", "delete"),
)


class Part:
    def __init__(self, server: Server) -> None:
        self.server = server


class Orgs(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name = request.query.get("org")
        if name is not None:
            _named(state, "orgs", name)
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


class Users(Part):
    def list(self, state: State, actor: Actor, request: Request) -> Reply:
        name = request.query.get("name")
        if name is not None:
            _named(state, "users", name)
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


def _named(state: State, kind: str, name: str, **fields: str) -> dict[str, Any]:
    words = {"orgs": "organization name", "buckets": "bucket", "users": "user"}
    for one in state[kind]:
        found: dict[str, Any] = one
        if name in (one["name"], one["id"]) and all(one[key] == value for key, value in fields.items()):
            return found
    raise Refusal(404, "not found", f'{words[kind]} "{name}" not found')


def refuse(refusal: Refusal) -> Reply:
    headers = {"X-Platform-Error-Code": refusal.code}
    return Reply(refusal.status, {"code": refusal.code, "message": refusal.message}, headers)
