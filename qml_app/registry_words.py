"""The words of what is found by itself, for the window, made from their own files by `python -m qml_app.strings`.

They go into a QML file like all texts, so that they change with the language; their translations stand beside them in
`core/settings/rules`, `sinks` and `signals` and in `core/kinds`, and are put into the `.ts` files from there.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks import CHECKS
from core.kinds.runtimes import GIVE, MODEL_FILES, RUNTIMES
from core.kinds.sources import FORMS
from core.settings.rules import RULES
from core.settings.signals import SIGNALS
from core.settings.sinks import SINKS
from core.words import Words
from qml_app.environment import QML
from qml_app.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


FILE: Final = QML / "SmartIntersection/Theme/RegistryWording.qml"
_HEAD: Final = """pragma Singleton

import QtQml

// What rules are called, their thresholds and the facts of a violation; deliveries, sources of signals, detector
// runtimes, files of models and checks. Made by `python -m qml_app.strings` from core/settings, core/kinds and
// bootstrap/setup/checks; do not edit.
QtObject {
"""
#: Sentences made of what all kinds of sources, and all runtimes, are called.
COMPOSED: Final = (FORMS, GIVE, Words(f"{GIVE.en} (%1)", f"{GIVE.de} (%1)"))
_CONTEXT: Final = re.compile(rf"<name>({FILE.stem}|Sentences)</name>.*?</context>", re.DOTALL)
_MESSAGE: Final = re.compile(r"(<source>([^<]*)</source>\s*)<translation\b[^>]*?(?:/>|>[^<]*</translation>)")


def qml() -> str:
    """The QML file."""
    sinks = json.dumps(list(SINKS))
    momentary = json.dumps([name for name, kind in RULES.items() if kind.momentary])
    return (
        _HEAD
        + _function("label", {name: kind.label for name, kind in RULES.items()})
        + _function("threshold", _thresholds())
        + _function("fact", _facts())
        + "    // Whether it happens at a moment and so has no length.\n"
        + f"    function momentary(code: string): bool {{\n        return {momentary}.includes(code);\n    }}\n\n"
        + _function("delivery", _deliveries())
        + f"    function isSink(code: string): bool {{\n        return {sinks}.includes(code);\n    }}\n\n"
        + _function("feed", {name: kind.label for name, kind in SIGNALS.items()})
        + _function("feedField", _fields(0))
        + _function("feedHint", _fields(1))
        + _function("check", {name: kind.title for name, kind in CHECKS.items()})
        + _pages()
        + _runtimes()
        + "}\n"
    )


def _pages() -> str:
    """The pages in the order of the rail, and their files, which do not change with the language."""
    rows = ",\n".join(
        f'        {{ name: "{name}", title: qsTr("{kind.title.en}"), glyph: "{kind.glyph}" }}'
        for name, kind in PAGES.items()
    )
    files = ",\n".join(
        f'        {{ name: "{name}", file: "{kind.file}" }}' for name, kind in PAGES.items() if kind.file
    )
    return (
        f"    readonly property list<var> pages: [\n{rows}\n    ]\n"
        f"    readonly property list<var> pageFiles: [\n{files}\n    ]\n"
    )


def _runtimes() -> str:
    """Detector runtimes as choices, and patterns of the files that can be models."""
    rows = ",\n".join(f'        {{ value: "{name}", text: "{kind.title}" }}' for name, kind in RUNTIMES.items())
    patterns = " ".join(f"*{ending}" for ending in MODEL_FILES)
    return (
        f"    readonly property list<var> runtimes: [\n{rows}\n    ]\n"
        f'    readonly property string modelFiles: "{patterns}"\n'
    )


def words() -> Iterator[Words]:
    """All that are in it."""
    yield from (kind.label for kind in RULES.values())
    yield from _thresholds().values()
    yield from _facts().values()
    yield from _deliveries().values()
    yield from (kind.label for kind in SIGNALS.values())
    yield from (kind.title for kind in CHECKS.values())
    yield from (kind.title for kind in PAGES.values())
    yield from (*_fields(0).values(), *_fields(1).values())


def translate(source: Path) -> None:
    """Put their own translations into a .ts file."""
    ours = {FILE.stem: tuple(words()), "Sentences": COMPOSED}

    def context(found: re.Match[str]) -> str:
        said = {one.en: one._asdict()[source.stem] for one in ours[found[1]]}
        return _MESSAGE.sub(lambda message: _translated(message, said), found[0])

    text = source.read_text("utf-8")
    source.write_text(_CONTEXT.sub(context, text), "utf-8", newline="\n")


def _translated(message: re.Match[str], said: Mapping[str, str]) -> str:
    text = said.get(html.unescape(message[2]))
    return message[0] if text is None else f"{message[1]}<translation>{html.escape(text, quote=False)}</translation>"


def _fields(which: int) -> dict[str, Words]:
    """Labels (0) or hints (1)."""
    return {f"{name}.{key}": both[which] for name, kind in SIGNALS.items() for key, both in kind.fields.items()}


def _deliveries() -> dict[str, Words]:
    return {name: kind.label for name, kind in SINKS.items()}


def _thresholds() -> dict[str, Words]:
    return {f"{name}.{key}": one for name, kind in RULES.items() for key, one in kind.thresholds.items()}


def _facts() -> dict[str, Words]:
    return {key: one for kind in RULES.values() for key, one in kind.facts.items()}


def _function(name: str, cases: Mapping[str, Words]) -> str:
    rows = "".join(f'        case "{code}": return qsTr({_quoted(one.en)});\n' for code, one in cases.items())
    return (
        f"    function {name}(code: string): string {{\n        switch (code) {{\n{rows}"
        "        default: return code;\n        }\n    }\n\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
