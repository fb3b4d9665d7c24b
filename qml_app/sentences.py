"""What core and bootstrap say to people, found in their sources: `python -m qml_app.strings` puts it into a QML file.

A sentence is English where it is made, since the command line and the log say it too; the window says it in its own
language. %1 to %9 stand for what is filled in.
"""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qml_app.environment import QML
from qml_app.registry_words import COMPOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The QML file they are put into, and those that word some of them in another way.
FILE: Final = QML / "SmartIntersection/Theme/Sentences.qml"
_WORDINGS: Final = ("KnownReasons", "DeliveryWording", "ReasonWording", "RemedyWording")
WORDED: Final = tuple(FILE.with_name(f"{name}.qml") for name in _WORDINGS)
#: Whose reasons the page of setup words first.
_SETTING_UP: Final = ("bootstrap/setup", "bootstrap/influx", "bootstrap/grafana")
_OF_SETUP: Final = (*WORDED, FILE.with_name("TaskWording.qml"))
ROOT: Final = Path(__file__).resolve().parents[1]
#: Whose arguments are said to people.
SAYING: Final = frozenset(
    {"UserError", "Problem", "Check", "Finding", "Held", "Limitation", "Outcome", "_missing", "_need"}
)
#: Where functions that give a text give one that is said to people.
TELLING: Final = ("bootstrap/selftest", "bootstrap/route.py", "bootstrap/setup/clock.py")
#: Whose every sentence can come to the window: reasons that a state file, a service or a step of setup gives.
SPEAKING: Final = (
    *("core/analyse/abilities.py", "core/counted_before.py", "core/detect/bounded.py", "core/detect/checkpoint.py"),
    *("core/detect/fetching.py", "core/evidence/clip.py", "core/evidence/file_writer.py", "core/evidence/outcome.py"),
    "core/evidence/pictures.py",
    *("core/ground_plane.py", "core/live.py", "core/rules/limitation.py", "core/settings/address.py"),
    *("core/settings/meaning.py", "core/settings/models.py", "core/settings/scene.py", "core/settings/yaml_tree.py"),
    *("core/sources/recorded.py", "core/journal", "core/sinks", "core/telemetry/subscription.py"),
    *("core/transfers.py", "core/watchdog.py", "core/web.py"),
    *("bootstrap/engine_control.py", "bootstrap/engine_process.py", "bootstrap/grafana/admin.py"),
    *("bootstrap/grafana/alerts.py", "bootstrap/grafana/alerting/told.py", "bootstrap/grafana/content.py"),
    *("bootstrap/grafana/others.py", "bootstrap/http_api.py", "bootstrap/influx", "bootstrap/pytorch.py"),
    *("bootstrap/selftest", "bootstrap/services", "bootstrap/setup/archive", "bootstrap/setup/catalogue.py"),
    *("bootstrap/setup/distribution", "bootstrap/setup/download.py", "bootstrap/setup/facts.py"),
    *("bootstrap/setup/findings.py", "bootstrap/setup/lock.py", "bootstrap/setup/transfer.py"),
    "bootstrap/converge",
    *("bootstrap/setup/publish.py", "bootstrap/setup/resources", "bootstrap/setup/roles", "bootstrap/torch_install.py"),
    *("qml_app/reading.py", "qml_app/reviewer.py", "qml_app/snapshots.py"),
)
#: What is called with words that people do not read: logs, commands, queries, patterns.
_MUTE: Final = frozenset(
    {
        *("debug", "info", "warning", "error", "exception", "print", "tell", "Field", "compile", "match", "search"),
        *("fullmatch", "startswith", "endswith", "removeprefix", "removesuffix", "partition", "split", "execute"),
        *("getattr", "replace", "Path", "index", "which"),
    }
)
#: What only the command line says, or tells in a terminal before there is a window.
ELSEWHERE: Final = (
    "bootstrap/commands",
    "bootstrap/displays.py",
    "bootstrap/screen.py",
    "bootstrap/report_file.py",
    "bootstrap/selftest/made_up.py",
    "bootstrap/services/memory.py",
)
_MOST: Final = 9  # places that QML's arg() knows
_WORDS: Final = re.compile(r"[a-z]{2,}[ ,]+(?:\S+ )*?['(]?[A-Za-z]{2}")
_PLACE: Final = "\0"


