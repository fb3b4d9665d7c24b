"""Folders of dashboards and of alert rules, which a page can delete with what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request

if TYPE_CHECKING:
    from grafana_double.database import Database


class Folders:
    def __init__(self, store: Database) -> None:
        self._store = store

    def list(self, _: Request) -> Reply:
        return Reply(200, [{"uid": uid, "title": title} for uid, title in self._store.read()["folders"].items()])

    def delete(self, request: Request) -> Reply:
        """With its dashboards, provisioned ones, too; with its rules only if the page says so."""
        uid = request.ids[0]
        with self._store.change() as state:
            title = state["folders"].get(uid)
            if title is None:
                raise Refusal(404, "", "folder not found")
            rules = [one for one, rule in state["rules"].items() if rule.get("folder") == title]
            if rules and request.query.get("forceDeleteRules") != "true":
                raise Refusal(400, "", "folder cannot be deleted: folder contains alert rules")
            for one in rules:  # what it has kept of their earlier forms stays (grafana/grafana#76795)
                del state["rules"][one]
            boards = state["dashboards"]
            for board in [board for board, one in boards.items() if one.get("folderUid") == uid]:
                del boards[board]
            del state["folders"][uid]
        return Reply(200, {"message": f"Folder {title} deleted", "title": title})


def need(state: dict[str, Any], title: str, uid: str = "") -> str:
    """The folder of this title or, with a uid, the one of that uid; made if there is none."""
    folders = state.setdefault("folders", {})
    found = uid or next((one for one, known in folders.items() if known == title), "") or f"made-{len(folders) + 1}"
    folders[found] = title
    return found
