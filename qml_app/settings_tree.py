"""Plain values of a configuration, changed by making new ones: the old ones stay for undo."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath

_PART: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def key_path(text: str) -> KeyPath:
    """The path that `text` writes as in cameras[0].scene; the inverse of `yaml_tree.key_text`."""
    return tuple(word or int(number) for word, number in _PART.findall(text))


def at(value: Any, path: KeyPath, default: Any = None) -> Any:  # noqa: ANN401 - configurations hold anything
    """What stands at `path`; `default` where nothing does."""
    for part in path:
        known = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if part not in known:
            return default
        value = value[part]
    return value


def put(value: Any, path: KeyPath, new: Any) -> Any:  # noqa: ANN401 - as above
    """A copy with `new` at `path`; mappings on the way are made, and a list grows by an index just behind its end."""
    if not path:
        return new
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        items = list(value) if isinstance(value, list) else []
        items[part : part + 1] = [put(at(items, (part,)), rest, new)]
        return items
    values = dict(value) if isinstance(value, dict) else {}
    return {**values, part: put(values.get(part), rest, new)}


def drop(value: Any, path: KeyPath) -> Any:  # noqa: ANN401 - as above
    """A copy without what stands at `path`, and without the mappings and lists that this leaves empty."""
    above, part = path[:-1], path[-1]
    holder = at(value, above)
    if isinstance(holder, dict) and part in holder:
        left: Any = {key: one for key, one in holder.items() if key != part}
    elif isinstance(holder, list) and isinstance(part, int) and part < len(holder):
        left = [*holder[:part], *holder[part + 1 :]]
    else:
        return value
    return put(value, above, left) if left or not above else drop(value, above)


_SHAPES: Final = {
    "lines": [{"id": "a", "points": [[0, 0], [1, 0]]}],
    "zones": [{"id": "a", "points": [[0, 0], [1, 0], [0, 1]]}],
}
_BARE: Final = {"cameras": [{"id": "a", "source": "simulator", "scene": _SHAPES}]}
_NEEDED: Final = ("id", "source", "points")  # what has no default


@cache
def _defaults() -> dict[str, Any]:
    from core.settings import Settings  # noqa: PLC0415 -- the first picture does not wait for it

    return Settings.model_validate(_BARE).model_dump(mode="json")


def default(path: KeyPath) -> Any:  # noqa: ANN401 - as above
    """What holds where the configuration says nothing."""
    if path and path[-1] in _NEEDED:
        return None
    return at(_defaults(), tuple(0 if isinstance(part, int) else part for part in path))


def number(text: str) -> Any:  # noqa: ANN401 - a number, or the text that is none
    """The number that `text` writes, with a point or a comma; the text where it writes none."""
    plain = text.strip().replace(",", ".")
    for kind in (int, float):
        with suppress(ValueError, OverflowError):  # whole numbers of hundreds of digits are no floats
            found = kind(plain)
            if math.isfinite(found):
                return found
    return text.strip()
