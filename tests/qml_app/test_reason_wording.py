"""Reasons that engine and services give in English are shown in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from bootstrap.route import BUILT_IN
from core.sources.files import file_problem
from core.sources.problems import PROBLEMS, died, hung
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.sources.problems import Problem

SHOWN: Final = b"""
import QtQml
import SmartIntersection.Theme

QtObject {
    property string given: ""
    property string said: ReasonWording.said(given)
}
"""


@pytest.fixture
def german(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """What the German window makes of a reason."""
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": "de"}), QQmlEngine(), QLocale()
    engine.addImportPath(str(QML))
    translator = Translator(engine, preferences)
    component = QQmlComponent(engine)
    component.setData(SHOWN, QUrl())
    kept: list[Any] = [component.create()]

    def said(text: str) -> str:
        kept[0].setProperty("given", text)
        return str(kept[0].property("said"))

    try:
        yield said
    finally:
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
        kept.clear()
        del component


def problems(folder: Path) -> list[Problem]:
    """All that a source can be short of."""
    (folder / "empty.mp4").touch()
    (folder / "text.mp4").write_text("a text")
    files = [file_problem(path) for path in (folder, folder / "gone.mp4", folder / "empty.mp4", folder / "text.mp4")]
    return [*PROBLEMS.values(), hung(5.0, None), hung(5.0, 9), died(1, None), died(-9, 3), *filter(None, files)]


@pytest.mark.usefixtures("qapp")
def test_every_reason_of_a_source_is_german_in_german(german: Callable[[str], str], tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert len(found) == len(PROBLEMS) + 8
    parts = [part for one in found for part in (one.what, one.remedy)]
    assert [part for part in parts if german(part).casefold() == part.casefold()] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "line 'a', line 'b' and 2 more lie outside the 320x176 image \u2014 use units: relative",
            "Linie a, Linie b, 2 weitere liegen außerhalb des Bilds (320x176) \u2013 units: relative verwenden",
        ),
        ("clip.mp4: file not found", "clip.mp4: Datei nicht gefunden"),
        ("exited with code 3", "Beendet mit Code 3"),
        (BUILT_IN, "eingebauter Broker"),
        ("127.0.0.1:1884", "127.0.0.1:1884"),
        ("something new: 7 of 9 \u2014 see there", "something new: 7 of 9 \u2013 see there"),
    ],
)
def test_names_and_numbers_stay_and_what_is_not_known_is_shown_as_it_came(
    german: Callable[[str], str], told: str, shown: str
) -> None:
    assert german(told) == shown
