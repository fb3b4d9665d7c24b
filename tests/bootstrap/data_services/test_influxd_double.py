"""The double of influxd is as strict as the contract says, and what passes between it and setup is as published."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import genuine
import httpx
import jsonschema
import pytest
from double_parts.http import Refusal, Request
from double_parts.store import Store
from influxd_double import meta
from influxd_double.server import Server
from installed import changed
from packing import INFLUXDB, program
from ports import free_port

from bootstrap.http_api import Answer, Api, RefusedError
from bootstrap.influx import offline
from bootstrap.influx.client import Influx
from bootstrap.influx.models import Kind, Permission
from bootstrap.setup.facts import Facts
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from installed import Installed

REFERENCE = Path(os.environ.get("SMART_INTERSECTION_REFERENCE", Path(__file__).parents[4] / "shared" / "reference"))
TOKEN = "t" * 86 + "=="
BODY: dict[str, Any] = {"username": "u", "password": "long enough", "org": "o", "bucket": "b", "token": TOKEN}


def _double(folder: Path) -> Path:
    path = folder / "influxd"
    path.write_bytes(program("influxd_double", INFLUXDB))
    path.chmod(0o755)
    return path


class Influxd:
    """The double, or the genuine one, started by hand."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url, self.bolt = f"http://127.0.0.1:{port}", folder / "data" / "influxd.bolt"
        self.program = genuine.program("influxdb", "influxd", "influxd.exe") if genuine.releases() else _double(folder)
        self._command = [str(self.program), "--bolt-path", str(self.bolt), "--engine-path", str(folder / "engine")]
        self._command += ["--sqlite-path", str(folder / "influxd.sqlite"), "--reporting-disabled=true"]
        self._command += ["--http-bind-address", f"127.0.0.1:{port}"]
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        while not self._answers():
            assert self._process.poll() is None
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/ready").status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def ask(self, method: str, path: str, body: Any = None, token: str = "", **query: str) -> httpx.Response:
        headers = {"Authorization": f"Token {token}"} if token else {}
        return httpx.request(method, self.url + path, json=body, headers=headers, params=query, trust_env=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Influxd]:
    """One that anybody may use; onboarded with TOKEN."""
    found = Influxd(tmp_path_factory.mktemp("influxd"))
    assert found.ask("POST", "/api/v2/setup", BODY).status_code == 201
    yield found
    found.stop()


@pytest.fixture
def virgin(server: Influxd) -> Iterator[Influxd]:
    """The same one for a while without any metadata: it reads them for each answer."""
    kept = server.bolt.read_bytes()
    server.bolt.unlink()
    yield server
    server.bolt.write_bytes(kept)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Influxd]:
    found = Influxd(tmp_path)
    yield found
    found.stop()


@pytest.mark.parametrize(
    ("change", "status", "half"),
    [
        ({"password": "short"}, 400, False),
        ({"password": "x" * 73}, 400, False),
        ({"org": ""}, 422, False),
        ({"bucket": "_mine"}, 400, True),
        ({"retentionPeriodSeconds": 100}, 500, True),
    ],
)
def test_onboarding_that_fails_late_is_half_done_for_ever(
    virgin: Influxd, change: dict[str, Any], status: int, *, half: bool
) -> None:
    assert virgin.ask("POST", "/api/v2/setup", {**BODY, **change}).status_code == status
    assert virgin.ask("GET", "/api/v2/setup").json() == {"allowed": not half}
    again = virgin.ask("POST", "/api/v2/setup", BODY)
    assert again.status_code == (422 if half else 201)
    assert virgin.ask("GET", "/api/v2/orgs", token=TOKEN).status_code == (401 if half else 200)


def test_what_exists_already_is_a_conflict_with_422(server: Influxd) -> None:
    again = server.ask("POST", "/api/v2/setup", BODY)
    org = Influx(server.url, TOKEN).organization("o")
    assert org
    twice = server.ask("POST", "/api/v2/buckets", {"orgID": org.id, "name": "b", "retentionRules": []}, TOKEN)
    assert [(one.status_code, one.json()["code"]) for one in (again, twice)] == [(422, "conflict")] * 2


