"""The site's time zone, from the configuration that runs or would."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bootstrap import effective
from bootstrap.usual import usual
from core import local_time, paths
from core.errors import UserError
from core.settings.load import text_of
from core.settings.yaml_tree import read_tree

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path


def site_zone(config: Path | None = None, runtime: Path | None = None) -> tzinfo:
    """The zone that `config` names, else what runs, else what plain `up` would run; the machine's if none does.

    A file that cannot be read or names no zone there is means the machine's: whoever runs on it says what is wrong.
    """
    with suppress(UserError):
        value = read_tree(_text(config, runtime)).value
        name = value.get("timezone") if isinstance(value, dict) else None
        return local_time.zone(name if isinstance(name, str) else None)
    return local_time.zone()


def _text(config: Path | None, runtime: Path | None) -> str:
    runs = None if config else effective.read(runtime or paths.runtime_dir())
    if runs is not None:
        return runs.text
    file = config or usual()
    return text_of(file) if file else ""
