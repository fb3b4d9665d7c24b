"""What is certain to fail, refused before anything is fetched. Standard library only."""

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.host import Stop
from bootstrap.layout import Layout
from bootstrap.plain import typed
from bootstrap.report_file import check_report
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Verbs and their options, written by `python -m bootstrap.verbs`: whether an option takes a value, by its name.
TABLE: Final = Path(__file__).with_name("verbs.json")
_FREE: Final = ("test",)  # passes on what it does not know
_RUNNING: Final = ("up", "run", "demo", "dashboard")
_SOURCE_VARIABLE: Final = "SMART_INTERSECTION_SOURCE"
_LARGEST: Final = 1_000_000  # bytes of a configuration
_START: Final = "create one with: smart-intersection config init FILE"
_GIVE: Final = "use a .pt file, an .onnx file, an OpenVINO folder or a known name"


def refuse(arguments: list[str]) -> None:
    """Check what can be checked without anything installed.

    Raises:
        Stop: this command line cannot work.
    """
    if "--help" in arguments:
        return
    words, values = _parsed(arguments, json.loads(TABLE.read_text("utf-8")), [])
    if words and words[0] in _RUNNING:
        if words[0] in ("up", "run") and "--source" not in values and os.environ.get(_SOURCE_VARIABLE):
            values["--source"] = os.environ[_SOURCE_VARIABLE]
        for name, check in _CHECKS.items():
            if name in values:
                check(values[name])


def _parsed(arguments: list[str], node: dict[str, Any], words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The verbs and the options' values of a command line, down to the last group of verbs."""
    values: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            break
        if word.startswith("--"):
            _take_option(word, rest, values, node, words)
        elif "verbs" in node and not word.startswith("-"):
            return _parsed(rest, _verb(word, node, words), [*words, word])
    return words, values


def _take_option(word: str, rest: list[str], values: dict[str, str], node: dict[str, Any], words: list[str]) -> None:
    name, has_value, value = word.partition("=")
    takes = node["options"].get(name)
    if takes is None:
        if words[:1] == list(_FREE):
            return
        near = ", ".join(sorted(difflib.get_close_matches(name, node["options"])))
        raise _usage(f"No such option: {name}" + (f" (Possible options: {near})" if near else ""), words)
    if takes and not has_value and not rest:
        raise _usage(f"Option '{name}' requires an argument", words)
    if not takes and has_value:
        raise _usage(f"Option '{name}' does not take a value", words)
    if takes:
        values[name] = value if has_value else rest.pop(0)


def _verb(word: str, node: dict[str, Any], words: list[str]) -> dict[str, Any]:
    found: dict[str, Any] | None = node["verbs"].get(word)
    if found is None:
        near = ", ".join(f"'{name}'" for name in difflib.get_close_matches(word, node["verbs"]))
        raise _usage(f"No such command '{word}'." + (f" Did you mean {near}?" if near else ""), words)
    return found


def _usage(what: str, words: list[str]) -> Stop:
    return Stop(what.rstrip("."), f"see '{' '.join(('smart-intersection', *words))} --help'")


def _prefix(value: str) -> None:
    path = Layout(Path(value).expanduser().absolute()).profile
    if not path.is_file():
        raise Stop(
            f"no installation found in {path.parent}", f"run: smart-intersection setup --prefix {typed(path.parent)}"
        )


def _source(value: str) -> None:
    """A file that is not there; addresses, folders, cameras and patterns are for those who know them."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) and not re.match(r"[A-Za-z]:[\\/]", value):
        return
    if value == "simulator" or any(sign in value for sign in "*?["):
        return
    if not value:
        raise Stop("--source is empty", "use a file, an address, webcam:0 or simulator:crossroads")
    if not Path(value).expanduser().exists():
        raise Stop(f"{value}: file not found", "check the path")


def _model(value: str) -> None:
    file = "/" in value or "\\" in value or value.lower().endswith((".onnx", ".xml"))
    if file and not Path(value).expanduser().exists():
        raise Stop(f"model not found: {value}", _GIVE)


def _config(value: str) -> None:
    """Not there, or no text that can be YAML."""
    path = Path(value)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise Stop(f"{value}: file not found", _START) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Stop(f"{value}:{line}: not UTF-8 text", "save the file as UTF-8") from None
    except OSError as error:
        raise Stop(f"{value}: {error.strerror}", "check the path and its permissions") from None
    if len(data) > _LARGEST:
        raise Stop(f"{value}: larger than 1 MB", "this is not a configuration file; choose another one")
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise Stop(f"{value}: the file is empty", _START)


def _duration(value: str) -> None:
    try:
        positive = float(value) > 0
    except ValueError:
        positive = False
    if not positive:
        raise Stop(f"Invalid value for '--duration': {value or '(empty)'} is not a number above 0", "give seconds")


def _report(value: str) -> None:
    try:
        check_report(Path(value))
    except UserError as error:
        raise Stop(error.what, error.remedy) from None


_CHECKS: Final[dict[str, Callable[[str], None]]] = {
    "--prefix": _prefix,
    "--source": _source,
    "--model": _model,
    "--config": _config,
    "--duration": _duration,
    "--report": _report,
}
