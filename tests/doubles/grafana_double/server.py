"""The HTTP API."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request, Routes

from grafana_double import provisioning, queries
from grafana_double.alerting import Alerting
from grafana_double.folders import Folders
from grafana_double.people import Accounts, Actor, People
from grafana_double.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grafana_double.database import Database

    Handler = Callable[[Request], Reply]

_PROVISIONING, _RULE = "/api/v1/provisioning", "/api/v1/provisioning/alert-rules/{uid}"
_MANAGER, _ACCOUNT = "/api/alertmanager/grafana/api/v2", "/api/serviceaccounts/{id}"
_OLD = ("9.", "10.")


class Server:
    def __init__(self, store: Database, given: Path, version: str, *, plugin: bool, basic: bool = True) -> None:
        self._store, self._given, self._version, self._plugin = store, given, version, plugin
        self.routes, self._people = Routes(), People(store, basic=basic)
        add = self.routes.add
        add("GET", "/api/health", lambda _: Reply(200, {"database": "ok", "version": version, "commit": "0" * 10}))
        add("GET", "/healthz", lambda _: Reply(200, text="Ok"))
        add("POST", "/login", self._people.login)
        self._own_routes()
        self._data_routes(Alerting(store, version), Folders(store))
        people, accounts = self._people, Accounts(store)
        for method, path, needed, handler in (
            ("GET", "/api/users", "Grafana Admin", people.users),
            ("PUT", "/api/users/{id}", "Grafana Admin", people.rename),
            ("POST", "/api/admin/users", "Grafana Admin", people.create),
            ("DELETE", "/api/admin/users/{id}", "Grafana Admin", people.delete),
            ("POST", "/api/admin/users/{id}/disable", "Grafana Admin", people.disable),
            ("POST", "/api/admin/users/{id}/enable", "Grafana Admin", people.enable),
            ("PUT", "/api/admin/users/{id}/password", "Grafana Admin", people.set_password),
            ("PUT", "/api/admin/users/{id}/permissions", "Grafana Admin", people.promote),
            ("POST", "/api/orgs", "Grafana Admin", lambda _: Reply(200, {"orgId": 2, "message": "created"})),
            ("GET", "/api/serviceaccounts/search", "Admin", accounts.search),
            ("POST", "/api/serviceaccounts", "Admin", accounts.create),
            ("PATCH", _ACCOUNT, "Admin", accounts.change),
            ("DELETE", _ACCOUNT, "Admin", accounts.delete),
            ("GET", f"{_ACCOUNT}/tokens", "Admin", accounts.tokens),
            ("POST", f"{_ACCOUNT}/tokens", "Admin", accounts.add_token),
            ("DELETE", f"{_ACCOUNT}/tokens/{{id}}", "Admin", accounts.delete_token),
            ("POST", "/api/admin/provisioning/{kind}/reload", "Grafana Admin", self._reload),
            ("GET", "/api/plugins/{id}/settings", "Viewer", self._plugin_settings),
        ):
            add(method, path, self._known(handler, needed))

    def answer(self, request: Request) -> Reply:
        """Nobody is told what there is before he is known."""
        known = self.routes.knows(request) or not request.path.startswith("/api/")
        if not known:
            self._people.actor(request, "None")
        return self.routes.answer(request)

    def _own_routes(self) -> None:
        """Those about whoever asks."""
        people = self._people
        for method, path, handler in (
            ("GET", "/api/user", lambda actor, _: people.me(actor)),
            ("PUT", "/api/user/password", people.change_password),
            ("POST", "/api/user/using/{id}", people.use),
        ):
            self.routes.add(method, path, self._asked(handler))

    def _data_routes(self, alerts: Alerting, folders: Folders) -> None:
        """Those about what is in organization 1; another one has nothing of it."""
        for method, path, needed, handler, empty in (
            ("GET", "/api/datasources/uid/{uid}", "Admin", self._datasource, None),
            ("POST", "/api/datasources", "Admin", self._add_datasource, None),
            ("PUT", "/api/datasources/uid/{uid}", "Admin", self._change_datasource, None),
            ("DELETE", "/api/datasources/uid/{uid}", "Admin", self._delete_datasource, None),
            ("GET", "/api/datasources/uid/{uid}/health", "Viewer", self._datasource_health, None),
            ("GET", "/api/folders", "Viewer", folders.list, []),
            ("DELETE", "/api/folders/{uid}", "Editor", folders.delete, None),
            ("GET", "/api/dashboards/uid/{uid}", "Viewer", self._dashboard, None),
            ("DELETE", "/api/dashboards/uid/{uid}", "Editor", self._delete_dashboard, None),
            ("POST", "/api/dashboards/db", "Editor", self._save_dashboard, None),
            ("GET", _RULE, "Admin", alerts.one, None),
            ("PUT", _RULE, "Admin", alerts.change, None),
            ("DELETE", _RULE, "Admin", alerts.delete, None),
            ("GET", "/api/prometheus/grafana/api/v1/rules", "Viewer", alerts.rules, {"data": {"groups": []}}),
            ("GET", f"{_MANAGER}/alerts", "Viewer", alerts.alerts, []),
            ("GET", f"{_MANAGER}/silences", "Viewer", alerts.silences, []),
            ("POST", f"{_MANAGER}/silences", "Editor", alerts.silence, None),
            ("DELETE", f"{_MANAGER}/silence/{{id}}", "Editor", alerts.unsilence, None),
            ("POST", "/api/ds/query", "Viewer", self._query, None),
            ("GET", f"{_PROVISIONING}/contact-points", "Admin", self._contacts, []),
            ("DELETE", f"{_PROVISIONING}/contact-points/{{uid}}", "Admin", self._delete_contact, None),
            ("GET", f"{_PROVISIONING}/policies", "Admin", self._policy, {"receiver": "grafana-default-email"}),
            ("PUT", f"{_PROVISIONING}/policies", "Admin", self._set_policy, None),
        ):
            self.routes.add(method, path, self._known(handler, needed, empty))
        if not self._version.startswith("9.3."):  # grafana/grafana#59989
            self.routes.add("GET", f"{_PROVISIONING}/alert-rules", self._known(self._rules, "Admin", []))

    def _known(self, handler: Handler, needed: str, empty: Any = ()) -> Handler:
        def answer(request: Request) -> Reply:
            actor = self._people.actor(request, needed)
            if actor.org == 1 or empty == ():
                return handler(request)
            if empty is None:
                raise Refusal(404, "", "Not found")
            return Reply(200, empty)

        return answer

    def _asked(self, handler: Callable[[Actor, Request], Reply]) -> Handler:
        return lambda request: handler(self._people.actor(request, "None"), request)

    def _plugin_settings(self, request: Request) -> Reply:
        if request.ids[0] != "influxdb" or not self._plugin:
            raise Refusal(404, "", "Plugin not found, no installed plugin with that id")
        return Reply(200, {"id": "influxdb", "type": "datasource", "enabled": True})

    def _datasource(self, request: Request) -> Reply:
        one = dict(self._found(request, "datasources", "Data source not found"))
        secret = one.pop("secureJsonData", {})
        return Reply(200, {"id": 1, **one, "secureJsonFields": dict.fromkeys(secret, True)})

    def _add_datasource(self, request: Request) -> Reply:
        body = request.json()
        made = {"uid": body.get("uid") or re.sub(r"\W", "", body["name"]), "readOnly": False, **body}
        with self._store.change() as state:
            if any(one["name"] == body["name"] for one in state["datasources"].values()):
                raise Refusal(409, "", "data source with the same name already exists")
            state["datasources"][made["uid"]] = made
        return Reply(200, {"datasource": made, "message": "Datasource added", "name": made["name"]})

    def _change_datasource(self, request: Request) -> Reply:
        if self._found(request, "datasources", "Data source not found")["readOnly"]:
            raise Refusal(403, "", "Cannot update read-only data source")
        with self._store.change() as state:
            state["datasources"][request.ids[0]].update(request.json())
        return Reply(200, {"message": "Datasource updated"})

    def _delete_datasource(self, request: Request) -> Reply:
        if self._found(request, "datasources", "Data source not found")["readOnly"]:
            raise Refusal(403, "", "Cannot delete read-only data source")
        with self._store.change() as state:
            del state["datasources"][request.ids[0]]
        return Reply(200, {"message": "Data source deleted"})

    def _datasource_health(self, request: Request) -> Reply:
        one = self._store.read()["datasources"].get(request.ids[0])
        if one is None:
            raise Refusal(500, "", "Unable to load datasource metadata")
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
        meta = {"provisioned": bool(one["provider"]), "provisionedExternalId": one.get("file", "")}
        return Reply(200, {"dashboard": one["dashboard"], "meta": {**meta, "folderTitle": one.get("folder", "")}})

    def _delete_dashboard(self, request: Request) -> Reply:
        if self._found(request, "dashboards", "Dashboard not found")["provider"]:
            raise Refusal(400, "", "provisioned dashboard cannot be deleted")
        with self._store.change() as state:
            del state["dashboards"][request.ids[0]]
        return Reply(200, {"message": "Dashboard deleted"})

    def _save_dashboard(self, request: Request) -> Reply:
        """One that a person has made; those from files can only be changed there."""
        body = request.json()
        board, folder = dict(body["dashboard"]), body.get("folderUid", "")
        if not board.get("title") or not board.get("uid"):
            raise Refusal(400, "", "Dashboard title cannot be empty")
        with self._store.change() as state:
            if state["dashboards"].get(board["uid"], {}).get("provider"):
                raise Refusal(400, "", "Cannot save provisioned dashboard")
            for uid, one in state["dashboards"].items():
                same = (one["dashboard"]["title"], one.get("folderUid", "")) == (board["title"], folder)
                if same and uid != board["uid"]:
                    raise Refusal(412, "name-exists", "A dashboard with the same name in the folder already exists")
            state["dashboards"][board["uid"]] = {"provider": "", "dashboard": board, "folderUid": folder}
        return Reply(200, {"uid": board["uid"], "status": "success"})

    def _rules(self, _: Request) -> Reply:
        return Reply(200, list(self._store.read()["rules"].values()))

    def _contacts(self, _: Request) -> Reply:
        return Reply(200, list(self._store.read().get("contacts", {}).values()))

    def _delete_contact(self, request: Request) -> Reply:
        """Also one that a file has made."""
        with self._store.change() as state:
            state.get("contacts", {}).pop(request.ids[0], None)
        return Reply(202, {"message": "contactpoint deleted"})

    def _policy(self, _: Request) -> Reply:
        return Reply(200, self._store.read()["policy"])

    def _set_policy(self, request: Request) -> Reply:
        """Also where a file has made it."""
        with self._store.change() as state:
            state["policy"] = request.json()
        return Reply(202, {"message": "policies updated"})

    def _reload(self, request: Request) -> Reply:
        apply = {
            "datasources": provisioning.datasources,
            "dashboards": provisioning.dashboards,
            "alerting": lambda folder, state: provisioning.alerting(folder, state, self._version),
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

    def refuse(self, refusal: Refusal) -> Reply:
        """In Grafana's words."""
        body = {"message": refusal.message, "traceID": ""}
        if refusal.code == "name-exists":
            body["status"] = refusal.code
        if not self._version.startswith(_OLD):
            body |= {"messageId": refusal.code, "statusCode": str(refusal.status)}
        return Reply(refusal.status, body)


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
