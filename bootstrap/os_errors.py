"""What the operating system refuses, as a sentence and what to do about it."""

from __future__ import annotations

import errno
from typing import Final

from core.errors import UserError

_REMEDY: Final = "mend this and run it again"
_FORBIDDEN: Final = "give it to this user, or choose another --prefix, and run it again"
_REMEDIES: Final = {
    errno.ENOSPC: "free some space and run it again: it goes on from there",
    errno.EDQUOT: "free some of your quota and run it again: it goes on from there",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "choose another --prefix: nothing can be written there",
    errno.ENOTDIR: "a file is where a folder should be: move it away, or choose another --prefix",
}


def tellable(error: OSError) -> bool:
    """Whether a person could do something about it."""
    return error.filename is not None or error.errno in _REMEDIES


def told(error: OSError) -> UserError:
    """The same for people: which file, what is wrong with it, what to do."""
    where = f"{error.filename}: " if error.filename else ""
    return UserError(f"{where}{error.strerror or error}", _REMEDIES.get(error.errno or 0, _REMEDY))
