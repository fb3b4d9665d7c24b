"""Where a wizard's setup takes its files from: doubles of InfluxDB and Grafana; the broker is the machine's own."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "doubles"))

from packing import Mirror, pack

__all__ = ["BROKER", "Mirror", "free_ports", "pack"]

#: None where a whole setup cannot be tested; Windows starts no doubles, which are scripts, by their first line.
BROKER = (
    None
    if os.name == "nt"
    else shutil.which("mosquitto", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))
)


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
