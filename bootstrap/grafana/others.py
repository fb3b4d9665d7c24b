"""Provisioning files of the owner's beside ours, and what in them takes away what is ours.

Grafana says nothing of that at its API: what is missing there would be made anew again and again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bootstrap.grafana.provisioning import SOURCE_NAME
from bootstrap.grafana.site import DATASOURCE
from core.errors import UserError
from core.plain_files import plain_text, plain_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def refuse_sources(ours: Path) -> None:
    """That no other file defines or deletes our data source.

    Raises:
        UserError: one does; names it.
    """
    for path, tree in _beside(ours):
        if any(one.get("name") == SOURCE_NAME for one in _list(tree, "deleteDatasources")):
            _refuse(path, f"deletes the data source {SOURCE_NAME!r}, which belongs to Smart Intersection")
        for one in _list(tree, "datasources"):
            if one.get("name") == SOURCE_NAME or one.get("uid") == DATASOURCE:
                _refuse(path, f"defines the data source {one.get('name')!r} with the name or uid of ours")


def refuse_boards(ours: Path, uids: Iterable[str]) -> None:
    """That no other provider has a dashboard with a uid of ours: Grafana then takes neither.

    Raises:
        UserError: one has; names its file.
    """
    wanted = set(uids)
    for path, tree in _beside(ours):
        for one in _list(tree, "providers"):
            folder = Path(str((one.get("options") or {}).get("path") or path.parent / "none"))
            for board in sorted(folder.glob("**/*.json")):
                if (uid := _uid(board)) in wanted:
                    _refuse(board, f"has the uid {uid} of a dashboard of Smart Intersection, so Grafana loads neither")


def _beside(ours: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(one for one in ours.parent.glob("*.y*ml") if one != ours):
        with suppress(OSError, ValueError):  # Grafana's log says what is wrong with it
            tree = plain_yaml(plain_text(path))
            if isinstance(tree, dict):
                yield path, tree


def _list(tree: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in tree.get(key) or [] if isinstance(one, dict)]


def _uid(board: Path) -> str:
    with suppress(OSError, ValueError):
        found = json.loads(board.read_text("utf-8"))
        return str(found.get("uid")) if isinstance(found, dict) else ""
    return ""


def _refuse(path: Path, what: str) -> NoReturn:
    raise UserError(f"{path} {what}", "change or remove that file, then run setup")
