"""German is complete, made of the texts as they are, and every text can be translated."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtQml import QQmlEngine

from qml_app import strings
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.translation import FOLDER, LANGUAGES, Translator, chosen

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Look

#: Texts that are the same in every language: names, units, signs.
PLACE = re.compile(r"%\d|%n")


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_the_translation_is_of_the_texts_as_they_are_and_complete(language: str, tmp_path: Path) -> None:
    """If this fails: `python -m qml_app.strings`, translate what it lists, and run it again."""
    fresh = tmp_path / f"{language}.ts"
    shutil.copy(FOLDER / fresh.name, fresh)
    strings.collect(fresh)
    assert strings.messages(fresh) == strings.messages(FOLDER / fresh.name)
    assert [one for one in strings.messages(fresh) if not one.finished] == []


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_the_compiled_translation_is_the_translation(language: str, tmp_path: Path) -> None:
    strings.compile_(FOLDER / f"{language}.ts", tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == (FOLDER / f"{language}.qm").read_bytes()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ein Pixel entspricht dort %2 m Fahrbahn", "Ein Pixel entspricht dort %2_m Fahrbahn"),
        ("%1 % (%2), ± %1 m", "%1_% (%2), ±_%1_m"),
        ("nach %n Tagen", "nach %n_Tagen"),
        ("1920 \u00d7 1080 bei %L1 MB, z. B. hier", "1920_\u00d7_1080 bei %L1_MB, z._B. hier"),
        ("%1 sind %2 mal hier", "%1 sind %2 mal hier"),
    ],
)
def test_no_line_ends_between_a_figure_and_its_unit(text: str, held: str) -> None:
    assert strings.held_together(text) == held.replace("_", "\N{NARROW NO-BREAK SPACE}")


def test_the_sources_own_language_is_compiled_of_the_texts_as_they_are(tmp_path: Path) -> None:
    strings.compile_own(FOLDER / f"{strings.TRANSLATED[0]}.ts", tmp_path / f"{LANGUAGES[0]}.qm")
    assert (tmp_path / f"{LANGUAGES[0]}.qm").read_bytes() == (FOLDER / f"{LANGUAGES[0]}.qm").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_translation_is_held_together(language: str) -> None:
    compiled = (FOLDER / f"{language}.qm").read_bytes()
    assert [pace.encode("utf-16-be") in compiled for pace in ("%1\N{NARROW NO-BREAK SPACE}km/h", "%1 km/h")] == [
        True,
        False,
    ]


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    for one in strings.messages(FOLDER / f"{language}.ts"):
        assert sorted(PLACE.findall(one.source)) == sorted(PLACE.findall(one.translation)), one


WORDS_LEFT = 4


def phrases(text: str) -> set[str]:
    """All runs of a few words in it."""
    words = [word for word in re.findall(r"\S+", text) if word.strip(".,;:()").isalpha()]
    return {" ".join(words[k : k + WORDS_LEFT]) for k in range(len(words) - WORDS_LEFT + 1)}


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_no_translation_has_a_phrase_of_its_text(language: str) -> None:
    found = strings.messages(FOLDER / f"{language}.ts")
    assert [one.translation for one in found if phrases(one.source) & phrases(one.translation)] == []


CALLED = re.compile(r'qsTr\(("(?:[^"\\]|\\.)*")')


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_every_text_in_the_sources_is_among_the_texts_to_be_translated(language: str) -> None:
    """As QML asks for it: what the tool reads otherwise, such as a backslash, would never be found."""
    known = {(one.context, one.source) for one in strings.messages(FOLDER / f"{language}.ts")}
    asked = {
        (path.stem, json.loads(literal))
        for path in QML.rglob("*.qml")
        for literal in CALLED.findall(path.read_text("utf-8"))
    }
    assert len(asked) > 400
    assert asked - known == set()


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """JavaScript's own way knows the point only; see Wording.decimal."""
    assert [path.name for path in QML.rglob("*.qml") if "toFixed" in path.read_text("utf-8")] == []


SAID = r"(?:text|title|explanation|aside|label|hint|placeholder|problem|detail|caption|summary|name)"
LITERALS = (
    re.compile(rf'\b{SAID}\s*:\s*"([^"]*[A-Za-z]{{2}}[^"]*)"'),
    re.compile(r'\bToolTip\.text\s*:\s*"([^"]*[A-Za-z]{2}[^"]*)"'),
    re.compile(r'\bAccessible\.(?:name|description)\s*:\s*"([^"]*[A-Za-z]{2}[^"]*)"'),
    re.compile(rf'\b{SAID}\s*:[^"\n]*\?\s*"([^"]*[A-Za-z]{{2}} [^"]*)"'),
)
#: Names of things in the program, colours and addresses, not words of a language.
CODES = re.compile(r"[a-z0-9_%./:*@#-]+")
#: Names that are the same in every language; each language has its own name for itself.
NAMES = {"English", "Deutsch", "OpenVINO", "ONNX Runtime", "PyTorch"}


@pytest.mark.parametrize("path", sorted(QML.rglob("*.qml")), ids=lambda path: path.name)
def test_no_words_without_qstr(path: Path) -> None:
    text = path.read_text("utf-8")
    found = [words for literal in LITERALS for words in literal.findall(text) if not CODES.fullmatch(words)]
    assert [words for words in found if words not in NAMES] == []


def test_the_search_for_words_finds_them() -> None:
    for line in ('text: "Hello there"', 'Accessible.name: "Close"', 'title: a ? "Not yet" : b', 'ToolTip.text: "Go"'):
        assert any(literal.search(line) for literal in LITERALS), line
    assert not any(literal.search('text: qsTr("Hello there")') for literal in LITERALS)


@pytest.mark.parametrize(
    ("asked", "system", "spoken"),
    [
        ("system", ["de-AT", "en"], "de"),
        ("system", ["fr-FR", "de-DE", "en"], "de"),
        ("system", ["fr-FR"], "en"),
        ("system", [], "en"),
        ("en", ["de-DE"], "en"),
        ("de", ["C"], "de"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_systems(asked: str, system: list[str], spoken: str) -> None:
    assert chosen(asked, system) == spoken


@pytest.mark.usefixtures("qapp")
def test_a_language_is_changed_while_the_window_is_open(tmp_path: Path) -> None:
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": "en"}), QQmlEngine(), QLocale()
    translator = Translator(engine, preferences)
    try:
        assert QCoreApplication.translate("RegistryWording", "Violations") == "Violations"
        preferences.language = "de"
        assert QCoreApplication.translate("RegistryWording", "Violations") == "Verstöße"
        assert (QLocale().language(), engine.uiLanguage()) == (QLocale.Language.German, "de")
        preferences.language = "en"
        assert QCoreApplication.translate("RegistryWording", "Violations") == "Violations"
    finally:
        translator.speak(LANGUAGES[0])
        QLocale.setDefault(before)
        preferences.stop()


def test_the_whole_window_is_german(look: Look) -> None:
    seen = look("live-de", "Auswertung nicht gestartet", language="de")
    assert {"Verkehr", "Verstöße", "Dienste"} <= set(seen.texts)
    assert not {"Traffic", "Violations", "Services", "Health"} & set(seen.texts)
