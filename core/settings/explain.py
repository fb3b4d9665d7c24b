"""Turns pydantic's errors into lines a user can act on: where it stands in the file and how to mend it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from core.settings.yaml_tree import Problem, Tree, key_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from core.settings.yaml_tree import KeyPath

Words: TypeAlias = "tuple[str, str]"

_PLAIN: Final[dict[str, Words]] = {
    "missing": ("this key is required", "add it"),
    "union_tag_not_found": ("the key 'kind' is required", "add it"),
    "string_type": ("must be text", "put the value in quotes"),
    "string_pattern_mismatch": ("contains a character that is not allowed", "use letters, digits, - and _"),
}
# What is wrong, and where pydantic keeps the value given and the values known.
_CHOICES: Final = {
    "union_tag_invalid": ("unknown kind", "tag", "expected_tags"),
    "literal_error": ("unknown value", "", "expected"),
}
_BOUNDS: Final = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length")
_SHAPES: Final = {"lines": "a line", "zones": "a polygon", "signals": "a polygon"}


def explain(error: ValidationError, tree: Tree, schema: dict[str, Any]) -> list[Problem]:
    """One problem for each of pydantic's errors; values are never repeated, they may be secrets."""
    return [_problem(detail, tree, schema) for detail in error.errors(include_url=False)]


def _problem(detail: ErrorDetails, tree: Tree, schema: dict[str, Any]) -> Problem:
    context = detail.get("ctx", {})
    path = _in_file((*detail["loc"], *context.get("place", ())), tree)
    what, remedy = _words(detail, context, path, schema)
    if detail["type"] == "union_tag_invalid":
        path = (*path, "kind")
    limit = next((context[bound] for bound in _BOUNDS if bound in context), None)
    return Problem(_line(path, tree), key_text(path), what, remedy, detail["type"], limit, context.get("about", {}))


def _in_file(loc: KeyPath, tree: Tree) -> KeyPath:
    """Drop the parts pydantic adds for union members; keep a last part that the file lacks."""
    path: KeyPath = ()
    for index, part in enumerate(loc):
        if (*path, part) in tree.lines or index == len(loc) - 1:
            path = (*path, part)
    return path


def _line(path: KeyPath, tree: Tree) -> int | None:
    while path not in tree.lines:
        path = path[:-1]
    return tree.lines[path] if path else None


def _words(detail: ErrorDetails, context: dict[str, Any], path: KeyPath, schema: dict[str, Any]) -> Words:
    """What is wrong, and the remedy."""
    kind = detail["type"]
    if "remedy" in context:  # a mistake of ours
        return context["what"], context["remedy"]
    if kind == "extra_forbidden":
        return "unknown key", _nearest(str(path[-1]), known_keys(schema, detail["loc"][:-1]), "valid keys here")
    if kind in ("too_short", "too_long"):
        return _length(context, path)
    if kind in _CHOICES:
        what, given, choices = _CHOICES[kind]
        return what, _nearest(str(context.get(given, detail["input"])), _quoted(context[choices]), "use one of")
    return _PLAIN.get(kind) or ("not a valid value", _plain_remedy(detail["msg"]))


def _plain_remedy(message: str) -> str:
    return message.replace("Input should be", "must be").removeprefix("Value error, ")


def _length(context: dict[str, Any], path: KeyPath) -> tuple[str, str]:
    have = context["actual_length"]
    if path[-1] in ("points", "red", "amber", "green"):
        shape = next((_SHAPES[part] for part in path if isinstance(part, str) and part in _SHAPES), "this")
        if "min_length" in context:
            return f"{shape} needs at least {context['min_length']} points; this one has {have}", "add points"
        return f"{shape} may have at most {context['max_length']} points; this one has {have}", "remove some"
    if "min_length" in context:
        return f"too few entries: at least {context['min_length']} required, {have} given", "add one"
    return f"too many entries: at most {context['max_length']} allowed, {have} given", "remove some"


def _quoted(text: str) -> list[str]:
    """The alternatives in pydantic's "'a', 'b' or 'c'"."""
    return text.split("'")[1::2]


def _nearest(word: str, known: Iterable[str], else_say: str) -> str:
    names = list(known)
    near = difflib.get_close_matches(word, names, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else f"{else_say}: {', '.join(names)}"


def known_keys(schema: dict[str, Any], loc: KeyPath) -> list[str]:
    """The keys that may stand at `loc`, a location as pydantic gives it."""
    node = _resolve(schema, schema)
    for part in loc:
        node = _resolve(schema, _step(node, part))
    return list(node.get("properties", {}))


def _step(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    tags: dict[str, str] = node.get("discriminator", {}).get("mapping", {})
    if part in tags:
        return {"$ref": tags[str(part)]}
    found: dict[str, Any] = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
    return found


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference; of "X or null" take X."""
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            return _resolve(schema, option)
    if "$ref" in node:
        return _resolve(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    return node