def sentences(root: Path = ROOT) -> list[str]:
    """All of them, sorted."""
    files = chain((root / "core").rglob("*.py"), (root / "bootstrap").rglob("*.py"), (root / "qml_app").glob("*.py"))
    known = {file: file.relative_to(root).as_posix() for file in files}
    heard = {file: name for file, name in known.items() if not name.startswith(ELSEWHERE)}
    found = chain.from_iterable(_said(file, name) for file, name in heard.items())
    spoken = chain.from_iterable(_spoken(file, name) for file, name in heard.items() if name.startswith(SPEAKING))
    worded = "".join(file.read_text("utf-8") for file in WORDED)
    composed = (one.en for one in COMPOSED if root == ROOT)
    every = {*map(_numbered, found), *spoken, *composed} - {""}
    return sorted(text for text in every if f"{_quoted(text)}:" not in worded)


def qml(said: Iterable[str]) -> str:
    """The QML file that has them translated."""
    rows = ",\n".join(f"        [{_quoted(text)}, qsTr({_quoted(text)})]" for text in said)
    return _HEAD + rows + "\n    ]\n}\n"


_HEAD: Final = """pragma Singleton

import QtQml

// What engine, setup and services say, each with what it is in the language of the window.
// Made by `python -m qml_app.strings`; do not edit.
QtObject {
    readonly property var all: [
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _numbered(text: str) -> str:
    """With %1 and so on for what is filled in; empty if it is no sentence."""
    parts = text.strip().split(_PLACE)
    if len(parts) > _MOST + 1 or "\n" in text or "\\" in text or "%" in text or not _WORDS.search(" ".join(parts)):
        return ""
    return "".join(part if not place else f"%{place}{part}" for place, part in enumerate(parts))


def _said(file: Path, name: str) -> Iterator[str]:
    module = _Module.read(file)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _called(node) in SAYING:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from module.texts(argument, module.around(node))
        elif isinstance(node, ast.FunctionDef) and name.startswith(TELLING) and _is_str(node.returns):
            yield from module.given(node)


def _spoken(file: Path, name: str) -> Iterator[str]:
    """All sentences of a module that no pattern of the wordings has."""
    module = _Module.read(file)
    known = _patterns(_OF_SETUP if name.startswith(_SETTING_UP) else WORDED)
    for node in _prose(module.tree):
        whole = module.texts(node, module.around(node))
        for text in chain.from_iterable(text.split(" \u2014 ") for text in whole):  # a reason and its remedy
            sentence = _numbered(text.strip(" ,;:"))
            if _begins(sentence) and not any(one.match(re.sub(r"%\d", "9", sentence)) for one in known):
                yield sentence


def _begins(sentence: str) -> bool:
    """Whether it can be a sentence: it begins small or with what is filled in; a command or a pattern is none."""
    said = sentence[:1].islower() or sentence[:1] in {"%", "'"}
    return said and not re.search(r"[\[{|$#\"<>]|  |^smart-intersection |^sudo ", sentence)


def _prose(tree: ast.AST) -> Iterator[ast.expr]:
    """Texts that are said: no docstrings, keys, patterns and comparisons."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Constant(value=str()) | ast.JoinedStr():
                yield node
            case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.match_case(guard=None, body=[]):
                pass
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in _MUTE or _raised(name):
                pass
            case ast.Dict(values=values):
                yield from chain.from_iterable(_prose(ast.Expression(value)) for value in values)
            case ast.match_case(body=body):
                yield from _prose(ast.Module(body, []))
            case ast.AnnAssign(value=ast.expr() as value):
                yield from _prose(ast.Expression(value))
            case ast.arg() | ast.alias():
                pass
            case _:
                yield from _prose(node)


def _raised(name: str) -> bool:
    return name.endswith("Error") and name not in {"UserError", "OSError", "ConnectionError", "TimeoutError"}


