"""Dashboards cut days by the site's clock, whatever shell a run is started from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bootstrap.layout import Layout
from bootstrap.setup import zone
from bootstrap.setup.context import Context
from bootstrap.setup.roles import grafana
from core import local_time, paths

if TYPE_CHECKING:
    from pathlib import Path


class _Machine:
    """Its clock's zone, and runs of setup from shells that may have another."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch, self.layout = patch, Layout(folder / "prefix")
        patch.setenv("SMART_INTERSECTION_HOME", str(folder / "home"))
        self.clock("Europe/Berlin")

    def clock(self, name: str | None) -> None:
        self._patch.setattr(local_time, "system_name", lambda: name)

    def setup(self, shell: str = "") -> str:
        self._patch.setenv("TZ", shell)
        context = Context(self.layout)
        found = zone.timezone(context)
        zone.remember(context)
        return found


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Machine:
    return _Machine(tmp_path, monkeypatch)


def test_a_shell_with_another_zone_changes_nothing(machine: _Machine) -> None:
    assert [machine.setup(shell) for shell in ("", "Asia/Tokyo", ":America/Lima", "EST5EDT")] == ["Europe/Berlin"] * 4


def test_where_the_system_tells_none_the_first_shell_counts(machine: _Machine) -> None:
    machine.clock(None)
    assert [machine.setup(shell) for shell in ("Asia/Tokyo", "", "America/Lima")] == ["Asia/Tokyo"] * 3


def test_a_machine_that_moves_takes_its_dashboards_along(machine: _Machine) -> None:
    assert machine.setup("Asia/Tokyo") == "Asia/Tokyo"
    machine.clock("America/Lima")
    assert [machine.setup(), machine.setup("Asia/Tokyo")] == ["America/Lima"] * 2


def test_the_configuration_counts_more_and_one_that_is_wrong_does_not(machine: _Machine) -> None:
    file = paths.own_config()
    file.parent.mkdir(parents=True)
    file.write_text("timezone: Asia/Kolkata\n")
    assert machine.setup("Asia/Tokyo") == "Asia/Kolkata"
    file.write_text("timezone: Mars/Olympus\n")
    assert machine.setup("Europe/Berlin") == "Asia/Tokyo"  # of the first run


def test_an_installation_from_before_keeps_the_zone_of_its_dashboards(machine: _Machine) -> None:
    board = machine.layout.config("grafana") / "dashboards" / "overview.json"
    board.parent.mkdir(parents=True)
    board.write_text(json.dumps({"timezone": "Asia/Tokyo"}))
    assert machine.setup("America/Lima") == "Asia/Tokyo"
    machine.layout.notes.unlink()
    board.write_text(json.dumps({"timezone": "browser"}))
    assert machine.setup("America/Lima") == "America/Lima"


def test_a_dashboards_file_is_the_same_from_another_shell(machine: _Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (grafana.ASSETS / "dashboards" / "en" / "overview.json").read_text("utf-8")
    machine.setup()
    files = []
    for shell in ("", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", shell)
        files.append(grafana._board(Context(machine.layout), text))
    assert files[0] == files[1]
    assert json.loads(files[0])["timezone"] == "Europe/Berlin"
