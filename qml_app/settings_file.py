"""The configuration file: which one, reading it, and saving it so that a crash leaves the old one or the new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bootstrap.example import EXAMPLE
from bootstrap.files import write_atomic
from core import paths
from core.errors import UserError
from core.live import read_state
from core.settings import parse
from core.settings.rewrite import rewrite
from core.settings.yaml_tree import read_tree

_MOST: Final = 1_000_000  # bytes, as many as the engine reads
_PRIVATE: Final = 0o600  # a new file may come to hold credentials


@dataclass(frozen=True, slots=True)
class Opened:
    """A configuration file as it was read.

    Attributes:
        path: of the file, links followed.
        text: what stands in it; the example where there is none yet.
        value: the same as plain values; None if it is no configuration.
        fresh: whether the file is yet to be made.
        used: whether an engine said that it runs on it.
        problem: why there is no value.
    """

    path: Path
    text: str = EXAMPLE
    value: dict[str, Any] | None = None
    fresh: bool = False
    used: bool = False
    problem: str = ""


def config_path(runtime: Path, given: Path | None = None) -> Path:
    """The file of the engine that publishes in `runtime`, else the one `given`, else the user's own; links followed."""
    return (_used(runtime) or given or paths.own_config()).resolve()


def _used(runtime: Path) -> Path | None:
    named = (read_state(runtime) or {}).get("config")
    return Path(named) if isinstance(named, str) else None


def open_config(runtime: Path, given: Path | None = None) -> Opened:
    """What stands in the file of `config_path`. Never raises."""
    path = config_path(runtime, given)
    opened = Opened(path, used=_used(runtime) is not None)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        opened = replace(opened, text=data.decode("utf-8-sig"))
    except FileNotFoundError:
        opened = replace(opened, fresh=True)
    except (OSError, UnicodeDecodeError) as error:
        return replace(opened, problem=f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}")
    if len(opened.text) > _MOST:
        return replace(opened, problem=f"{path}: larger than 1 MB")
    found = read_tree(opened.text)
    if found.problems or not isinstance(found.value, dict):
        first = found.problems[0] if found.problems else None
        what = f"{path}:{first.line}: {first.what} — {first.remedy}" if first else f"{path}: this is no configuration"
        return replace(opened, problem=what)
    return replace(opened, value=found.value)


def save(opened: Opened, value: dict[str, Any]) -> Opened:
    """Write `value` into the file and keep what was there beside it as .bak; the file as it is then.

    Raises:
        UserError: the values are refused, the file was changed by somebody else, or it cannot be written.
    """
    path = opened.path
    text = rewrite(opened.text.replace("\r\n", "\n"), value)
    text = text.replace("\n", "\r\n") if "\r\n" in opened.text else text
    parse(text, path.name, folder=path.parent)
    try:
        _replace(opened, text)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "see who may write there") from error
    return replace(opened, text=text, value=value, fresh=False)


def _replace(opened: Opened, text: str) -> None:
    path = opened.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() == opened.fresh or (not opened.fresh and _text(path) != opened.text):
        raise UserError(f"{path} was changed by somebody else meanwhile", "read it again")
    mode = _PRIVATE if opened.fresh else path.stat().st_mode & 0o777
    if not opened.fresh:
        write_atomic(path.with_name(f"{path.name}.bak"), opened.text, mode)
    write_atomic(path, text, mode)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace")
