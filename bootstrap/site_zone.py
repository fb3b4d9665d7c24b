"""The site's time zone, from the configuration that runs or would."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bootstrap import effective
from bootstrap.usual import usual
from core import local_time, paths
from core.errors import UserError

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path


def site_zone(config: Path | None = None, runtime: Path | None = None) -> tzinfo:
    """The zone that `config` names, else what runs, else what plain `up` would run; the machine's if none does.

    A file that cannot be read or names no zone there is means the machine's: whoever runs on it says what is wrong.
    """
    return local_time.zone(configured(config, runtime))


def configured(config: Path | None = None, runtime: Path | None = None) -> str | None:
    """The name of the zone that `site_zone` finds in a configuration; None if none names one that there is."""
    with suppress(UserError):
        text = _text(config, runtime)
        if "timezone" not in text and "\\" not in text:  # nor written in escapes: nothing to be read
            return None
        from core.settings.yaml_tree import read_tree  # noqa: PLC0415 -- the first picture does not wait for it

        value = read_tree(text).value
        name = value.get("timezone") if isinstance(value, dict) else None
        if isinstance(name, str):
            local_time.refuse_unknown_zone(name)
            return name
    return None


def _text(config: Path | None, runtime: Path | None) -> str:
    runs = None if config else effective.read(runtime or paths.runtime_dir())
    if runs is not None:
        return runs.text
    file = config or usual()
    if file is None:
        return ""
    from core.settings.load import text_of  # noqa: PLC0415 -- as above

    return text_of(file)
