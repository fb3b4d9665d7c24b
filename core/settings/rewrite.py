"""Other values for a configuration file that people write, too: comments, order and notation of the rest stay."""

from __future__ import annotations

import io
from typing import Any, Final

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from core.errors import UserError
from core.settings.yaml_tree import read_tree

_WIDTH: Final = 110
_SHORT: Final = 80  # characters of a new mapping or list that still goes on one line


def rewrite(text: str, value: dict[str, Any]) -> str:
    """`text`, a YAML document, changed as little as makes it mean `value`.

    Args:
        text: what is there now; empty for a new file.
        value: plain values, as `yaml_tree.read_tree` gives them.

    Raises:
        UserError: this document cannot be changed without meaning something else.
    """
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = _WIDTH
    editor.indent(mapping=2, sequence=4, offset=2)
    try:
        document = _become(editor.load(text) or CommentedMap(), value)
        out = io.StringIO()
        editor.dump(document, out)
    except (YAMLError, RecursionError) as error:
        raise _unfit() from error
    if read_tree(out.getvalue()).value != value:
        raise _unfit()
    return out.getvalue()


def _unfit() -> UserError:
    return UserError("the layout of this file cannot be edited here", "edit the file in a text editor")


def _become(old: Any, new: Any) -> Any:  # noqa: ANN401 - YAML holds anything
    """`old` with the values of `new`, its own comments and notation kept; `new` where there is nothing to keep.

    Something that is written once and stands in two places (&name, *name) is written out where they come to differ.
    """
    if _same(old, new):
        return old
    shared = getattr(getattr(old, "anchor", None), "value", None) is not None
    if isinstance(old, CommentedMap) and isinstance(new, dict) and not shared:
        return _mapping(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list) and not shared:
        return _sequence(old, new)
    return _fresh(new)


def _same(old: Any, new: Any) -> bool:  # noqa: ANN401 - as above
    """Equal, and of one type: 1 is not 1.0 nor true to whoever reads the file."""
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and all(_same(old[key], new[key]) for key in new)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)


def _mapping(old: CommentedMap, new: dict[str, Any]) -> CommentedMap:
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, value in new.items():
        old[key] = _become(old[key], value) if key in old else _fresh(value)
    return old


def _sequence(old: CommentedSeq, new: list[Any]) -> CommentedSeq:
    """Things with an id are followed by it: where one is taken out, the others keep their comments."""
    wanted = [_id(item) for item in new]
    if len(new) < len(old) and all(wanted) and set(wanted) <= {_id(item) for item in old}:
        for place in reversed(range(len(old))):
            if _id(old[place]) not in wanted:
                del old[place]
    for place in reversed(range(len(new), len(old))):
        del old[place]
    for place, value in enumerate(new):
        if place < len(old):
            old[place] = _become(old[place], value)
        else:
            old.append(_fresh(value))
    return old


def _id(item: Any) -> str | None:  # noqa: ANN401 - as above
    name = item.get("id") if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def _fresh(value: Any) -> Any:  # noqa: ANN401 - as above
    """A value for the editor: what is short goes on one line, and text stays text whoever reads it."""
    made: CommentedMap | CommentedSeq
    if isinstance(value, dict):
        made = CommentedMap((key, _fresh(one)) for key, one in value.items())
    elif isinstance(value, list):
        made = CommentedSeq(_fresh(one) for one in value)
    else:
        return _text(value) if isinstance(value, str) else value
    if not value or len(str(value)) <= _SHORT or (isinstance(value, list) and not isinstance(value[0], dict)):
        made.fa.set_flow_style()
    return made


def _text(value: str) -> str:
    """Quoted where YAML 1.1, by which the file is read, would take it for something else: on, 12:30, 0x1f."""
    try:
        plain = yaml.safe_load(value) == value
    except yaml.YAMLError:
        plain = True  # the editor quotes it by itself
    return value if plain else DoubleQuotedScalarString(value)
