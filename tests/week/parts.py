"""What takes part in the drill: station, clock, camera, broker, its subscriber, database, and who asks for status."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from influx_double import InfluxDouble
from ledger import Ledger
from listener import Listener
from looked import Looked
from odd_camera import OddCamera
from servers import Mosquitto
from shifted import Shifted
from station import Station
from truth import AGAIN, NOTICED, Judge, Truth

CAMERA: Final = "yard"
_ROOT: Final = Path(__file__).parents[2]
_DISKS: Final = {"home/state": 160, "home/run": 60, "/dev/shm": 1_000}  # noqa: S108 -- MB; nobody else's then


class Parts:
    """All of them, in `folder`, running but for the engine.

    Args:
        folder: for all that they write.
        seed: of all that is left to chance.
        slack: how many times as long as usual it may take until `status` knows something.
        full: with a second camera.
        apart: this process has a view of the file systems of its own; it mounts small disks in it.

    Attributes:
        disks: whether it could: for state, for what lives while the engine runs, and for shared memory.
        shifts: by how much the clock was ever ahead, seconds.
    """

    def __init__(self, folder: Path, seed: int, slack: float, *, full: bool, apart: bool) -> None:
        self.folder, self.home, self.full = folder, folder / "home", full
        self.chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
        self.disks = apart and _mounted(folder)
        self.camera, self.clock, self.truth = OddCamera(), Shifted(folder), Truth()
        self.shifts = {0}
        self.database = InfluxDouble()
        persistent = ("persistence true", f"persistence_location {folder}/", "max_queued_messages 0")
        self.broker = Mosquitto(folder, {"engine": "word-0", "reader": "reader"}, persistent)
        self.broker.start()
        self.listener = Listener(self.broker.port, user=("reader", "reader"))
        self.secrets("word-0", "writer")
        config = folder / "week.json"  # JSON is YAML
        config.write_text(json.dumps(self.config()))
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        environment = {**os.environ, **self.clock.environment, "PYTHONPATH": str(_ROOT)}
        environment |= {"SMART_INTERSECTION_HOME": str(self.home), "TMPDIR": str(self.scratch)}
        os.environ["SMART_INTERSECTION_HOME"] = str(self.home)  # what is looked at here is looked at there
        self.station = Station(config, environment, self.truth)
        self.looked = Looked(self.home / "run", CAMERA)
        self.ledger = Ledger(self.home / "state" / "journal.sqlite")
        self.judge = Judge(self.truth, CAMERA, slack * NOTICED, slack * AGAIN)
        self.truth.is_now(engine="off", camera="good", broker="up", database="up", disk="free", runtime="free")
        watch = [sys.executable, str(Path(__file__).with_name("status_watch.py"))]
        self.watcher = subprocess.Popen(watch, env=environment, stdout=subprocess.PIPE)
        threading.Thread(target=self._listen, daemon=True).start()

    def config(self) -> dict[str, Any]:
        """What the engine runs on."""
        lines = [{"id": "middle", "points": [[0.5, 0.05], [0.5, 0.95]]}]
        yard = {"id": CAMERA, "source": self.camera.address, "scene": {"units": "relative", "lines": lines}}
        secret = {"username": "engine", "password_file": str(self.folder / "password")}
        mqtt = {"host": "127.0.0.1", "port": self.broker.port, **secret}
        influx = {"url": self.database.url, "token_file": str(self.folder / "token"), "flush_seconds": 0.2}
        simulated = {"id": "sim", "source": "simulator:crossroads?seed=3", "detector": {"model": "ground-truth"}}
        every = {"detection_interval": 0.5, "performance_interval": 2, "occupancy_interval": 2}
        return {
            "site": "week",
            "timezone": "Europe/Berlin",
            "cameras": [yard, simulated] if self.full else [yard],
            "telemetry": {"profile": "remote", "mqtt": mqtt, "influx": influx, **every},
        }

    def secrets(self, password: str, token: str) -> None:
        """Put them where the engine reads them."""
        for name, word in (("password", password), ("token", token)):
            (self.folder / name).write_text(word)
            (self.folder / name).chmod(0o600)

    def _listen(self) -> None:
        for line in self.watcher.stdout or ():
            self.judge.hear(json.loads(line), time.monotonic())

    def close(self) -> None:
        """End all that still runs."""
        self.station.close()
        self.looked.close()
        self.watcher.kill()
        self.watcher.wait()
        self.listener.close()
        self.broker.stop()
        self.camera.close()


def _mounted(folder: Path) -> bool:
    for name, size in _DISKS.items():
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        options = ["-t", "tmpfs", "-o", f"size={size}m,mode=700"]
        if subprocess.run(["mount", *options, "tmpfs", place], check=False, capture_output=True).returncode:
            return False
    return True
