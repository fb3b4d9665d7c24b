"""Folders and files of this user alone: whoever else has an account here neither reads, changes nor blocks them.

Windows keeps others out of a user's profile by itself; there nothing is looked at.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.patience import patiently

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = 0o700
FILE: Final = 0o600
_OTHERS: Final = 0o077
_WRITING: Final = 0o022
_NOBODY: Final = 65_534  # in a container: somebody outside of it, who can do nothing in it
_REMEDY: Final = "make this user its owner, or choose a folder of your own"

_usual: list[int] = []  # the umask before `only_us`


def only_us() -> int:
    """Have everything this process makes from now on be this user's alone; returns the umask it had."""
    no_dumps()
    before = os.umask(_OTHERS)
    if not _usual:
        _usual.append(before | _WRITING)
    return before


def no_dumps() -> None:
    """Have the system write no memory of this process, nor of those it starts, to the disk when one crashes.

    Passwords and tokens are in it; and a decoder that crashes on its camera again and again would fill the disk.
    """
    if sys.platform == "win32":  # it asks whoever has set that up
        return
    import resource  # noqa: PLC0415 -- not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def usual_umask() -> int:
    """What the user's own shell wants, but for writing by others: for system packages, and for files asked for."""
    return _usual[0] if _usual else _WRITING


def shared(path: Path) -> None:
    """A file the user asked for, such as a report: readable by whom the user's shell lets read.

    Raises:
        OSError: it is not ours.
    """
    if os.name != "nt":
        path.chmod(0o666 & ~usual_umask())


def folder(path: Path) -> Path:
    """Make `path`, or take the rights of others away from it; returns it.

    Raises:
        UserError: it belongs to somebody else.
        OSError: it can be neither made nor changed.
    """
    refuse_strangers(path)
    for one in reversed([one for one in (path, *path.parents) if not one.exists()]):
        one.mkdir(FOLDER, exist_ok=True)
    path.mkdir(FOLDER, exist_ok=True)  # a file, or a link to nowhere: in the system's words
    narrow(path, FOLDER)
    return path


def narrow(path: Path, mode: int) -> None:
    """Take the rights of others away from a file or folder of ours; what is not there, or not ours, stays as it is.

    What others have put into a folder that they could write into is moved aside, at any depth.

    Raises:
        OSError: the file system refuses.
    """
    if os.name == "nt":
        return
    with suppress(FileNotFoundError):
        found = path.stat()
        if found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & mode)
            if stat.S_ISDIR(found.st_mode) and found.st_mode & _WRITING:
                _turn_out(path)


def _turn_out(folder: Path) -> None:
    """What others put into a folder of ours while they could: whoever reads it would obey them, or wait for them."""
    for one in folder.iterdir():
        found = one.lstat()
        if found.st_uid not in (os.geteuid(), 0):
            _move_aside(one)
        elif stat.S_ISDIR(found.st_mode):
            _turn_out(one)


def read(path: Path) -> bytes:
    """What is in a file of ours: what somebody else has put in its place is neither obeyed nor waited for.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, or is not ours.
    """
    if os.name == "nt":
        return path.read_bytes()
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_uid not in (os.geteuid(), 0):
            raise PermissionError(errno.EPERM, "not a file of this user", str(path))
        return file.read()


def write(path: Path, text: str) -> None:
    """Replace `path` as a whole, for this user's eyes; what survives a power cut goes by `bootstrap.files`.

    Raises:
        OSError: it could not be written; `path` is as it was.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), FILE)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        patiently(lambda: part.replace(path))
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def clear_the_way(path: Path) -> Path | None:
    """Move aside what keeps a file of ours from being at `path`: a pipe, a socket, a folder, a stranger's file or link.

    Returns:
        Where it is now; None if there was nothing of that kind.

    Raises:
        OSError: it could not be moved.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    ours = os.name == "nt" or found.st_uid in (os.geteuid(), 0)
    if ours and (stat.S_ISREG(found.st_mode) or (stat.S_ISLNK(found.st_mode) and _leads_to_a_file(path))):
        return None
    return _move_aside(path)


def _move_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.in-the-way-{time.time_ns()}")
    path.rename(aside)
    return aside


def _leads_to_a_file(link: Path) -> bool:
    """A link of ours to another disk is ours to use, whether or not there is a file yet."""
    return link.is_file() or not link.exists()


def refuse_strangers(path: Path, *, above: bool = False) -> None:
    """Nobody but this user and root may own `path`, and nobody else may write into it unless it can be narrowed.

    Args:
        path: need not be there yet; a link is looked at as well as what it leads to.
        above: nobody else may put something else in its place either: the folders above it are looked at.

    Raises:
        UserError: somebody may; says who and where.
    """
    if os.name == "nt":
        return
    whole = path.absolute()
    for one in (whole, whole.resolve()):
        for part in (one, *(one.parents if above else ())):
            _refuse(part, str(path) if part == whole else f"{path} (by way of {part})", last=part == one)


def _refuse(path: Path, name: str, *, last: bool) -> None:
    """Say why somebody else decides what is at `path`, if so."""
    try:
        found = path.lstat()
    except OSError:  # not there yet
        return
    if found.st_uid not in {os.geteuid(), 0, *(() if last else (_NOBODY,))}:
        raise UserError(f"{name} belongs to another user ({_user(found.st_uid)})", _REMEDY)
    ours_to_narrow = last and found.st_uid == os.geteuid()
    as_tmp = not last and found.st_mode & stat.S_ISVTX  # who may add names there may not change ours
    if stat.S_ISLNK(found.st_mode) or ours_to_narrow or as_tmp:
        return
    if found.st_mode & stat.S_IWOTH:
        raise UserError(f"{name} is writable by every user of this computer", _REMEDY)
    if found.st_mode & stat.S_IWGRP and _others_in(found.st_gid):
        raise UserError(f"{name} is writable by the group {_group(found.st_gid)}", _REMEDY)


def _others_in(group: int) -> bool:
    """Whether anybody else is in `group`; most users have a group of their own."""
    import grp  # noqa: PLC0415 -- not there on Windows
    import pwd  # noqa: PLC0415 -- as above

    me = os.geteuid()
    with suppress(KeyError):
        names = set(grp.getgrgid(group).gr_mem)
        return any(one.pw_name in names or one.pw_gid == group for one in pwd.getpwall() if one.pw_uid not in (me, 0))
    return group != os.getegid()


def _user(number: int) -> str:
    import pwd  # noqa: PLC0415 -- as above

    with suppress(KeyError):
        return pwd.getpwuid(number).pw_name
    return f"number {number}"


def _group(number: int) -> str:
    import grp  # noqa: PLC0415 -- as above

    with suppress(KeyError):
        return grp.getgrgid(number).gr_name
    return str(number)
