"""Whatever engine, setup and services say in English, the window says in its own language."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from core.detect import load_model
from core.errors import UserError
from core.settings.load import load
from core.settings.models import Detector
from core.sources.location import locate
from qml_app import sentences
from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE: Final = """
from core.errors import UserError
WHERE = "the road"
TABLE = {1: "wait", 2: "do not cross"}

def refuse(name, lit):
    state = "lit red" if lit else "dark today"
    hint = "look again" if lit else TABLE[name]
    if name:
        raise UserError(f"cannot cross {WHERE} at {name.title()}, as it is {state}", hint)
    raise UserError(what := name, TABLE.get(name, "go around it"))
"""


def test_sentences_are_found_in_the_sources_with_places_for_what_only_a_run_knows(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "road.py").write_text(MODULE)
    assert sentences.sentences(tmp_path) == [
        "cannot cross the road at %1, as it is dark today",
        "cannot cross the road at %1, as it is lit red",
        "do not cross",
        "look again",
    ]


REASONS: Final = """
\'\'\'A state that is told.\'\'\'
import re
log = print
WHY = {"lit red": "the lamp is out", 3: f"stands at {WHERE}"}

def reason(code, name):
    \'\'\'Why nothing goes on.\'\'\'
    if name == "no such thing" or re.match("has this [a-z]", name):
        raise ValueError("a mistake of ours")
    log.warning("not for people")
    self.reason = f"gave up at {name.title()}; {WHY[code]} \u2014 look again there"
