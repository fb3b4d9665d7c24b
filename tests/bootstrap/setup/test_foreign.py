"""A folder with other people's things in it does not become an installation, or uninstall would remove them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command_line import call
from installation import tree

from bootstrap.layout import Layout
from bootstrap.setup.foreign import check_is_ours
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        "config/app.yaml",
        "data/measurements",
        "logs/2026/january.txt",
        "cache/thumbnails",
        "cache/packages/mine.deb",
        "run/app.sock",
        "secrets/KEY",
    ],
)
def test_a_project_is_not_taken_for_ours(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    before = tree(tmp_path)
    done = call("setup", "--yes", "--prefix", str(tmp_path), "--profile", "embedded")
    assert done.returncode == 2
    assert "choose an empty --prefix" in done.stderr
    assert tree(tmp_path) == before


def test_what_the_engine_made_was_brought_or_stayed_is(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    names = (
        "logs/engine.log",
        "logs/engine.log.1",
        f"cache/{'a' * 64}",
        "cache/packages/apt/partial",
        "cache/packages/mosquitto/2.0.18",
        "journal.sqlite",
        "data/influxdb/influxd.bolt",
    )
    for name in (*names, "secrets/influxdb-operator", "config/.DS_Store"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    check_is_ours(layout)


def test_in_an_installation_the_owner_may_keep_what_they_like(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "notes.txt").write_text("why we chose 30 days")
    with pytest.raises(UserError, match=r"notes\.txt"):
        check_is_ours(layout)
    layout.notes.write_text("{}")
    check_is_ours(layout)
