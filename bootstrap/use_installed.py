"""A configuration that leaves it to setup where events go: its own destinations taken out, all else kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bootstrap import effective
from bootstrap.engine_process import is_alive
from bootstrap.files import write_atomic
from bootstrap.profile import DESTINATION
from core.errors import UserError
from core.live import read_state
from core.settings.load import text_of
from core.settings.rewrite import rewrite
from core.settings.yaml_tree import read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.engine_control import EngineControl

_SECTION: Final = "telemetry"


def without_destinations(text: str) -> str:
    """`text` without the keys of its telemetry section that say where events go; comments and the rest stay.

    Raises:
        UserError: the document cannot be changed without meaning something else.
    """
    value = read_tree(text).value
    section = value.get(_SECTION) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(section, dict):
        return text
    kept = {key: one for key, one in section.items() if key not in DESTINATION}
    changed = {key: one for key, one in value.items() if key != _SECTION} if not kept else {**value, _SECTION: kept}
    return text if changed == value else rewrite(text, changed)


def mend(runtime: Path, control: EngineControl) -> None:
    """Have the engine, or the one that is started next, use what is installed; the file it is saved in, too.

    Raises:
        UserError: that configuration cannot be changed, or cannot run.
    """
    one = effective.read(runtime) or effective.effective(None, None, None)
    changed = replace(one, text=without_destinations(one.text))
    if one.file is not None and one.saved:
        use_installed(one.file)
        changed = replace(changed, origin=text_of(one.file))
    if is_alive(read_state(runtime)):
        control.run(changed)
    else:
        effective.write(runtime, changed)


def mend_file(file: Path, runtime: Path, control: EngineControl) -> tuple[bool, bool]:
    """The same for one file, and for the engine that runs on it: whether either was changed.

    Raises:
        UserError: it cannot be read, changed or written, or the engine cannot run on it.
    """
    changed, one = use_installed(file), effective.read(runtime)
    if one is None or one.file is None or one.file.resolve() != file.resolve() or not is_alive(read_state(runtime)):
        return changed, False
    text = without_destinations(one.text)
    if text == one.text:
        return changed, False
    control.run(replace(one, text=text, origin=text_of(file)))
    return changed, True


def use_installed(file: Path) -> bool:
    """Take the destinations out of a file; what was there is kept beside it as .bak. Whether it had any.

    Raises:
        UserError: it cannot be read, changed or written.
    """
    before = text_of(file)
    after = without_destinations(before)
    if after == before:
        return False
    try:
        mode = file.stat().st_mode & 0o777
        write_atomic(file.with_name(f"{file.name}.bak"), before, mode)
        write_atomic(file, after, mode)
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror}", "check the file's permissions") from error
    return True
