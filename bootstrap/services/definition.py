"""Dataclasses as JSON and back: nothing unknown, nothing missing, every value of its field's type."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def plain(value: object) -> Any:  # noqa: ANN401 -- what JSON holds
    """What `read` reads again; a number of seconds is written as such, however it was given."""
    if is_dataclass(value):
        # Annotations are text in modules that postpone them.
        found = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: float(given) if one.type == "float" else plain(given) for one, given in found}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, Path) else value


def read(kind: type[T], found: object) -> T:
    """Make a `kind` of what JSON held.

    Raises:
        ValueError: something is missing, unknown or of another type; says where.
    """
    return cast("T", _dataclass(kind, found, kind.__name__))


def _fit(kind: Any, found: object, where: str) -> Any:  # noqa: ANN401 -- a type as annotations have it
    if reader := _READERS.get(get_origin(kind) or kind):
        return reader(kind, found, where)
    if is_dataclass(kind):
        return _dataclass(cast("type", kind), found, where)
    if type(found) is not kind:  # a bool is no number here
        raise ValueError(f"{where}: {found!r} is no {kind.__name__}")
    return found


def _dataclass(kind: type, found: object, where: str) -> object:
    hints = get_type_hints(kind)
    if not isinstance(found, dict):
        raise ValueError(f"{where}: {found!r} is no object")  # noqa: TRY004 -- of a file
    if unknown := sorted(set(found) - set(hints)):
        raise ValueError(f"{where}: unknown {unknown[0]!r}")
    try:
        return kind(**{name: _fit(hints[name], value, f"{where}.{name}") for name, value in found.items()})
    except TypeError as error:  # a field without a default
        raise ValueError(f"{where}: {error}") from None


def _union(kind: Any, found: object, where: str) -> object:  # noqa: ANN401 -- as above
    """The first that fits; of dataclasses only the one whose `kind` it is, so that its own mistake is told."""
    kinds = get_args(kind)
    if isinstance(found, dict) and (named := [one for one in kinds if _called(one) == found.get("kind")]):
        return _dataclass(named[0], found, where)
    for one in kinds:
        if not is_dataclass(one) and type(found) in {one, *(() if one is not Path else (str,))}:
            return _fit(one, found, where)
    raise ValueError(f"{where}: {found!r} is none of {kind}")


def _called(kind: Any) -> object:  # noqa: ANN401 -- as above
    return next((one.default for one in fields(kind) if one.name == "kind"), None) if is_dataclass(kind) else None


def _list(kind: Any, found: object, where: str) -> list[Any]:  # noqa: ANN401 -- as above
    (inner,) = get_args(kind)
    if not isinstance(found, list):
        raise ValueError(f"{where}: {found!r} is no list")  # noqa: TRY004 -- as above
    return [_fit(inner, one, f"{where}[{number}]") for number, one in enumerate(found)]


def _dict(kind: Any, found: object, where: str) -> dict[str, Any]:  # noqa: ANN401 -- as above
    if not isinstance(found, dict):
        raise ValueError(f"{where}: {found!r} is no object")  # noqa: TRY004 -- as above
    return {name: _fit(get_args(kind)[1], one, f"{where}.{name}") for name, one in found.items()}


def _literal(kind: Any, found: object, where: str) -> object:  # noqa: ANN401 -- as above
    if found not in get_args(kind):
        raise ValueError(f"{where}: {found!r} is none of {get_args(kind)}")
    return found


def _path(_: Any, found: object, where: str) -> Path:  # noqa: ANN401 -- as above
    return Path(_fit(str, found, where))


def _float(_: Any, found: object, where: str) -> float:  # noqa: ANN401 -- as above
    if type(found) not in {int, float}:
        raise ValueError(f"{where}: {found!r} is no number")
    return float(cast("float", found))


_READERS: Final[dict[Any, Callable[[Any, object, str], Any]]] = {
    UnionType: _union,
    list: _list,
    dict: _dict,
    Literal: _literal,
    Path: _path,
    float: _float,
}
