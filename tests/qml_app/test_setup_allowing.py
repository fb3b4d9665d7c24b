"""What a repair will change is in sight, and a database loses data only after somebody said so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qml_app.setup import Setup
from qml_app.setup_rows import TASK_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SHORTEN = "--shorten-retention"
pytestmark = pytest.mark.usefixtures("qapp")


class Wizard(Setup):
    """Its runs are told to it and not begun."""

    def __init__(self, runtime: Path, prefix: Path) -> None:
        super().__init__(runtime, prefix)
        self.asked: list[list[str]] = []
        self._process.start = self.asked.append  # type: ignore[assignment]

    def told(self, *results: dict[str, Any], code: int) -> None:
        for one in results:
            self._take({"event": "result", "seconds": 0.1, **one})
        self._end(code, "")

    def rows(self) -> list[str]:
        return [row[TASK_ROLES.index("title")] for row in self.run.tasks.rows]


@pytest.fixture
def wizard(runtime: Path, state_dir: Path, qtbot: QtBot) -> Iterator[Wizard]:
    made = Wizard(runtime, state_dir)
    made.start()
    qtbot.waitUntil(lambda: made.known)
    yield made
    made.stop()


def test_a_database_loses_data_only_where_that_was_allowed(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.plan()
    qtbot.waitUntil(lambda: len(wizard.asked) == 1)
    held = {"name": "influxdb : bucket traffic", "state": "failed", "reason": "keeps data for ever"}
    wizard.told({**held, "options": [SHORTEN]}, code=1)
    assert [row[TASK_ROLES.index("option")] for row in wizard.run.tasks.rows] == ["shorten"]
    wizard.allowDeletion()
    qtbot.waitUntil(lambda: len(wizard.asked) == 2)
    wizard.told({**held, "state": "changed"}, code=0)
    wizard.back()
    wizard.back()
    assert wizard.step == "profile"
    wizard.plan()
    qtbot.waitUntil(lambda: len(wizard.asked) == 3)
    assert [SHORTEN in one for one in wizard.asked] == [False, True, False]


@pytest.mark.parametrize(("set_up", "shown"), [(True, ["file a.conf", "port 1"]), (False, ["port 1"])])
def test_a_plan_of_repair_says_what_will_change(
    wizard: Wizard, qtbot: QtBot, *, set_up: bool, shown: list[str]
) -> None:
    assert wizard._known is not None
    wizard._known = replace(wizard._known, set_up=set_up)
    wizard.plan()
    qtbot.waitUntil(lambda: bool(wizard.asked))
    states = {"secret x": "ok", "file a.conf": "changed", "port 1": "skipped"}
    wizard.told(*({"name": f"mosquitto : {title}", "state": state} for title, state in states.items()), code=0)
    assert wizard.planned.shown
    assert wizard.rows() == shown


def test_a_plan_of_repair_says_so_too_where_a_step_cannot_be_done(wizard: Wizard, qtbot: QtBot) -> None:
    assert wizard._known is not None
    wizard._known = replace(wizard._known, set_up=True)
    wizard.plan()
    qtbot.waitUntil(lambda: bool(wizard.asked))
    states = {"secret x": "ok", "file a.conf": "changed", "port 1": "failed"}
    wizard.told(*({"name": f"mosquitto : {title}", "state": state} for title, state in states.items()), code=1)
    assert wizard.rows() == ["file a.conf", "port 1"]
