"""The words of the rules for the window, made from `core.settings.rules` by `python -m qml_app.strings`.

They go into a QML file like all texts, so that they change with the language; their translations stand beside them in
the rules' own files and are put into the `.ts` files from there.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

from core.settings.rules import RULES
from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from core.settings.rules import Words

FILE: Final = QML / "SmartIntersection/Theme/RuleWording.qml"
_HEAD: Final = """pragma Singleton

import QtQml

// What the rules are called, their thresholds and the facts of a violation.
// Made from core/settings/rules by `python -m qml_app.strings`; do not edit.
QtObject {
"""
_CONTEXT: Final = re.compile(rf"<name>{FILE.stem}</name>.*?</context>", re.DOTALL)
_MESSAGE: Final = re.compile(r"(<source>([^<]*)</source>\s*)<translation\b[^>]*?(?:/>|>[^<]*</translation>)")


def qml() -> str:
    """The QML file."""
    momentary = json.dumps([name for name, kind in RULES.items() if kind.momentary])
    return (
        _HEAD
        + _function("label", {name: kind.label for name, kind in RULES.items()})
        + _function("threshold", _thresholds())
        + _function("fact", _facts())
        + "    // Whether it happens at a moment and so has no length.\n"
        + f"    function momentary(code: string): bool {{\n        return {momentary}.includes(code);\n    }}\n}}\n"
    )


def words() -> Iterator[Words]:
    """All that are in it."""
    yield from (kind.label for kind in RULES.values())
    yield from _thresholds().values()
    yield from _facts().values()


def translate(source: Path) -> None:
    """Put the rules' own translations into a .ts file."""
    said = {one.en: one._asdict()[source.stem] for one in words()}

    def put(found: re.Match[str]) -> str:
        translated = html.escape(said[html.unescape(found[2])], quote=False)
        return f"{found[1]}<translation>{translated}</translation>"

    text = source.read_text("utf-8")
    source.write_text(_CONTEXT.sub(lambda found: _MESSAGE.sub(put, found[0]), text), "utf-8", newline="\n")


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
