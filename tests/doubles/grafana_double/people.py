"""Who asks: users with their passwords, service accounts with their tokens, and what either may."""

from __future__ import annotations

import base64
import hashlib
import secrets
import sqlite3
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from double_parts.http import Refusal, Reply, Request

from grafana_double.database import hashed, user

if TYPE_CHECKING:
    from grafana_double.database import Database

_FAILURES, _WINDOW = 5, 300.0
ROLES = ("None", "Viewer", "Editor", "Admin", "Grafana Admin")  # each may what those before it may


class Actor(NamedTuple):
    """Whoever asks: in which organization, as what."""

    role: str
    org: int
    user: int


class People:
    def __init__(self, store: Database, *, basic: bool) -> None:
        self._store, self._basic = store, basic

    def actor(self, request: Request, needed: str) -> Actor:
        """Whoever asks.

        Raises:
            Refusal: nobody we know, or one who may not.
        """
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer":
            found = self._account(text)
        elif scheme == "Basic" and self._basic:
            name, _, password = base64.b64decode(text).decode().partition(":")
            found = self._user(name, password)
        else:
            raise Refusal(401, "", "Unauthorized")
        if ROLES.index(found.role) < ROLES.index(needed):
            raise Refusal(403, "", "You'll need additional permissions to perform this action.")
        wanted = request.headers.get("x-grafana-org-id", "")
        return found._replace(org=int(wanted)) if wanted and scheme == "Basic" else found

    def _account(self, token: str) -> Actor:
        digest = hashlib.sha256(token.encode()).hexdigest()
        for one in self._store.read()["accounts"]:
            if any(known["hash"] == digest for known in one["tokens"]):
                if one["isDisabled"]:
                    raise Refusal(401, "", "Service account is disabled")
                return Actor(one["role"], 1, 0)
        raise Refusal(401, "", "Invalid API key")

    def _user(self, name: str, password: str) -> Actor:
        """Five failures in five minutes lock a login for as long; a right password does not open it then."""
        try:
            state = self._store.read()
            found = next((one for one in state["users"] if one["login"].lower() == name.lower()), None)
            if _locked(state, name):
                raise _WRONG
            if found and not found["is_disabled"] and hashed(password, found["salt"]) == found["password"]:
                return Actor("Grafana Admin" if found["is_admin"] else "Viewer", found["org_id"], found["id"])
            with self._store.change() as state:
                failed = {"username": name, "ip_address": "127.0.0.1", "created": int(time.time())}
                state["failures"].append(failed)
        except sqlite3.OperationalError:  # another program has locked the file
            pass
        raise _WRONG

    def login(self, request: Request) -> Reply:
        """What the page sends."""
        body = request.json()
        self._user(body["user"], body["password"])
        return Reply(200, {"message": "Logged in"})

    def me(self, actor: Actor) -> Reply:
        found = self._one(self._store.read(), actor.user)
        shown = {"id": found["id"], "login": found["login"], "orgId": found["org_id"]}
        return Reply(200, {**shown, "isGrafanaAdmin": bool(found["is_admin"])})

    def users(self, _: Request) -> Reply:
        known = self._store.read()["users"]
        return Reply(200, [{"id": one["id"], "login": one["login"], "isAdmin": bool(one["is_admin"])} for one in known])

    def create(self, request: Request) -> Reply:
        body = request.json()
        with self._store.change() as state:
            if any(one["login"] == body["login"] for one in state["users"]):
                raise Refusal(412, "", f"user with email '' or username '{body['login']}' already exists")
            identity = 1 + max((one["id"] for one in state["users"]), default=0)
            state["users"].append(user(identity, body["login"], body["password"], admin=False))
        return Reply(200, {"id": identity, "message": "User created"})

    def rename(self, request: Request) -> Reply:
        return self._change(request, {"login": request.json()["login"]}, "User updated")

    def disable(self, request: Request) -> Reply:
        return self._change(request, {"is_disabled": 1}, "User disabled")

    def enable(self, request: Request) -> Reply:
        return self._change(request, {"is_disabled": 0}, "User enabled")

    def promote(self, request: Request) -> Reply:
        return self._change(request, {"is_admin": int(request.json()["isGrafanaAdmin"])}, "User permissions updated")

    def set_password(self, request: Request) -> Reply:
        salt = self._one(self._store.read(), int(request.ids[0]))["salt"]
        return self._change(request, {"password": hashed(request.json()["password"], salt)}, "User password updated")

    def delete(self, request: Request) -> Reply:
        with self._store.change() as state:
            state["users"].remove(self._one(state, int(request.ids[0])))
        return Reply(200, {"message": "User deleted"})

    def change_password(self, actor: Actor, request: Request) -> Reply:
        body = request.json()
        with self._store.change() as state:
            found = self._one(state, actor.user)
            if hashed(body["oldPassword"], found["salt"]) != found["password"]:
                raise Refusal(401, "", "invalid old password")
            found["password"] = hashed(body["newPassword"], found["salt"])
        return Reply(200, {"message": "User password changed"})

    def use(self, actor: Actor, request: Request) -> Reply:
        with self._store.change() as state:
            self._one(state, actor.user)["org_id"] = int(request.ids[0])
        return Reply(200, {"message": "Active organization changed"})

    def _change(self, request: Request, fields: dict[str, Any], message: str) -> Reply:
        with self._store.change() as state:
            self._one(state, int(request.ids[0])).update(fields)
        return Reply(200, {"message": message})

    def _one(self, state: dict[str, Any], identity: int) -> dict[str, Any]:
        for one in state["users"]:
            if one["id"] == identity:
                found: dict[str, Any] = one
                return found
        raise Refusal(404, "", "user not found")


