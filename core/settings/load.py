"""A YAML file in, checked settings out; every mistake becomes one line with file, line, key and remedy."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from core.errors import UserError
from core.plain_files import plain_bytes
from core.settings.explain import explain
from core.settings.models import Settings
from core.settings.yaml_tree import Problem, Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.settings.yaml_tree import KeyPath

_MAX_BYTES: Final = 1_000_000
_START: Final = "create one with: smart-intersection config init FILE"


class ConfigError(UserError):
    """All mistakes of a configuration file, one line each.

    Args:
        problems: at least one; `str()` shows all of them, `what` and `remedy` are the first one's.
    """

    def __init__(self, problems: list[UserError]) -> None:
        super().__init__(problems[0].what, problems[0].remedy)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def load(path: Path, model: type[Settings] = Settings) -> Settings:
    """Read and check a configuration file. Files named in it are looked for beside it.

    Args:
        path: the file.
        model: what it has to hold; `WithoutCameras` where none are needed.

    Raises:
        ConfigError: it cannot be read or is wrong.
    """
    return parse(text_of(path), str(path), folder=path.absolute().parent, model=model)


def text_of(path: Path) -> str:
    """What stands in a configuration file, unchecked.

    Raises:
        ConfigError: it cannot be read.
    """
    name = _printable(str(path))
    try:
        data = plain_bytes(path, _MAX_BYTES)
    except FileNotFoundError:
        raise ConfigError([UserError(f"{name}: file not found", _neighbour(path))]) from None
    except OSError as error:
        raise ConfigError([UserError(f"{name}: {error.strerror}", "check the path and its permissions")]) from None
    if len(data) > _MAX_BYTES:
        raise ConfigError(
            [UserError(f"{name}: larger than 1 MB", "this is not a configuration file; choose another one")]
        )
    return _decode(data, name)


def parse(text: str, name: str, *, folder: Path | None = None, model: type[Settings] = Settings) -> Settings:
    """Check a configuration given as text.

    Args:
        text: YAML.
        name: how messages call it.
        folder: where relative files in it are; None leaves them as they are.
        model: what it has to hold.

    Raises:
        ConfigError: it is wrong; all mistakes are in it.
    """
    tree = read_tree(text)
    problems = list(tree.problems)
    if not problems and tree.value is None:
        problems.append(Problem(None, "", "the file is empty", _START))
    elif not problems and not isinstance(tree.value, dict):
        problems.append(Problem(1, "", "not a configuration file: no keys such as 'cameras:' found", _START))
    settings = None
    if isinstance(tree.value, dict):
        settings, found = _check(tree, folder, model)
        problems += found
    if problems or settings is None:
        raise ConfigError([_user_error(_printable(name), problem) for problem in sorted(problems, key=_line)])
    return settings


def examine(value: dict[str, Any], *, folder: Path | None = None) -> tuple[Settings | None, list[Problem]]:
    """Check a configuration that is being edited.

    Args:
        value: plain values, as `yaml_tree.read_tree` gives them.
        folder: where relative files in it are; None leaves them as they are.

    Returns:
        The settings, or None and every mistake with its key; lines are those of no file.
    """
    return _check(Tree(value, dict.fromkeys(_paths(value, ()), 0)), folder, Settings)


def _check(tree: Tree, folder: Path | None, model: type[Settings]) -> tuple[Settings | None, list[Problem]]:
    try:
        return model.model_validate(tree.value, context={"folder": folder}), []
    except ValidationError as error:
        return None, explain(error, tree, json_schema())


def _paths(value: Any, path: KeyPath) -> Iterator[KeyPath]:  # noqa: ANN401 - configurations hold anything
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        yield from _paths(one, (*path, key))


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the configuration, for editors."""
    return Settings.model_json_schema()


def _line(problem: Problem) -> int:
    return problem.line or 0


def _user_error(name: str, problem: Problem) -> UserError:
    where = name if problem.line is None else f"{name}:{problem.line}"
    key = f" {problem.key}:" if problem.key else ""
    return UserError(_printable(f"{where}:{key} {problem.what}"), _printable(problem.remedy))


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError([UserError(f"{name}:{line}: not UTF-8 text", "save the file as UTF-8")]) from None


def _neighbour(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix in (".yaml", ".yml")]
    except OSError:
        return "check the path"
    near = difflib.get_close_matches(path.name, names, 1)
    return f"did you mean {_printable(str(path.with_name(near[0])))}?" if near else _START


def _printable(text: str) -> str:
    """One line without control characters: names and keys in it come from outside."""
    return "".join(char if char.isprintable() else "?" for char in text)
