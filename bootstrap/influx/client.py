"""InfluxDB 2's API, as far as setup needs it.

List routes leave out what a token may not see, and page before they filter: so everything is asked for by name.
"""

from __future__ import annotations

import base64
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from bootstrap.http_api import Answer, Api, RefusedError, UnreachableError
from bootstrap.influx import models
from bootstrap.influx.tables import rows
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from bootstrap.influx.models import Authorization, Bucket, Named, Permission, Task

WHO: Final = "InfluxDB"
_NOT_FOUND: Final = 404
_Model = TypeVar("_Model", bound=BaseModel)


class Influx:
    """A server, spoken to as somebody.

    Args:
        url: where it is.
        token: who we are; None for the few questions anybody may ask.
        cookie: of a session instead of a token.
        trust: whose certificates count, for a server elsewhere.
    """

    def __init__(
        self, url: str, token: str | None = None, *, cookie: str | None = None, trust: ssl.SSLContext | None = None
    ) -> None:
        headers = {"Authorization": f"Token {register(token)}"} if token else {}
        self._api = Api(WHO, url, {"Cookie": register(cookie)} if cookie else headers, trust)

    def onboarding_allowed(self) -> bool:
        """Whether nobody has been set up yet. The answer also proves that this is an InfluxDB 2.

        Raises:
            UserError: it is something else.
        """
        answer = self._api.get("/api/v2/setup")
        version = answer.headers.get("X-Influxdb-Version", "")
        if not version.removeprefix("v").startswith("2."):
            raise UserError(
                f"{self._api.url} responds, but is not InfluxDB 2 ({version or 'no version'})", "run doctor"
            )
        return _read(models.Allowed, answer).allowed

    def onboard(  # noqa: PLR0913 - the fields of its body
        self, *, user: str, password: str, token: str, org: str, bucket: str, retention: int
    ) -> Authorization:
        """Make the first user with a token chosen and stored by us: the answer may get lost.

        The server checks most of this only when the user is already made, and then cannot be onboarded again.
        """
        body = {"username": user, "password": password, "token": token, "org": org, "bucket": bucket}
        answer = self._api.call("POST", "/api/v2/setup", {**body, "retentionPeriodSeconds": retention})
        return _read(models.Onboarded, answer).auth

    @contextmanager
    def session(self, user: str, password: str) -> Iterator[Influx]:
        """The same server spoken to as a user who gives a password.

        Raises:
            RefusedError: unauthorized if the password is another one.
        """
        basic = base64.b64encode(f"{user}:{password}".encode()).decode()
        answer = self._api.call("POST", "/api/v2/signin", headers={"Authorization": f"Basic {register(basic)}"})
        cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        signed_in = Influx(self._api.url, cookie=cookie)
        try:
            yield signed_in
        finally:
            with suppress(UserError):
                signed_in._api.call("POST", "/api/v2/signout")

    def organizations(self) -> list[Named]:
        """All that we may see."""
        return _read(models.Organizations, self._api.get("/api/v2/orgs")).orgs

    def organization(self, name: str) -> Named | None:
        """The one of this name; None if there is none.

        Raises:
            RefusedError: there may be one, but we may not see it.
        """
        answer = self._found("/api/v2/orgs", org=name)
        if answer is None:
            return None
        found = next((org for org in _read(models.Organizations, answer).orgs if org.name == name), None)
        if found is None:
            raise RefusedError(WHO, 401, "unauthorized", f"the token has no access to organization {name}")
        return found

    def organization_name(self, org: str) -> str:
        """Of the one with this id; empty if it is gone."""
        answer = self._found(f"/api/v2/orgs/{org}")
        return _read(models.Named, answer).name if answer else ""

    def add_owner(self, org: str, user: str) -> None:
        """Make the user with this id an owner of the organization with that one."""
        self._api.call("POST", f"/api/v2/orgs/{org}/owners", {"id": user})

    def make_organization(self, name: str) -> Named:
        """A new one."""
        return _read(models.Named, self._api.call("POST", "/api/v2/orgs", {"name": name}))

    def user(self, name: str) -> Named | None:
        """The one of this name."""
        answer = self._found("/api/v2/users", name=name)
        users = _read(models.Users, answer).users if answer else []
        return next((user for user in users if user.name == name), None)

    def user_exists(self, user: str) -> bool:
        """Whether there is one with this id."""
        return self._found(f"/api/v2/users/{user}") is not None

    def make_user(self, name: str) -> Named:
        """A new one, without a password."""
        return _read(models.Named, self._api.call("POST", "/api/v2/users", {"name": name}))

    def set_password(self, user: str, password: str) -> None:
        """Of the user with this id."""
        self._api.call("POST", f"/api/v2/users/{user}/password", {"password": password})

    def bucket(self, org: str, name: str) -> Bucket | None:
        """The one of this name in the organization with this id; also None if we may not read it."""
        answer = self._found("/api/v2/buckets", orgID=org, name=name)
        buckets = _read(models.Buckets, answer).buckets if answer else []
        return next((bucket for bucket in buckets if bucket.name == name), None)

    def bucket_of(self, number: str) -> Bucket | None:
        """The one with this id; None if it is gone."""
        answer = self._found(f"/api/v2/buckets/{number}")
        return _read(models.Bucket, answer) if answer else None

    def make_bucket(self, org: str, name: str, description: str, retention: int, shard: int = 0) -> None:
        """A new one that keeps data for `retention` seconds, in pieces of `shard` or what the server thinks best."""
        cut = {"shardGroupDurationSeconds": shard} if shard else {}
        rules = [{"type": "expire", "everySeconds": retention, **cut}]
        body = {"orgID": org, "name": name, "description": description, "retentionRules": rules}
        self._api.call("POST", "/api/v2/buckets", body)

    def set_retention(self, bucket: str, rule: dict[str, Any]) -> None:
        """Of the bucket with this id."""
        self._api.call("PATCH", f"/api/v2/buckets/{bucket}", {"retentionRules": [{"type": "expire", **rule}]})

    def authorizations(self, org: str | None = None) -> list[Authorization]:
        """All that we may see, of one organization or of all."""
        answer = self._api.get("/api/v2/authorizations", **({"orgID": org} if org else {}))
        return _read(models.Authorizations, answer).authorizations

    def make_authorization(self, org: str, description: str, rights: Iterable[Permission]) -> Authorization:
        """A new token; this answer is the only one that shows it."""
        permissions = [right.model_dump(by_alias=True, exclude_none=True) for right in rights]
        body = {"orgID": org, "description": description, "status": "active", "permissions": permissions}
        made = _read(models.Authorization, self._api.call("POST", "/api/v2/authorizations", body))
        register(made.token)
        return made

    def delete_authorization(self, authorization: str) -> None:
        """The one with this id; one that is gone is fine."""
        self._found(f"/api/v2/authorizations/{authorization}", "DELETE")

    def tasks(self, org: str, name: str) -> list[Task]:
        """All of this name: nothing keeps names apart."""
        answer = self._api.get("/api/v2/tasks", orgID=org, name=name)
        return [task for task in _read(models.Tasks, answer).tasks if task.name == name]

    def all_tasks(self, org: str) -> list[Task]:
        """Of the organization with this id, up to 500."""
        return _read(models.Tasks, self._api.get("/api/v2/tasks", orgID=org, limit="500")).tasks

    def make_task(self, org: str, flux: str) -> None:
        """A new one; its name and its times are in the script."""
        self._api.call("POST", "/api/v2/tasks", {"orgID": org, "flux": flux, "status": "active"})

    def set_task(self, task: str, flux: str) -> None:
        """Script of the task with this id, and switch it on."""
        self._api.call("PATCH", f"/api/v2/tasks/{task}", {"flux": flux, "status": "active"})

    def stop_task(self, task: str) -> None:
        """Switch off the task with this id."""
        self._api.call("PATCH", f"/api/v2/tasks/{task}", {"status": "inactive"})

    def delete_task(self, task: str) -> None:
        """The one with this id; one that is gone is fine."""
        self._found(f"/api/v2/tasks/{task}", "DELETE")

    def query(self, org: str, flux: str) -> list[dict[str, str]]:
        """Rows of all tables that a script yields, each by column; everything is text.

        Raises:
            UnreachableError, RefusedError: it could not be run, or broke off.
        """
        body = {"query": flux, "type": "flux", "dialect": {"header": True, "annotations": []}}
        return rows(self._api.call("POST", "/api/v2/query", body, query={"org": org}).text)

    def delete(self, org: str, bucket: str, span: tuple[str, str], predicate: str) -> None:
        """Delete the points of a time span (RFC 3339) that a predicate about tags names.

        Raises:
            UnreachableError, RefusedError: it was not done.
        """
        body = {"start": span[0], "stop": span[1], "predicate": predicate}
        self._api.call("POST", "/api/v2/delete", body, query={"org": org, "bucket": bucket})

    def _found(self, path: str, method: str = "GET", **query: str) -> Answer | None:
        """The answer, or None if it is that there is no such thing."""
        try:
            return self._api.call(method, path, query=query)
        except RefusedError as error:
            if error.status == _NOT_FOUND:
                return None
            raise


def _read(model: type[_Model], answer: Answer) -> _Model:
    try:
        return model.model_validate(answer.data)
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"]) or "answer"
        raise UnreachableError(f"unexpected response from {WHO}: {where}: {problem['msg']}", "run doctor") from None
