"""`python -m qml_app.strings`: collect all texts of the app into the translations, and compile these.

The texts are those of the QML files and what engine, setup and services say (see sentences.py and registry_words.py).

Translations are edited in `i18n/*.ts` (with Qt Linguist or any editor) and compiled into `*.qm`; both are kept with the
sources, because what installs the app has no compiler for them. The sources' own language has a file, too: of the texts
in which no line may end between a figure and its unit. The exit code is 1 while a text is not translated.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final, NamedTuple

from qml_app import registry_words, sentences
from qml_app.environment import QML
from qml_app.lint import tool
from qml_app.translation import FOLDER, LANGUAGES


class Message(NamedTuple):
    """A text and how it is said: an empty translation is none."""

    context: str
    source: str
    translation: str
    finished: bool


_UNITS: Final = "%|°|[kMG]?B|[MG]iB|Bytes?|Mbit/s|fps|k?m|km/h|m/s|px|px/s|Pixeln?|ms|s|min|h|Tagen?|days?"
_FIGURE: Final = r"(?:(?<=\d)|(?<=%n))"
_TIMES: Final = r"\N{MULTIPLICATION SIGN}"
_TOGETHER: Final = re.compile(
    rf"{_FIGURE} (?=(?:{_UNITS})(?![\w/])|{_TIMES})|(?<=[{_TIMES}±]) (?=[\d%])|(?<=\b[zu]\.) (?=[BaÄ]\.)"
)
_TRANSLATION: Final = re.compile(r"<(translation|numerusform)\b[^>]*>[^<]*</")
#: Everything but the sources' own language.
TRANSLATED: Final = LANGUAGES[1:]


def collect(target: Path, qml: Path = QML) -> None:
    """Bring the texts of all QML files below `qml` into a .ts file; translations of texts that stayed stay."""
    options = ("-silent", "-no-obsolete", "-locations", "none", "-source-language", "en")
    _run("lupdate", *options, "-target-language", target.stem, str(qml), "-ts", str(target))


def held_together(text: str) -> str:
    """No line ends between a figure and its unit, nor within an abbreviation."""
    return _TOGETHER.sub("\N{NARROW NO-BREAK SPACE}", text)


def compile_(source: Path, target: Path) -> None:
    """Make a .qm file of a .ts file; what is not finished is left out."""
    _compile(_TRANSLATION.sub(lambda found: held_together(found[0]), source.read_text("utf-8")), target)


def compile_own(source: Path, target: Path) -> None:
    """Make the .qm file of the sources' own language, of the texts in a .ts file of another one."""
    tree = ET.parse(source).getroot()  # noqa: S314 -- our own files
    tree.set("language", target.stem)
    for context in tree.iter("context"):
        for message in context.findall("message"):
            text, said = message.findtext("source", ""), message.find("translation")
            if said is None or held_together(text) == text:
                context.remove(message)
            else:
                said.attrib.clear()
                said.text = held_together(text)
    _compile(ET.tostring(tree, "unicode"), target)


def _compile(text: str, target: Path) -> None:
    made = target.with_suffix(".new.qm")
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / f"{target.stem}.ts"
        held.write_text(text, "utf-8")
        _run("lrelease", "-silent", "-nounfinished", str(held), "-qm", str(made))
    made.replace(target)  # a window that is open keeps the old one mapped


def messages(source: Path) -> list[Message]:
    """All texts of a .ts file."""
    found = []
    for context in ET.parse(source).getroot().iter("context"):  # noqa: S314 -- our own files
        name = context.findtext("name", "")
        for message in context.iter("message"):
            said = message.find("translation")
            text = "" if said is None else said.text or ""
            finished = said is not None and said.get("type") is None and text != ""
            found.append(Message(name, message.findtext("source", ""), text, finished))
    return found


def _run(name: str, *arguments: str) -> None:
    subprocess.run([str(tool(name)), *arguments], check=True)  # noqa: S603 -- Qt's own tools


def main(folder: Path = FOLDER) -> int:
    """Collect and compile all languages; the exit code."""
    sentences.FILE.write_text(sentences.qml(sentences.sentences()), "utf-8")
    registry_words.FILE.write_text(registry_words.qml(), "utf-8")
    open_ = 0
    for language in TRANSLATED:
        source = folder / f"{language}.ts"
        collect(source)
        registry_words.translate(source)
        compile_(source, folder / f"{language}.qm")
        for message in messages(source):
            if not message.finished:
                open_ += 1
                sys.stdout.write(f"{language}: {message.context}: {message.source}\n")
    compile_own(folder / f"{TRANSLATED[0]}.ts", folder / f"{LANGUAGES[0]}.qm")
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
