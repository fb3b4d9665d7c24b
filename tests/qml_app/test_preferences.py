"""What the user prefers is kept, and nonsense in the file is no reason not to start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qml_app import __main__ as program
from qml_app.preferences import DEFAULTS, LANGUAGES, LAYERS, Preferences, load
from qml_app.translation import LANGUAGES as TRANSLATED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "state" / "dashboard.json"
    first = Preferences(file)
    first.theme, first.language, first.grid = "light", "de", 9
    first.showLayer("zones", False)  # noqa: FBT003 -- as QML calls it
    first.stop()
    second = Preferences(file)
    assert (second.theme, second.language, second.grid, second.hiddenLayers) == ("light", "de", 9, ["zones"])
    second.showLayer("zones", True)  # noqa: FBT003 -- as QML calls it
    second.stop()
    assert load(file)["hidden"] == []


def test_the_command_line_holds_for_now_only(tmp_path: Path) -> None:
    file = tmp_path / "dashboard.json"
    asked = Preferences(file, {"theme": "light"})
    assert asked.theme == "light"
    asked.grid = 1
    asked.stop()
    assert load(file) == {**DEFAULTS, "grid": 1}
    asked.theme = "dark"
    asked.theme = "light"
    asked.stop()
    assert load(file)["theme"] == "light"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"theme": 3, "grid": true, "hidden": "zones", "language": "xx"}', "[" * 100_000, "\x00"],
)
def test_nonsense_is_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "dashboard.json").write_text(text)
    assert load(tmp_path / "dashboard.json") == DEFAULTS


def test_what_is_no_choice_is_not_taken(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "dashboard.json")
    preferences.theme = "pink"
    preferences.grid = 5
    preferences.showLayer("weather", False)  # noqa: FBT003 -- as QML calls it
    assert (preferences.theme, preferences.grid, preferences.hiddenLayers) == ("system", 4, [])
    preferences.stop()


def test_a_folder_that_cannot_be_written_is_only_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(tmp_path / "file" / "dashboard.json")
    preferences.theme = "light"
    preferences.stop()
    assert preferences.theme == "light"
    assert "cannot save preferences" in caplog.text


def test_the_command_line_offers_every_language() -> None:
    choices = next(one.choices for one in program._parser()._actions if "--language" in one.option_strings)
    assert {*choices, "system"} >= {*TRANSLATED}
    assert ("system", *TRANSLATED) == LANGUAGES


def test_the_file_is_small_and_readable(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "dashboard.json")
    for layer in LAYERS:
        preferences.showLayer(layer, False)  # noqa: FBT003 -- as QML calls it
    preferences.stop()
    assert json.loads((tmp_path / "dashboard.json").read_text())["hidden"] == list(LAYERS)