class Accounts:
    """Service accounts: not for users' passwords, and not locked by them."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def search(self, request: Request) -> Reply:
        wanted = request.query.get("query", "")
        found = [self._shown(one) for one in self._store.read()["accounts"] if wanted in one["name"]]
        return Reply(200, {"totalCount": len(found), "serviceAccounts": found, "page": 1, "perPage": 1000})

    def create(self, request: Request) -> Reply:
        body = request.json()
        with self._store.change() as state:
            if any(one["name"] == body["name"] for one in state["accounts"]):
                raise Refusal(400, "", "Failed to create service account: service account already exists")
            state["last"] = state.get("last", 100) + 1
            made = {"id": state["last"], "name": body["name"], "role": body["role"], "isDisabled": False, "tokens": []}
            state["accounts"].append(made)
        return Reply(201, self._shown(made))

    def change(self, request: Request) -> Reply:
        with self._store.change() as state:
            one = self._one(state, request)
            one.update({key: value for key, value in request.json().items() if key in ("role", "isDisabled")})
        return Reply(200, {"message": "Service account updated"})

    def delete(self, request: Request) -> Reply:
        with self._store.change() as state:
            state["accounts"].remove(self._one(state, request))
        return Reply(200, {"message": "Service account deleted"})

    def tokens(self, request: Request) -> Reply:
        known = self._one(self._store.read(), request)["tokens"]
        return Reply(200, [{"id": one["id"], "name": one["name"], "isRevoked": False} for one in known])

    def add_token(self, request: Request) -> Reply:
        key, name = f"glsa_{secrets.token_urlsafe(24)}", request.json()["name"]
        with self._store.change() as state:
            one = self._one(state, request)
            if any(known["name"] == name for known in one["tokens"]):
                raise Refusal(409, "", "Failed to add service account token: service account token already exists")
            made = {"id": len(one["tokens"]) + 1, "name": name, "hash": hashlib.sha256(key.encode()).hexdigest()}
            one["tokens"].append(made)
        return Reply(200, {"id": made["id"], "name": name, "key": key})

    def delete_token(self, request: Request) -> Reply:
        with self._store.change() as state:
            one = self._one(state, request)
            one["tokens"] = [known for known in one["tokens"] if known["id"] != int(request.ids[1])]
        return Reply(200, {"message": "Service account token deleted"})

    def _shown(self, one: dict[str, Any]) -> dict[str, Any]:
        login = f"sa-{one['name']}"
        return {**one, "login": login, "orgId": 1, "tokens": len(one["tokens"])}

    def _one(self, state: dict[str, Any], request: Request) -> dict[str, Any]:
        for one in state["accounts"]:
            if one["id"] == int(request.ids[0]):
                found: dict[str, Any] = one
                return found
        raise Refusal(404, "", "service account not found")


_WRONG = Refusal(401, "password-auth.failed", "invalid username or password")


def _locked(state: dict[str, Any], name: str) -> bool:
    since = time.time() - _WINDOW
    recent = [one for one in state["failures"] if one["username"].lower() == name.lower() and one["created"] > since]
    return len(recent) >= _FAILURES
