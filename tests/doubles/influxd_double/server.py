"""The HTTP API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request, Routes

from influxd_double import meta, onboarding, views
from influxd_double.data import Data
from influxd_double.people import Authorizations, Users
from influxd_double.places import Buckets, Orgs, Tasks
from influxd_double.rights import COOKIE, Actor, Sessions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from double_parts.store import Store

    State = dict[str, Any]


class Server:
    def __init__(self, store: Store, engine: Path, version: str, *, hashed: bool) -> None:
        self._store, self._engine, self._version, self._hashed = store, engine, version, hashed
        self._sessions = Sessions()
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
        data = Data(self)
        self.routes.add("POST", "/api/v2/write", self._known(data.write, keeps=False))
        self.routes.add("POST", "/api/v2/query", self._known(data.query, keeps=False))
        self.routes.add("POST", "/api/v2/delete", self._known(data.delete, keeps=False))

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


_CRUD = (
    ("GET", "", "list"),
    ("GET", "/{id}", "one"),
    ("POST", "", "create"),
    ("PATCH", "/{id}", "change"),
    ("DELETE", "/{id}", "delete"),
)


def refuse(refusal: Refusal) -> Reply:
    headers = {"X-Platform-Error-Code": refusal.code}
    return Reply(refusal.status, {"code": refusal.code, "message": refusal.message}, headers)
