"""Where the product keeps its things, in one place.

`SMART_INTERSECTION_HOME` moves all of it (tests and portable installs use that).
"""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from pathlib import Path
from typing import Literal

from core import private
from core.errors import UserError

APP = "smart-intersection"


_HOME = "SMART_INTERSECTION_HOME"

#: Names of devices on Windows, with whatever ending.
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")

#: Characters of a safe name, and those of a longer one that are kept.
_LONGEST, _BEGIN = 80, 60


def _home() -> Path | None:
    home = os.environ.get(_HOME)
    return Path(home).expanduser().absolute() if home else None


def _usual(kind: Literal["data", "config", "cache", "runtime"]) -> Path:
    """This system's folder of that kind.

    Raises:
        UserError: the user has no home.
    """
    import platformdirs  # noqa: PLC0415 - with its own imports a tenth of the supervisor, which may not need it

    try:
        found: Path = getattr(platformdirs, f"user_{kind}_path")(APP, appauthor=False)
    except RuntimeError:  # a user that the system does not know, as with `docker run --user`
        remedy = f"set HOME, or {_HOME}, to a folder of this user's own"
        raise UserError("this user has no home folder", remedy) from None
    return found


def settle() -> None:
    """Have a home that was named relative to this folder be the same one in every process started from here.

    What is there already is taken from the eyes of other users of this machine.

    Raises:
        UserError: a folder of ours belongs to somebody else.
    """
    home = _home()
    if home is not None:
        os.environ[_HOME] = str(home)
    for folder in (state_dir(), cache_dir(), runtime_dir(), own_config().parent):
        private.refuse_strangers(folder, above=folder == runtime_dir() and home is None)
        private.narrow(folder, private.FOLDER)


def state_dir() -> Path:
    """Data that must survive: journal, generated secrets, evidence."""
    home = _home()
    return home / "state" if home else _usual("data")


def own_config() -> Path:
    """The configuration of whoever names none: what the settings page saves, and `up` runs on if it is there."""
    home = _home()
    folder = home / "config" if home else _usual("config")
    return folder / "intersection.yaml"


def cache_dir() -> Path:
    """What can be made again: exported models, downloads."""
    home = _home()
    return home / "cache" if home else _usual("cache")


def runtime_dir() -> Path:
    """What lives only while the engine runs: its state file and the newest frames.

    Raises:
        UserError: outside of a login session, somebody else has taken the place of such a folder.
    """
    home = _home()
    if home:
        return home / "run"
    with warnings.catch_warnings():  # outside of a login session there is no runtime folder; its substitute will do
        warnings.simplefilter("ignore")
        try:
            return _usual("runtime")
        except OSError as error:
            raise UserError(
                f"the runtime folder cannot be used: {error}", f"set XDG_RUNTIME_DIR or {_HOME} to a folder of your own"
            ) from None


def safe_name(name: str) -> str:
    """A file name for `name` that no operating system objects to and that keeps different names apart.

    Also where small and capital letters are the same to the file system (Windows, macOS), and where some names are
    those of devices. It is short enough for what is added to it: systems take 255 bytes, some of their layers 143.
    """
    written = re.sub(r"[^a-z0-9_-]", lambda match: _escaped(match.group()), name)
    if _DEVICE.fullmatch(written):
        written = _escaped(written[0]) + written[1:]
    if len(written) <= _LONGEST:
        return written
    return f"{written[:_BEGIN]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"  # no name is written with a ~


def _escaped(character: str) -> str:
    return f"%{ord(character):02x}"
