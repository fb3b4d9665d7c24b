"""What Grafana has made of its provisioning files: its health says nothing about that."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana import others
from bootstrap.grafana.asking import anew, exists, look, read_again
from bootstrap.grafana.site import DATASOURCE, Site
from bootstrap.http_api import RefusedError
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_SETTLE_SECONDS: Final = 5.0  # Grafana writes dashboards a moment after it has answered


@dataclass(frozen=True)
class Datasource:
    """The data source is there as provisioned, and reaches InfluxDB.

    Args:
        site: the server.
        service: its definition; started anew if reading the files again is not enough.
        url: of InfluxDB.
        settings: what its `jsonData` must hold.
        file: ours, beside which the owner's may be.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    url: str
    settings: dict[str, Any]
    file: Path
    name = "data source"

    def inspect(self, context: Context) -> Finding:
        """Missing, other settings, not working, or fine.

        Raises:
            UserError: a file of the owner's takes it away.
        """
        return look(lambda: self._explained(self.site.setup(context)), "works")

    def _explained(self, api: Api) -> str:
        wrong = self._wrong(api)
        if wrong:
            others.refuse_sources(self.file)
        return wrong

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
        api = self.site.setup(context)
        if not exists(api, "/api/plugins/influxdb/settings"):
            raise UserError(
                "this Grafana release lacks the InfluxDB plugin",
                "choose another version: setup --version grafana=13.1.3",
            )
        if not read_again(context, self.site, "datasources") or self._wrong(api):
            anew(context, self.service(), self.name, lambda: self._wrong(api))


@dataclass(frozen=True)
class Dashboards:
    """Every dashboard file of ours is a dashboard in Grafana, with what is in the file.

    Args:
        site: the server.
        service: its definition; started anew if reading the files again is not enough.
        folder: with the files.
        file: the provider's, beside which the owner's may be.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    folder: Path
    file: Path
    name = "dashboards"

    def inspect(self, context: Context) -> Finding:
        """Some are missing or have another content, or all there.

        Raises:
            UserError: a file of the owner's has the uid of one.
        """
        return look(lambda: self._explained(self.site.setup(context)), "there")

    def _explained(self, api: Api) -> str:
        wrong = self._wrong(api)
        if wrong:
            others.refuse_boards(self.file, uids(self.folder))
        return wrong

    def _wrong(self, api: Api) -> str:
        wanted, found = boards(self.folder), {}
        for uid in wanted:
            if exists(api, f"/api/dashboards/uid/{uid}"):
                found[uid] = _object(_object(api.get(f"/api/dashboards/uid/{uid}").data).get("dashboard"))
        lost = [uid for uid in wanted if uid not in found]
        changed = [uid for uid, board in found.items() if essence(board) != essence(wanted[uid])]
        said = [f"{word}: {', '.join(which)}" for word, which in (("missing", lost), ("changed", changed)) if which]
        return "; ".join(said)

    def apply(self, context: Context) -> None:
        """Have the folder read again, else start Grafana anew."""
        api = self.site.setup(context)
        if not read_again(context, self.site, "dashboards") or not self._settled(api):
            anew(context, self.service(), self.name, lambda: self._wrong(api))

    def _settled(self, api: Api) -> bool:
        deadline = time.monotonic() + _SETTLE_SECONDS
        while self._wrong(api):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def uids(folder: Path) -> list[str]:
    """Of all dashboards in a folder, sorted.

    Raises:
        UserError: a file is not a dashboard with a uid.
    """
    return list(boards(folder))


def boards(folder: Path) -> dict[str, dict[str, Any]]:
    """All dashboards in a folder by uid, sorted.

    Raises:
        UserError: a file is not a dashboard with a uid.
    """
    found = {}
    for path in folder.glob("*.json"):
        try:
            board = json.loads(path.read_text("utf-8"))
            found[str(board["uid"])] = _object(board)
        except (ValueError, KeyError, TypeError):
            raise UserError(
                f"{path} is not a Grafana dashboard with a uid", "correct or remove the file, then run setup"
            ) from None
    return dict(sorted(found.items()))


def essence(board: dict[str, Any]) -> object:
    """What Grafana leaves as it is while it brings a dashboard to its own version: titles and queries."""
    panels = [one for one in board.get("panels") or [] if isinstance(one, dict)]
    queries = [[_object(target).get("query") for target in one.get("targets") or []] for one in panels]
    return board.get("title"), sorted(zip((str(one.get("title")) for one in panels), map(str, queries), strict=True))


def _object(data: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return data if isinstance(data, dict) else {}
