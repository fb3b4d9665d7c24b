"""Tests of what only POSIX has are left out on Windows. They are known by the names that they or their fixtures use."""

from __future__ import annotations

import os
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Users and their rights, signals that nobody can refuse, files that are none, links (Windows: for administrators).
_POSIX: Final = frozenset(
    {
        *("getuid", "geteuid", "getgid", "getpwuid", "getgrgid", "uname", "umask", "S_IMODE", "st_mode", "chmod"),
        *("SIGKILL", "SIGSTOP", "SIGCONT", "SIGHUP", "SIGUSR1", "killpg", "getpgid", "setsid", "fork", "pass_fds"),
        *("mkfifo", "symlink_to", "symlink", "hardlink_to", "statvfs", "posix_fallocate", "st_blocks", "pread"),
        *("sched_setaffinity", "sched_getaffinity", "setrlimit", "getrlimit", "AF_UNIX"),
    }
)


def leave_out(items: list[pytest.Item], system: str = os.name) -> None:
    """Mark those that cannot pass on this system, with the names that say why."""
    for item in items:
        if system == "nt" and (names := posix_only(item)):
            item.add_marker(pytest.mark.skip(reason=f"Windows has no {', '.join(names)}"))


def posix_only(item: Any) -> list[str]:
    """What a test, or a fixture it asks for, uses that only POSIX has."""
    fixtures = getattr(item, "_fixtureinfo", None)
    definitions = fixtures.name2fixturedefs.values() if fixtures else ()
    functions = [getattr(item, "function", None), *(one.func for found in definitions for one in found)]
    codes = (one.__code__ for one in functions if isinstance(one, FunctionType))
    return sorted({name for code in codes for name in _names(code)} & _POSIX)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
