"""What Grafana has made of its provisioning files: its health says nothing about that."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.asking import anew, exists, look
from bootstrap.grafana.site import DATASOURCE, Site
from bootstrap.http_api import RefusedError
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding

_NOT_FOUND: Final = 404
_SETTLE_SECONDS: Final = 5.0  # Grafana writes dashboards a moment after it has answered


@dataclass(frozen=True)
class Datasource:
    """The data source is there as provisioned, and reaches InfluxDB.

    Args:
        site: the server.
        service: its definition; started anew if reading the files again is not enough.
        url: of InfluxDB.
        settings: what its `jsonData` must hold.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    url: str
    settings: dict[str, Any]
    name = "data source"

    def inspect(self, context: Context) -> Finding:
        """Missing, other settings, not working, or fine."""
        return look(lambda: self._wrong(self.site.admin(context)), "works")

    def _wrong(self, api: Api) -> str:
        if not exists(api, f"/api/datasources/uid/{DATASOURCE}"):
            return "missing"
        found = _object(api.get(f"/api/datasources/uid/{DATASOURCE}").data)
        shown = _object(found.get("jsonData"))
        if found.get("url") != self.url or any(shown.get(key) != value for key, value in self.settings.items()):
            return "its settings have changed"
        try:
            health = _object(api.get(f"/api/datasources/uid/{DATASOURCE}/health").data)
        except RefusedError as error:
            return f"does not work: {error.message}"
        return "" if health.get("status") == "OK" else "does not work"

    def apply(self, context: Context) -> None:
        """Have the files read again, else start Grafana anew.

        Raises:
            UserError: this Grafana has no InfluxDB plugin.
        """
        api = self.site.admin(context)
        if not exists(api, "/api/plugins/influxdb/settings"):
            raise UserError(
                "this Grafana release lacks the InfluxDB plugin",
                "choose another version: setup --version grafana=13.1.3",
            )
        _reload(api, "datasources")
        if self._wrong(api):
            anew(context, self.service())


@dataclass(frozen=True)
class Dashboards:
    """Every dashboard file of ours is a dashboard in Grafana.

    Args:
        site: the server.
        service: its definition; started anew if reading the files again is not enough.
        folder: with the files.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    folder: Path
    name = "dashboards"

    def inspect(self, context: Context) -> Finding:
        """Some are missing, or all there."""
        return look(lambda: self._missing(self.site.admin(context)), "there")

    def _missing(self, api: Api) -> str:
        lost = [uid for uid in uids(self.folder) if not exists(api, f"/api/dashboards/uid/{uid}")]
        return f"missing: {', '.join(lost)}" if lost else ""

    def apply(self, context: Context) -> None:
        """Have the folder read again, else start Grafana anew."""
        api = self.site.admin(context)
        _reload(api, "dashboards")
        if not self._settled(api):
            anew(context, self.service())
            self._settled(api)

    def _settled(self, api: Api) -> bool:
        deadline = time.monotonic() + _SETTLE_SECONDS
        while self._missing(api):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def uids(folder: Path) -> list[str]:
    """Of all dashboards in a folder, sorted.

    Raises:
        UserError: a file is not a dashboard with a uid.
    """
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            uid = json.loads(path.read_text("utf-8"))["uid"]
        except (ValueError, KeyError, TypeError):
            raise UserError(
                f"{path} is not a Grafana dashboard with a uid", "correct or remove the file, then run setup"
            ) from None
        found.append(str(uid))
    return sorted(found)


def _object(data: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return data if isinstance(data, dict) else {}


def _reload(api: Api, kind: str) -> None:
    api.call("POST", f"/api/admin/provisioning/{kind}/reload")
