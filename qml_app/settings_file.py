"""The configuration that is edited - what runs, or would - and saving it so that a crash leaves the old or the new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bootstrap.effective import Effective, effective, moved, read
from bootstrap.engine_control import beginning
from bootstrap.engine_process import is_alive
from bootstrap.files import write_atomic
from bootstrap.usual import choose_usual, usual
from core import paths
from core.errors import UserError
from core.live import read_state
from qml_app.attempt import told

_PRIVATE = 0o600  # a new file may come to hold credentials


@dataclass(frozen=True, slots=True)
class Opened:
    """What is edited.

    Attributes:
        one: what runs, or what Start would run; None where that cannot be read.
        problem: why.
    """

    one: Effective | None = None
    problem: str = ""


def open_config(runtime: Path, given: Path | None = None) -> Opened:
    """What the engine that publishes in `runtime` runs on, or else would be started on. Never raises.

    Args:
        runtime: where the engine publishes.
        given: what to edit where no engine ever ran.
    """
    try:
        return Opened(_running(runtime) or beginning(runtime, given))
    except (UserError, OSError) as error:
        return _to_be_mended(given or usual()) or Opened(problem=told(error))


def _to_be_mended(file: Path | None) -> Opened | None:
    """A file that would not run, but whose mistakes can be shown at their fields."""
    from core.settings.load import text_of  # noqa: PLC0415 -- the first picture does not wait for it
    from core.settings.yaml_tree import read_tree  # noqa: PLC0415 -- as above

    try:
        text = text_of(file) if file else ""
    except UserError:
        return None
    tree = read_tree(text)
    fit = file is not None and not tree.problems and isinstance(tree.value, dict)
    return Opened(Effective(text, file.absolute().parent, file.absolute(), origin=text)) if fit and file else None


def _running(runtime: Path) -> Effective | None:
    state = read_state(runtime) or {}
    if not is_alive(state):
        return None
    config = state.get("config")
    return read(runtime) or (effective(Path(config), None, None) if isinstance(config, str) else None)


def edited(one: Effective, value: dict[str, Any]) -> Effective:
    """`one` with other values, comments, order and notation kept.

    Raises:
        UserError: its text cannot be changed without meaning something else.
    """
    from core.settings.rewrite import rewrite  # noqa: PLC0415 -- as above
    from core.settings.yaml_tree import read_tree  # noqa: PLC0415 -- as above

    if value == one.value:
        return one
    if value == read_tree(one.origin).value:  # back to what was saved, to the letter
        return replace(one, text=one.origin)
    text = rewrite(one.text.replace("\r\n", "\n"), value)
    return replace(one, text=text.replace("\n", "\r\n") if "\r\n" in one.text else text)


def baseline(one: Effective) -> dict[str, Any]:
    """What there would be without changes made here."""
    from core.settings.yaml_tree import read_tree  # noqa: PLC0415 -- as above

    return one.value if one.file is None or one.given else (read_tree(one.origin).value or one.value)


def default_file() -> Path:
    """Where a configuration is kept unless somebody wants it elsewhere."""
    return paths.own_config()


def save(one: Effective, file: Path | None = None, *, every_start: bool | None = None) -> Effective:
    """Write it into `file`, by default its own, and keep what was there beside it as .bak; the configuration then.

    Args:
        one: what to save.
        file: another file; what stands there is replaced.
        every_start: whether plain `up` takes the file from now on; None leaves that as it is.

    Raises:
        UserError: it cannot run, its own file was changed by another program, or it cannot be written.
    """
    from core.settings import parse  # noqa: PLC0415 -- as above

    path = (file or one.file or default_file()).expanduser().absolute()
    own = one.file is not None and path.resolve() == one.file.resolve()
    there = moved(one, path.parent)
    parse(there.text, path.name, folder=path.parent)
    try:
        _write(path.resolve(), there.text, one.origin if own else None)
        if every_start is not None:
            choose_usual(path, wanted=every_start)
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror}", "choose another location") from error
    return replace(there, file=path, given=(), kind="file", origin=there.text)


def _write(path: Path, text: str, known: str | None) -> None:
    from core.settings.load import text_of  # noqa: PLC0415 -- as above

    path.parent.mkdir(parents=True, exist_ok=True)
    old = text_of(path) if path.exists() else None
    if known is not None and old != known:
        raise UserError(f"{path} was changed by another program", "reload it, or save under another name")
    mode = _PRIVATE if old is None else path.stat().st_mode & 0o777
    if old is not None and old != text:
        write_atomic(path.with_name(f"{path.name}.bak"), old, mode)
    write_atomic(path, text, mode)