@cache
def _patterns(files: tuple[Path, ...]) -> tuple[re.Pattern[str], ...]:
    """Those with which wordings know sentences: [/^…$/, qsTr(…)]."""
    text = "".join(file.read_text("utf-8") for file in files)
    return tuple(re.compile(one) for one in re.findall(r"\[/(\^.+?\$)/,\s*qsTr", text))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_str(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Name) and node.id == "str"


class _Module:
    """A module, and what a name in it can stand for."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text("utf-8"))
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        self._functions = {node.name: node for node in functions}
        self._around = {inner: node for node in functions for inner in ast.walk(node)}
        self._values = _assigned(self.tree.body)

    @staticmethod
    @cache
    def read(file: Path) -> _Module:
        return _Module(file)

    def around(self, node: ast.AST) -> ast.FunctionDef | None:
        """The innermost function with this in it; ast.walk comes to inner ones last."""
        return self._around.get(node)

    def given(self, function: ast.FunctionDef) -> Iterator[str]:
        """The texts that a function can return."""
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None and self._around[node] is function:
                yield from self.texts(node.value, function)

    def texts(self, node: ast.expr, function: ast.FunctionDef | None) -> Iterator[str]:
        """What an expression can come to, as far as it stands in the sources."""
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=parts):
                yield from map("".join, product(*([*self._filled(part, function)] for part in parts)))
            case ast.IfExp(body=one, orelse=other):
                yield from chain(self.texts(one, function), self.texts(other, function))
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.Dict(values=values):
                yield from chain.from_iterable(self.texts(value, function) for value in values)
            case ast.Name(id=name):
                yield from self._named(name, function)
            case ast.ListComp(elt=inside) | ast.Call(func=ast.Attribute(attr="join"), args=[inside]):
                yield from self.texts(inside, function)
            case ast.Subscript(value=inside) | ast.Call(func=ast.Attribute(value=inside, attr="get")):
                yield from self.texts(inside, function)
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                if self._functions[name] is not function:
                    yield from self.given(self._functions[name])
            case _:
                pass

    def _named(self, name: str, function: ast.FunctionDef | None) -> Iterator[str]:
        own = _assigned(ast.walk(function)) if function is not None else {}
        for value in own.get(name, []) or self._values.get(name, []):
            if not any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(value)):
                yield from self.texts(value, function)

    def _filled(self, part: ast.expr, function: ast.FunctionDef | None) -> Iterator[str]:
        """A part of a text: itself, the constants it is one of, or a place for what only a run knows."""
        if isinstance(part, ast.Constant):
            yield str(part.value)
            return
        value = part.value if isinstance(part, ast.FormattedValue) else part
        texts = self._constants(value, function)
        yield from texts or [_PLACE]

    def _constants(self, value: ast.expr, function: ast.FunctionDef | None) -> list[str]:
        """The texts it is one of, where all of them stand in the sources as they are."""
        match value:
            case ast.IfExp() | ast.Subscript(value=ast.Name()) if _stands(value):
                return [*self.texts(value, function)]
            case ast.Name(id=name):
                own = _assigned(ast.walk(function)).get(name) if function is not None else None
                values = own or self._values.get(name, [])
                return [*self._named(name, function)] if all(map(_stands, values)) else []
            case _:
                return []


def _stands(value: ast.expr) -> bool:
    """Whether all that it can come to stands in the sources."""
    match value:
        case ast.IfExp(body=one, orelse=other):
            return _stands(one) and _stands(other)
        case ast.Constant() | ast.JoinedStr():
            return True
        case ast.Subscript(value=ast.Name(id=name)):  # of a table at the module's head
            return name.isupper()
        case _:
            return False


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """What names are given, wherever that is."""
    found: dict[str, list[ast.expr]] = {}
    for node in nodes:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value):
                values = value.elts if isinstance(value, ast.Tuple) else [value] * len(targets)
                for target, one in zip(targets, values, strict=False):
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, []).append(one)
            case _:
                pass
    return found
