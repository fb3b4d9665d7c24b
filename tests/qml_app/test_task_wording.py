"""Steps of setup, which it names in English, are shown in the language of the window."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from qml_app import site_clock  # noqa: F401 -- registers the clock
from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BOOTSTRAP: Final = Path(__file__).parents[2] / "bootstrap"
SETUP: Final = BOOTSTRAP / "setup"
#: Where steps of setup are.
STEPS: Final = (SETUP / "resources", BOOTSTRAP / "influx", BOOTSTRAP / "grafana")
#: What a finding says why.
FINDINGS: Final = {"Difference", "InOrder", "Skip"}


@pytest.fixture
def german(in_german: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """What the German window makes of a `title` or a `reason`."""
    return lambda part, text: in_german(f"TaskWording.{part}", text)


def sentences(node: ast.expr) -> Iterator[str]:
    """All that an expression can come to, with 7 for what is filled in; nothing of what only a run knows."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from sentences(one)
            yield from sentences(other)
        case ast.JoinedStr(values=parts):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
            if any(letter.isalpha() for letter in text):
                yield text


def reasons() -> set[str]:
    """Why a step of setup is needed, or is not, as its sources have it."""
    calls = [
        node
        for folder in (SETUP, *STEPS)
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FINDINGS and node.args
    ]
    return {text for call in calls for text in sentences(call.args[0])}


def titles() -> set[str]:
    """What steps of setup are called."""
    names = [
        statement
        for folder in STEPS
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "name"
        for statement in ast.walk(node)
        if isinstance(statement, ast.Return) and statement.value is not None
    ]
    return {text for one in names if one.value is not None for text in sentences(one.value)}


@pytest.mark.usefixtures("qapp")
def test_every_reason_of_a_step_is_german_in_german(german: Callable[[str, str], str]) -> None:
    assert len(reasons()) > 30
    assert sorted(text for text in reasons() if german("reason", text) == text) == [
        "not 7"
    ]  # in the keyring, or in its file: see below


@pytest.mark.usefixtures("qapp")
def test_every_step_has_a_german_name(german: Callable[[str, str], str]) -> None:
    assert len(titles()) > 10
    same = {text for text in titles() if german("title", text).casefold() == text.casefold()}
    assert same <= {"port 7"}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("part", "told", "shown"),
    [
        ("title", "service influxdb", "Dienst InfluxDB"),
        ("title", "program mosquitto", "Programm Mosquitto"),
        ("title", "file grafana", "Datei grafana"),
        ("title", "something new", "something new"),
        ("reason", "mode is 0644 instead of 0600", "Berechtigungen 0644 statt 0600"),
        ("reason", "not installed; will be installed: apt-get", "Nicht installiert; wird installiert: apt-get"),
        ("reason", "not in the keyring", "Nicht im Schlüsselbund"),
        ("reason", "something new: 7 of 9", "something new: 7 of 9"),
        (
            "reason",
            "keeps data for ever; a retention of 30 days would delete 1,234 stored values, the oldest from 2025-03-01",
            (
                "Aufbewahrung: unbegrenzt. Die neue Frist (30\u202fTage) würde 1.234 gespeicherte Werte löschen, "
                "den ältesten vom 01.03.2025"
            ),
        ),
    ],
)
def test_names_and_numbers_stay_and_what_is_not_known_is_shown_as_it_came(
    german: Callable[[str, str], str], part: str, told: str, shown: str
) -> None:
    assert german(part, told) == shown


@pytest.mark.usefixtures("qapp")
def test_a_check_of_the_computer_is_named_once_while_it_is_made(german: Callable[[str, str], str]) -> None:
    assert german("step", "network : network") == "Netzwerk"
    assert german("step", "port 1883 : port 1883") == "Port 1883"
    assert german("step", "mosquitto : port mosquitto").startswith("Mosquitto: ")


def test_every_service_is_called_something_in_the_windows_language() -> None:
    wording = (QML / "SmartIntersection" / "Theme" / "SetupWording.qml").read_text("utf-8")
    roles = sorted((SETUP / "roles").glob("*.py"))
    titles = [
        title for role in roles for title in re.findall(r'^ {8}title="(.+)",$', role.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(titles) > 3
    assert [title for title in titles if f'case "{title}"' not in wording] == []