def test_the_three_meanings_of_401(server: Influxd) -> None:
    influx = Influx(server.url, TOKEN)
    org = influx.organization("o")
    assert org
    right = Permission(action="write", resource=Kind(type="buckets", orgID=org.id))
    weak = influx.make_authorization(org.id, "weak", [right])
    assert server.ask("GET", "/api/v2/orgs", token="x" * 40).json()["message"] == "unauthorized access"
    refused = server.ask("POST", "/api/v2/orgs", {"name": "more"}, weak.token)
    assert refused.json()["message"] == "write:orgs is unauthorized"
    assert server.ask("GET", "/api/v2/orgs", token=weak.token, org="o").json()["orgs"] == []
    assert server.ask("GET", "/api/v2/orgs", token=weak.token, org="other").status_code == 404
    server.ask("PATCH", f"/api/v2/authorizations/{weak.id}", {"status": "inactive"}, TOKEN)
    assert server.ask("POST", "/api/v2/orgs", {"name": "x"}, weak.token).json()["message"] == "token is inactive"
    assert server.ask("GET", "/api/v2/authorizations", token=weak.token).json()["authorizations"] == []


def test_the_product_takes_a_silently_filtered_list_for_no_access_not_for_nothing_there(server: Influxd) -> None:
    influx = Influx(server.url, TOKEN)
    org = influx.organization("o")
    assert org
    right = Permission(action="read", resource=Kind(type="buckets", orgID=org.id))
    weak = influx.make_authorization(org.id, "filtered", [right])
    with pytest.raises(RefusedError) as refused:
        Influx(server.url, weak.token).organization("o")
    assert refused.value.unauthorized
    with pytest.raises(RefusedError, match="write:orgs is unauthorized"):
        Influx(server.url, weak.token).make_organization("another")


def test_tokens_are_never_shown_again_and_recovery_wants_the_server_down(new: Influxd) -> None:
    new.ask("POST", "/api/v2/setup", BODY)
    assert [one.token for one in Influx(new.url, TOKEN).authorizations()] == [""]
    assert TOKEN not in new.bolt.read_text()
    context: Any = type("Context", (), {"facts": Facts()})
    with pytest.raises(UserError, match="another influxd has these files open: Error: unable to open boltdb file"):
        offline.operator_token(context, new.program, new.bolt, "u", "o")
    new.stop()
    token = offline.operator_token(context, new.program, new.bolt, "nobody", "gone")
    second = offline.operator_token(context, new.program, new.bolt, "u", "o")
    assert token != second
    assert token in new.bolt.read_text()
    new.start()
    assert token not in new.bolt.read_text()
    assert Influx(new.url, token).organization("o")
    assert Influx(new.url, second).organization("o")


def test_a_full_disk_is_told_and_its_shard_stays_closed_until_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, full = Store(tmp_path / "influxd.bolt", meta.EMPTY), OSError(errno.ENOSPC, "No space left on device")
    server = Server(store, tmp_path / "engine", "v2.9.1", hashed=True)
    made = server.routes.answer(Request("POST", "/api/v2/setup", {}, {}, json.dumps(BODY).encode()))
    token = made.data["auth"]["token"]
    query, heads = {"org": "o", "bucket": "b"}, {"authorization": f"Token {token}"}

    def write(server: Server) -> str:
        request = Request("POST", "/api/v2/write", query, heads, f"counts count=1i {time.time_ns()}".encode())
        try:
            return str(server.routes.answer(request).status)
        except Refusal as refused:
            return f"{refused.status} {refused.message}"

    with monkeypatch.context() as patch:
        for method in ("open", "write_text"):  # of points and of metadata
            patch.setattr(Path, method, _raising(full))
        assert write(server) == "500 unexpected error writing points to database: no space left on device"
    why = "not attempting to open shard 2; opening shard previously failed with: no space left on device"
    assert write(server) == f"500 unexpected error writing points to database: {why}"
    assert write(Server(store, tmp_path / "engine", "v2.9.1", hashed=True)) == "204"


