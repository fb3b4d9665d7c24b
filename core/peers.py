"""Whose connections of this machine are: those of other users make way first where there are too many."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

_TABLE: Final = Path("/proc/net/tcp")
_LOCAL, _REMOTE, _USER = 1, 2, 7  # columns


def makes_way(waiting: Mapping[T, int], port: int, table: Path = _TABLE) -> T:
    """Who of `waiting` goes: one of another user if there is any, drawn by lot.

    Args:
        waiting: connections, and the port each of them comes from; at least one.
        port: ours.
        table: the kernel's, of IPv4; where there is none, all are alike.
    """
    users = _users(port, table)
    strangers = [one for one, other in waiting.items() if users.get(other, _me()) not in (_me(), 0)]
    return random.choice(strangers or [*waiting])  # noqa: S311 -- a lot that needs no secrecy


def _users(port: int, table: Path) -> dict[int, int]:
    """Users by the port their end of a connection to `port` has."""
    try:
        lines = table.read_text("ascii").splitlines()[1:]
    except OSError:
        return {}
    rows = [line.split() for line in lines]
    return {_port(row[_LOCAL]): int(row[_USER]) for row in rows if _port(row[_REMOTE]) == port}


def _port(address: str) -> int:
    return int(address.partition(":")[2], 16)


def _me() -> int:
    return os.geteuid() if os.name == "posix" else 0
