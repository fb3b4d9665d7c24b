"""Where a wizard's setup takes its files from: doubles of InfluxDB and Grafana; the broker is the machine's own."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "doubles"))

import genuine
from packing import Mirror, pack

__all__ = ["BROKER", "PORTS", "Mirror", "pack"]

#: What a local setup asks a port for.
PORTS = ("mosquitto", "influxdb", "grafana", "evidence")

#: None where a whole setup cannot be tested; Windows starts no doubles, which are scripts, by their first line.
BROKER = (
    None
    if os.name == "nt" and not genuine.releases()
    else shutil.which("mosquitto", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")))
)
