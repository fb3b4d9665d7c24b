"""YAML to plain values that remember the line each key stood in. Untrusted: bounded in size, depth and aliases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml
from yaml.reader import ReaderError

from core.plain_files import Bounded, TooLargeError

KeyPath: TypeAlias = "tuple[str | int, ...]"

_MAX_NODES: Final = 50_000  # with aliases written out; a thousand cameras need fewer
_MAX_DEPTH: Final = 40
_MAPPING: Final = "tag:yaml.org,2002:map"
_SEQUENCE: Final = "tag:yaml.org,2002:seq"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: `line` from 1, or None for the file as a whole; `key` as in cameras[0].id.

    `kind` is pydantic's name for it or ours, and `limit` the bound that was crossed, for who has words of their own.
    """

    line: int | None
    key: str
    what: str
    remedy: str
    kind: str = ""
    limit: float | None = None
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """Plain values of a document, the line of every key path, and what is wrong with the YAML itself."""

    value: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0


class _Stop(Exception):  # noqa: N818 - ends the walk, its problem is already noted
    """Nothing more can be read."""


def read_tree(text: str) -> Tree:
    """Read one YAML document without running any of its tags. Never raises for bad input; see `Tree.problems`."""
    tree = Tree()
    try:
        loader = Bounded(text)
        node = loader.get_single_node()
        if node is not None:
            tree.value = _value(tree, loader, node, ())
    except TooLargeError:
        tree.problems.append(Problem(None, "", "too large or too deeply nested", "this is not a configuration file"))
    except yaml.MarkedYAMLError as error:
        tree.problems.append(_syntax(error))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        tree.problems.append(
            Problem(line, "", "contains a control character", "remove the character; the file must be plain text")
        )
    except RecursionError:
        tree.problems.append(Problem(None, "", "nested too deeply", "this is not a configuration file"))
    except _Stop:
        tree.value = None
    return tree


def key_text(path: KeyPath) -> str:
    """A key path as people write it: cameras[0].scene.zones[1].points."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    what = f"not valid YAML: {error.problem or error.context or 'unreadable'}"
    remedy = "check indentation, colons, quotes and brackets here and just above"
    if "'\\t'" in what:
        remedy = "indent with spaces, never with tabs"
    return Problem(mark.line + 1 if mark else None, "", what, remedy)


def _value(tree: Tree, loader: yaml.SafeLoader, node: yaml.Node, path: KeyPath) -> Any:  # noqa: ANN401 - YAML holds anything
    tree.lines.setdefault(path, node.start_mark.line + 1)
    tree.nodes += 1
    if tree.nodes > _MAX_NODES or len(path) > _MAX_DEPTH:
        _note(tree, path[:3], "too large or too deeply nested", "use fewer YAML aliases (&name, *name)")
        raise _Stop
    if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
        return _mapping(tree, loader, node, path)
    if isinstance(node, yaml.SequenceNode) and node.tag == _SEQUENCE:
        return [_value(tree, loader, item, (*path, index)) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(tree, loader, node, path)
    return _note(tree, path, f"YAML tag {node.tag} is not allowed", "use a plain value")


def _mapping(tree: Tree, loader: yaml.SafeLoader, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            tree.problems.append(Problem(line, key_text(path), "a key must be plain text", "write key: value"))
            continue
        key = str(key_node.value)
        here = (*path, key)
        if key in values:
            first = tree.lines[here]
            what = f"duplicate key '{key}' (first used in line {first})"
            tree.problems.append(Problem(line, key_text(here), what, "remove one of them"))
            continue
        tree.lines[here] = line
        values[key] = _value(tree, loader, value_node, here)
    return values


def _scalar(tree: Tree, loader: yaml.SafeLoader, node: yaml.ScalarNode, path: KeyPath) -> Any:  # noqa: ANN401 - as above
    try:
        return loader.construct_object(node)
    except yaml.YAMLError:
        return _note(tree, path, f"YAML tag {node.tag} is not allowed", "use a plain value")
    except Exception:  # noqa: BLE001 -- the 31st of February, 5,000 digits, !!int '', !!bool maybe: PyYAML's defects, too
        return _note(tree, path, "invalid value", "correct it, or put it in quotes")


def _note(tree: Tree, path: KeyPath, what: str, remedy: str) -> None:
    tree.problems.append(Problem(tree.lines[path], key_text(path), what, remedy))
