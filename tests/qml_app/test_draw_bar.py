"""What is offered while lines are drawn on a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtQuick import QQuickView
from PySide6.QtQuickControls2 import QQuickStyle
from settings_desk import items

from qml_app.environment import QML
from qml_app.settings_page import Configuration

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("countable", "counting", "offered"),
    [
        (False, False, {"Save": False, "Done": True}),
        (True, False, {"Save": False, "Done": False, "Count": True}),
        (True, True, {"Save": False, "Done": True, "Count again": False}),
    ],
)
def test_what_comes_next_is_filled_and_a_count_that_runs_is_not_begun_anew_by_it(
    qtbot: QtBot,
    tmp_path: Path,
    countable: bool,  # noqa: FBT001
    counting: bool,  # noqa: FBT001
    offered: dict[str, bool],
) -> None:
    assert qtbot
    QQuickStyle.setStyle("Basic")
    config, window = Configuration(tmp_path, tmp_path), QQuickView()
    window.engine().addImportPath(str(QML))
    window.setInitialProperties({"config": config, "ready": True, "countable": countable, "counting": counting})
    window.loadFromModule("SmartIntersection.Recording", "DrawBar")
    buttons = [one for one in items(window.rootObject()) if one.metaObject().className().startswith("TextButton")]
    assert {one.property("text"): one.property("primary") for one in buttons} == offered
    window.setSource("")
    window.deleteLater()
    config.stop()
