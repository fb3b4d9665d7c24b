"""The HTTP API."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request, Routes
from double_parts.store import digest, fits

from grafana_double import provisioning, queries
from grafana_double.alerting import Alerting
from grafana_double.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from double_parts.store import Store

_FAILURES, _WINDOW = 5, 300.0


class Server:
    def __init__(self, store: Store, given: Path, version: str, *, plugin: bool) -> None:
        self._store, self._given, self._version, self._plugin = store, given, version, plugin
        self.routes, alerts = Routes(), Alerting(store, version)
        add = self.routes.add
        add("GET", "/api/health", lambda _: Reply(200, {"database": "ok", "version": version, "commit": "0" * 10}))
        add("GET", "/healthz", lambda _: Reply(200, text="Ok"))
        for method, path, handler in (
            ("GET", "/api/user", self._user),
            ("PUT", "/api/user/password", self._change_password),
            ("GET", "/api/plugins/influxdb/settings", self._plugin_settings),
            ("GET", "/api/datasources/uid/{uid}", self._datasource),
            ("DELETE", "/api/datasources/uid/{uid}", self._delete_datasource),
            ("GET", "/api/datasources/uid/{uid}/health", self._datasource_health),
            ("GET", "/api/dashboards/uid/{uid}", self._dashboard),
            ("POST", "/api/dashboards/db", self._save_dashboard),
            ("GET", "/api/v1/provisioning/alert-rules/{uid}", alerts.one),
            ("GET", "/api/prometheus/grafana/api/v1/rules", alerts.rules),
            ("GET", "/api/alertmanager/grafana/api/v2/alerts", alerts.alerts),
            ("GET", "/api/alertmanager/grafana/api/v2/silences", alerts.silences),
            ("POST", "/api/alertmanager/grafana/api/v2/silences", alerts.silence),
            ("DELETE", "/api/alertmanager/grafana/api/v2/silence/{id}", alerts.unsilence),
            ("POST", "/api/ds/query", self._query),
            ("GET", "/api/v1/provisioning/contact-points", self._contacts),
            ("GET", "/api/v1/provisioning/policies", self._policy),
            ("POST", "/api/admin/provisioning/{kind}/reload", self._reload),
        ):
            add(method, path, self._admin(handler))
        if not version.startswith("9.3."):  # grafana/grafana#59989
            add("GET", "/api/v1/provisioning/alert-rules", self._admin(self._rules))

    def _admin(self, handler: Callable[[Request], Reply]) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            self._login(request)
            return handler(request)

        return answer

    def _login(self, request: Request) -> None:
        """Five failures in five minutes lock a login; a right password does not open it then."""
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme != "Basic":
            raise Refusal(401, "", "Unauthorized")
        name, _, password = base64.b64decode(text).decode().partition(":")
        user = self._store.read()["user"]
        with self._store.change() as state:
            recent = [at for at in state["failures"] if time.time() - at < _WINDOW]
            good = len(recent) < _FAILURES and name == user["login"] and fits(password, user["password"])
            state["failures"] = recent if good else [*recent, time.time()]
        if not good:
            raise Refusal(401, "password-auth.failed", "Invalid username or password")

    def _user(self, _: Request) -> Reply:
        return Reply(200, {"id": 1, "login": self._store.read()["user"]["login"], "isGrafanaAdmin": True})

    def _change_password(self, request: Request) -> Reply:
        body = request.json()
        with self._store.change() as state:
            if not fits(body["oldPassword"], state["user"]["password"]):
                raise Refusal(401, "", "invalid old password")
            state["user"]["password"] = digest(body["newPassword"])
        return Reply(200, {"message": "User password changed"})

    def _plugin_settings(self, _: Request) -> Reply:
        if not self._plugin:
            raise Refusal(404, "plugin.notFound", "Plugin not found")
        return Reply(200, {"id": "influxdb", "type": "datasource", "enabled": True})

    def _datasource(self, request: Request) -> Reply:
        one = dict(self._found(request, "datasources", "Data source not found"))
        secret = one.pop("secureJsonData", {})
        return Reply(200, {"id": 1, **one, "secureJsonFields": dict.fromkeys(secret, True)})

    def _delete_datasource(self, request: Request) -> Reply:
        if self._found(request, "datasources", "Data source not found")["readOnly"]:
            raise Refusal(403, "", "Cannot delete read-only data source")
        with self._store.change() as state:
            del state["datasources"][request.ids[0]]
        return Reply(200, {"message": "Data source deleted"})

    def _datasource_health(self, request: Request) -> Reply:
        one = self._found(request, "datasources", "Data source not found")
        if not self._plugin:
            raise Refusal(404, "plugin.notRegistered", "Plugin not registered")
        settings, token = one.get("jsonData") or {}, (one.get("secureJsonData") or {}).get("token", "")
        if one["type"] != "influxdb" or settings.get("version") != "Flux" or not settings.get("organization"):
            return Reply(400, {"status": "ERROR", "message": "not a Flux data source"})
        try:
            count = _buckets(one["url"], settings["organization"], token)
        except (OSError, ValueError) as error:
            return Reply(400, {"status": "ERROR", "message": f"error performing flux query: {error}"})
        return Reply(200, {"status": "OK", "message": f"datasource is working. {count} buckets found"})

    def _query(self, request: Request) -> Reply:
        """Each query alone; one that fails makes the whole answer a 400."""
        body = request.json()
        if not body.get("queries"):
            raise Refusal(400, "", "no queries found")
        results, worst = {}, 200
        for one in body["queries"]:
            source = self._store.read()["datasources"].get(one["datasource"]["uid"])
            if source is None or not self._plugin:
                raise Refusal(404, "", "Data source not found" if source is None else "Plugin not registered")
            try:
                start, stop = (int(body[key]) / 1000 for key in ("from", "to"))
                tables = queries.ask(source, one["query"], start, stop)
                results[one["refId"]] = {"status": 200, "frames": queries.frames(tables)}
            except queries.QueryError as error:
                results[one["refId"]], worst = {"status": 400, "error": str(error), "frames": []}, 400
        return Reply(worst, {"results": results})

    def _dashboard(self, request: Request) -> Reply:
        one = self._found(request, "dashboards", "Dashboard not found")
        return Reply(200, {"dashboard": one["dashboard"], "meta": {"provisioned": bool(one["provider"])}})

    def _save_dashboard(self, request: Request) -> Reply:
        """One that a person has made; those from files can only be changed there."""
        board = dict(request.json()["dashboard"])
        if not board.get("title") or not board.get("uid"):
            raise Refusal(400, "", "Dashboard title cannot be empty")
        with self._store.change() as state:
            if state["dashboards"].get(board["uid"], {}).get("provider"):
                raise Refusal(400, "", "Cannot save provisioned dashboard")
            state["dashboards"][board["uid"]] = {"provider": "", "dashboard": board}
        return Reply(200, {"uid": board["uid"], "status": "success"})

    def _rules(self, _: Request) -> Reply:
        return Reply(200, list(self._store.read()["rules"].values()))

    def _contacts(self, _: Request) -> Reply:
        return Reply(200, list(self._store.read().get("contacts", {}).values()))

    def _policy(self, _: Request) -> Reply:
        return Reply(200, self._store.read()["policy"])

    def _reload(self, request: Request) -> Reply:
        apply = {
            "datasources": provisioning.datasources,
            "dashboards": provisioning.dashboards,
            "alerting": provisioning.alerting,
        }.get(request.ids[0])
        if apply is None:
            raise Refusal(404, "", "Not found")
        try:
            with self._store.change() as state:
                apply(self._given / request.ids[0], state)
        except SettingsError as error:
            raise Refusal(500, "", str(error)) from None
        return Reply(200, {"message": f"{request.ids[0]} config reloaded"})

    def _found(self, request: Request, kind: str, missing: str) -> dict[str, Any]:
        found = self._store.read()[kind].get(request.ids[0])
        if found is None:
            raise Refusal(404, "", missing)
        return dict(found)


def _buckets(url: str, org: str, token: str) -> int:
    """Ask InfluxDB which buckets the token may read."""
    request = urllib.request.Request(  # noqa: S310 - the data source's address
        f"{url}/api/v2/query?{urllib.parse.urlencode({'org': org})}",
        json.dumps({"query": "buckets()", "type": "flux"}).encode(),
        {"Authorization": f"Token {token}", "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=5) as answer:
        rows = [line for line in answer.read().decode().splitlines() if line.startswith(",_result,")]
    return len(rows)


def refuse(refusal: Refusal) -> Reply:
    return Reply(refusal.status, {"message": refusal.message, "messageId": refusal.code, "statusCode": refusal.status})