def _raising(error: OSError) -> Any:
    def refuse(path: Path, mode: str = "w", *_: Any, **__: Any) -> Any:
        if "r" in mode:
            return open(path, mode, encoding="utf-8")  # noqa: PTH123 - its own is taken away
        raise error

    return refuse


def test_what_setup_sends_and_gets_is_as_published(empty: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(REFERENCE.glob("openapi/influxdb-oss-v2*patched.json"))
    if not files:
        pytest.skip(f"no API description in {REFERENCE}/openapi")
    published, seen = Published(json.loads(files[-1].read_text("utf-8"))), []
    call = Api.call

    def recorded(self: Api, method: str, path: str, body: Any = None, **rest: Any) -> Answer:
        if self.who != "InfluxDB":
            return call(self, method, path, body, **rest)
        try:
            answer = call(self, method, path, body, **rest)
        except RefusedError as error:
            published.check(method, path, rest.get("query") or {}, body, error.status, None)
            raise
        published.check(method, path, rest.get("query") or {}, body, answer.status, answer.data)
        seen.append(f"{method} {re.sub('[0-9a-f]{16}', 'ID', path)}")
        return answer

    monkeypatch.setattr(Api, "call", recorded)
    changed(empty.setup("influxdb"))
    empty.layout.secrets.joinpath("influxdb-operator").unlink()
    changed(empty.setup("influxdb"))
    influx = empty.operator()
    influx.set_retention(empty.bucket().id, {"everySeconds": 14 * 86_400})
    (task,) = influx.tasks(empty.org(), "smart-intersection 15 minutes")
    influx.set_task(task.id, task.flux)
    influx.delete_task(task.id)
    user = influx.make_user("somebody")
    influx.set_password(user.id, "long enough for it")
    changed(empty.setup("influxdb"))
    assert {"POST /api/v2/setup", "POST /api/v2/authorizations", "PATCH /api/v2/buckets/ID"} <= set(seen)
    assert {"DELETE /api/v2/authorizations/ID", "POST /api/v2/tasks", "PATCH /api/v2/tasks/ID"} <= set(seen)


class Published:
    """The vendor's API description."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def check(  # noqa: PLR0913, PLR0917 - an exchange has these parts
        self, method: str, path: str, query: dict[str, str], body: Any, status: int, data: Any
    ) -> None:
        operation = self._operation(method, path)
        known = {self._resolved(one).get("name") for one in operation.get("parameters", [])}
        assert set(query) <= known, f"{method} {path}: {set(query) - known} is not available"
        if body is not None:
            self._validate(operation["requestBody"], body, f"{method} {path} request")
        responses = operation["responses"]
        response = responses.get(str(status), responses.get("default"))
        assert response, f"{method} {path}: {status} is not available"
        if data is not None:
            self._validate(response, data, f"{method} {path} {status}")

    def _operation(self, method: str, path: str) -> dict[str, Any]:
        for template, operations in self._document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
                return dict(operations[method.lower()])
        pytest.fail(f"{method} {path} is not available")

    def _resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        found: Any = part
        while "$ref" in found:
            where, found = found["$ref"].removeprefix("#/").split("/"), self._document
            for key in where:
                found = found[key]
        return dict(found)

    def _validate(self, part: dict[str, Any], value: Any, what: str) -> None:
        schema = self._resolved(part)["content"]["application/json"]["schema"]
        full = {"allOf": [schema], "components": self._document["components"]}
        errors = list(jsonschema.Draft7Validator(full).iter_errors(value))
        assert not errors, f"{what}: {errors[0].json_path}: {errors[0].message}"