"""


def test_of_what_gives_reasons_every_sentence_is_found(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "live.py").write_text(REASONS, "utf-8")
    assert sentences.sentences(tmp_path) == [
        *("gave up at %1; stands at %2", "gave up at %1; the lamp is out"),
        *("look again there", "stands at %1", "the lamp is out"),
    ]


def test_the_sentences_are_those_of_the_sources() -> None:
    """If this fails: `python -m qml_app.strings`, translate what it lists, and run it again."""
    rooms = (*sentences.SPEAKING, *sentences.TELLING, *sentences.ELSEWHERE)
    assert [room for room in rooms if not (sentences.ROOT / room).exists()] == []
    found = sentences.sentences()
    assert len(found) > 400
    assert sentences.FILE.read_text("utf-8") == sentences.qml(found)


@pytest.mark.usefixtures("qapp")
def test_every_sentence_is_german_in_german(said_in_german: Callable[[str], str]) -> None:
    filled = [re.sub(r"%(\d)", r"x\1", text) for text in sentences.sentences()]
    assert [text for text in filled if said_in_german(text).casefold() == text.casefold()] == []
    places = [re.findall(r"x\d", text) for text in filled]
    assert [
        text for text, found in zip(filled, places, strict=True) if not set(found) <= set(_places(said_in_german(text)))
    ] == []


@pytest.mark.usefixtures("qapp")
def test_every_sentence_is_german_after_another_and_of_a_camera(said_in_german: Callable[[str], str]) -> None:
    filled = [re.sub(r"%(\d)", r"x\1", text) for text in sentences.sentences() if not text.startswith("camera ")]
    shown = [said_in_german(f"camera 'a': no image received; {text}") for text in filled]
    assert [one for one in shown if not one.startswith("Kamera \u201ea\u201c: Kein Bild empfangen")] == []
    assert [text for text, one in zip(filled, shown, strict=True) if one.casefold().endswith(text.casefold())] == []


def _places(text: str) -> list[str]:
    return re.findall(r"x\d", text)


def refusals(folder: Path) -> list[str]:
    """What a person may meet who gives the wrong model, source or file."""
    (folder / "a.onnx").touch()
    (folder / "b.yaml").write_text("cameras: [{id: north}]\nsitte: x\n")
    (folder / "c.pt").write_text("<!doctype html>")
    found = []
    model = partial(load_model, cache=folder, progress=print)
    for attempt in (
        lambda: model(Detector(model=str(folder / "gone.pt"))),
        lambda: model(Detector(model=str(folder / "a.onnx"))),
        lambda: model(Detector(model=str(folder / "c.pt"))),
        lambda: model(Detector(model="yolo99z")),
        lambda: load(folder / "b.yaml"),
        lambda: load(folder / "gone.yaml"),
        lambda: locate("simulator:moon", "north"),
        lambda: locate("gopher://camera/1", "north"),
    ):
        with pytest.raises(UserError) as refused:
            attempt()
        found.append(str(refused.value))
    return found


@pytest.mark.usefixtures("qapp")
def test_what_is_refused_is_german_in_german(said_in_german: Callable[[str], str], tmp_path: Path) -> None:
    english = re.compile(r"\b(the|not|is|with|file|use|choose|found|unknown|key|required|check)\b")
    said = [said_in_german(text).replace(str(tmp_path), "") for text in refusals(tmp_path)]
    assert [text for text in said if english.search(re.sub(r"„.+?“|\S+\.\S+|\S+:\S+", "", text))] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("cannot write /x/a.yaml: Permission denied", "/x/a.yaml kann nicht geschrieben werden: Zugriff verweigert"),
        (
            "camera 'north': the file is empty \u2014 record or copy the file again",
            "Kamera „north“: Die Datei ist leer \u2013 nehmen Sie die Datei neu auf oder kopieren Sie sie erneut",
        ),
        ("an earlier step failed", "Ein früherer Schritt ist fehlgeschlagen"),
        ("run: smart-intersection repair", "Wählen Sie „Reparieren“"),
    ],
)
def test_a_sentence_within_another_is_said_too(said_in_german: Callable[[str], str], told: str, shown: str) -> None:
    assert said_in_german(told) == shown


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "speeds at line 'exit-north' are imprecise: a pixel covers 0.3 m of road there",
            "Speeds at line \u201cexit-north\u201d are imprecise: a pixel covers 0.3\u202fm of road there",
        ),
        (
            "the 'ground-truth' detector works with the simulator only",
            "The \u201cground-truth\u201d detector works with the simulator only",
        ),
        ("id 'it's' is used twice", "Id \u201cit's\u201d is used twice"),
        ("check dnf's repositories", "Check dnf's repositories"),
        (
            "run: pip install 'smart-intersection[keyring]', or use files: setup --no-keyring",
            "run: pip install 'smart-intersection[keyring]', or use files: setup --no-keyring",
        ),
    ],
)
def test_names_in_english_sentences_stand_in_quotation_marks_and_commands_as_they_are_typed(
    said_in_english: Callable[[str], str], told: str, shown: str
) -> None:
    assert said_in_english(told) == shown


#: What a view model hands on of the words of others; a box and a row have theirs from who shows them.
HANDED_ON: Final = re.compile(
    r"(?:^\s*(?:text|value|explanation|problem|detail|help|told)\s*:|[?:])\s*"
    r"(?!box\.|row\.|step\.)[a-z]\w*(?:\.\w+)*"
    r"\.(?:failure|problem|fileProblem|refusal|remedy|words|reason|lastError)\s*(?::|;|$)"
)


def handed_on(text: str) -> list[str]:
    return [
        line
        for line in text.splitlines()
        if HANDED_ON.search(line) and "Wording." not in line and "property var" not in line
    ]


@pytest.mark.parametrize("path", sorted(QML.rglob("*.qml")), ids=lambda path: path.name)
def test_no_words_of_others_are_shown_as_they_come(path: Path) -> None:
    assert handed_on(path.read_text("utf-8")) == []


def test_the_search_for_words_of_others_finds_them() -> None:
    for line in ("text: page.model.failure", 'text: a.failure !== "" ? a.failure', "value: x.reason"):
        assert handed_on(line), line
    assert handed_on("text: ReasonWording.said(page.model.failure)") == []
