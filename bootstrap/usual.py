"""The configuration that `up` takes where none is named: the user's choice when it was saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from bootstrap.files import write_atomic
from core import paths

_NOTE: Final = "up.json"


def usual() -> Path | None:
    """The file; None for the simulated intersection.

    Without a choice it is `intersection.yaml` in the user's configuration folder, once that is there. A file that was
    chosen and is gone is named all the same: whoever reads it says so.
    """
    own = paths.own_config()
    try:
        chosen = json.loads(_note().read_text("utf-8"))["config"]
    except (OSError, ValueError, KeyError, TypeError):
        return own if own.is_file() else None
    return Path(chosen) if isinstance(chosen, str) else None


def choose_usual(file: Path, *, wanted: bool) -> None:
    """Have plain `up` take `file` from now on, or no longer.

    Raises:
        OSError: the choice cannot be written.
    """
    path = file.absolute()
    if not wanted and path not in (usual(), paths.own_config().absolute()):
        return
    _note().parent.mkdir(parents=True, exist_ok=True)
    write_atomic(_note(), json.dumps({"config": str(path) if wanted else None}))


def _note() -> Path:
    return paths.own_config().with_name(_NOTE)
