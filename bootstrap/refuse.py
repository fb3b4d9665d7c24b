"""What is certain to fail, refused before anything is fetched. Standard library only."""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import Any, Final

from bootstrap.displays import check_display
from bootstrap.host import Stop
from bootstrap.refuse_values import CHECKS, check_home

#: Verbs and their options, written by `python -m bootstrap.verbs`: whether an option takes a value, by its name.
TABLE: Final = Path(__file__).with_name("verbs.json")
_FREE: Final = ("test",)  # passes on what it does not know
_RUNNING: Final = ("up", "run", "demo", "dashboard")
_SOURCE_VARIABLE: Final = "SMART_INTERSECTION_SOURCE"


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
        if words[0] == "run" and not values.keys() & {"--source", "--config"} and "--from-stdin" not in arguments:
            raise Stop("nothing to run", "specify a configuration with --config or a video with --source")
        for name, check in CHECKS.items():
            if name in values:
                check(values[name])
        check_display(words[0], headless="--headless" in arguments)
        check_home()


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
        elif words and words[0] in _RUNNING:
            raise _usage(f"Got unexpected extra argument ({word})", words)
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
