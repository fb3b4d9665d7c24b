"""What the operating system refuses, as a sentence and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from core.errors import UserError

_REMEDY: Final = "fix this and run the command again"
_FORBIDDEN: Final = "make this user its owner or choose another --prefix, then run the command again"
_IN_PLACE: Final = "a file is in the place of a folder; move it away, or choose another --prefix"
_REMEDIES: Final = {
    errno.ENOSPC: "free some disk space and run the command again; it continues from there",
    errno.EDQUOT: "free some of your disk quota and run the command again; it continues from there",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "choose another --prefix or SMART_INTERSECTION_HOME; this location is read-only",
    errno.ENOTDIR: _IN_PLACE,
    errno.EEXIST: _IN_PLACE,
}


def tellable(error: OSError) -> bool:
    """Whether a person could do something about it."""
    return error.filename is not None or error.errno in _REMEDIES


def told(error: OSError) -> UserError:
    """The same for people: which file, what is wrong with it, what to do."""
    where = f"{error.filename}: " if error.filename else ""
    number = errno.ENOTDIR if _below_a_file(error) else error.errno or 0
    return UserError(f"{where}{error.strerror or error}", _REMEDIES.get(number, _REMEDY))


def _below_a_file(error: OSError) -> bool:
    """Windows says of a path below a file only that it does not find it."""
    if error.errno != errno.ENOENT or not isinstance(error.filename, str):
        return False
    above = next((one for one in Path(error.filename).parents if one.exists()), None)
    return above is not None and not above.is_dir()
