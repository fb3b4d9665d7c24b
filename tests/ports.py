"""Ports for servers of tests: nobody else is given them, also while a server that was killed is down.

A port the system picks comes from the range it takes the near end of every outgoing connection from, and the one that
the next `bind(0)` is answered with; a service that restarts would find it taken now and then. These lie below that
range (Linux 32768, others 49152), are given once in a process, and each process begins somewhere else.
"""

from __future__ import annotations

import os
import socket
from itertools import count
from typing import Final

_FIRST, _LAST = 12_000, 32_000
_STRIDE: Final = 7_919  # a prime: processes that start one after the other begin far apart
_steps: Final = count(os.getpid() * _STRIDE)


def free_port() -> int:
    """One that nobody holds now and that this process has not given before."""
    while True:
        port = _FIRST + next(_steps) % (_LAST - _FIRST)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port


def free_ports(number: int) -> list[int]:
    """So many different ones."""
    return [free_port() for _ in range(number)]
