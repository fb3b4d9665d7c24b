"""A week of a counting station in minutes: `week.py FOLDER OPTIONS` lives through it and says in JSON how it went.

Power cuts (its engine and all that it started are killed), steps of its clock, outages of broker and database, a full
disk, a full runtime folder, a camera with moods, and secrets that are changed. Options, as JSON: `cuts`, `seed`, and
`full` (false: a sample that takes seconds).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

_TESTS: Final = Path(__file__).parents[1]
sys.path[1:1] = [str(_TESTS), str(_TESTS / "core" / "telemetry"), str(_TESTS.parent)]

from influx_double import InfluxDouble  # noqa: E402 -- the folders above are ours
from ledger import Ledger, gaps, joined, unshifted  # noqa: E402
from listener import Listener  # noqa: E402
from odd_camera import OddCamera  # noqa: E402
from servers import Mosquitto  # noqa: E402
from shifted import Shifted  # noqa: E402
from station import Station  # noqa: E402
from truth import AGAIN, NOTICED, Judge, Truth  # noqa: E402

from core.settings.models import Settings  # noqa: E402
from core.telemetry import Telemetry  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR: Final = 3_600
_SECONDS: Final = {"noticed": NOTICED + 8.0, "healed": AGAIN + 12.0}  # how long something holds until it was judged
_DISK: Final = {"state": 160, "run": 60}  # MB
_CAMERA: Final = "yard"


class Week:
    """All parts of the drill, in `folder`."""

    def __init__(self, folder: Path, seed: int, *, full: bool) -> None:
        self.folder, self.full = folder, full
        self.home = folder / "home"
        self.chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
        self.disks = full and _mounted(self.home)
        self.camera, self.clock, self.truth = OddCamera(), Shifted(folder), Truth()
        self.judge = Judge(self.truth, _CAMERA)
        self.shifts = {0}
        self.database, self._words = InfluxDouble(), 0
        persistent = ("persistence true", f"persistence_location {folder}/", "max_queued_messages 0")
        self.broker = Mosquitto(folder, {"engine": "word-0", "reader": "reader"}, persistent)
        self.broker.start()
        self.listener = Listener(self.broker.port, user=("reader", "reader"))
        self._secret("word-0", "writer")
        config = folder / "week.json"  # JSON is YAML
        config.write_text(json.dumps(self._config()))
        environment = {**os.environ, **self.clock.environment, "SMART_INTERSECTION_HOME": str(self.home)}
        environment["PYTHONPATH"] = str(_TESTS.parent)
        self.station = Station(config, folder / "engine.log", environment, lambda word: self.truth.is_now(engine=word))
        self.ledger = Ledger(self.home / "state" / "journal.sqlite")
        self.truth.is_now(engine="off", camera="good", broker="up", database="up", disk="free", runtime="free")
        self._watcher = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("status_watch.py"))], env=environment, stdout=subprocess.PIPE
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _config(self) -> dict[str, Any]:
        lines = [{"id": "middle", "points": [[0.5, 0.05], [0.5, 0.95]]}]
        yard = {"id": _CAMERA, "source": self.camera.address, "scene": {"units": "relative", "lines": lines}}
        secret = {"username": "engine", "password_file": str(self.folder / "password")}
        mqtt = {"host": "127.0.0.1", "port": self.broker.port, **secret}
        influx = {"url": self.database.url, "token_file": str(self.folder / "token"), "flush_seconds": 0.2}
        simulated = {"id": "sim", "source": "simulator:crossroads?seed=3", "detector": {"model": "ground-truth"}}
        cameras = [yard, simulated] if self.full else [yard]
        every = {"detection_interval": 0.5, "performance_interval": 2, "occupancy_interval": 2}
        return {
            "site": "week",
            "timezone": "Europe/Berlin",
            "cameras": cameras,
            "telemetry": {"profile": "remote", "mqtt": mqtt, "influx": influx, **every},
        }

    def _secret(self, password: str, token: str) -> None:
        for name, word in (("password", password), ("token", token)):
            (self.folder / name).write_text(word)
            (self.folder / name).chmod(0o600)

    def _listen(self) -> None:
        for line in self._watcher.stdout or ():
            self.judge.hear(json.loads(line), time.monotonic())

    # What happens

    def power_cut(self, dark: float = 0.3) -> None:
        self.station.power_cut()
        self.ledger.read()
        time.sleep(dark)
        self.station.boot()

    def counting(self) -> None:
        """Wait until the camera is told to have been watched since now; the time is a limit against hanging."""
        self.ledger.read()
        before, deadline = len(self.ledger.watched(_CAMERA)), time.monotonic() + 120
        while len(self.ledger.watched(_CAMERA)) == before:
            if time.monotonic() > deadline:
                raise SystemExit("nothing is counted")
            time.sleep(0.2)
            self.ledger.read()

    def clock_set(self, seconds: int) -> None:
        self.ledger.read()
        self.shifts.add(seconds)
        self.clock.set(seconds)

    def mood(self, mood: Any, seconds: float) -> None:
        self.camera.mood = mood
        self.truth.is_now(camera=mood)
        time.sleep(seconds)
        self.camera.mood = "good"
        self.truth.is_now(camera="good")

    def broker_outage(self, seconds: float) -> None:
        self.broker.stop()
        self.truth.is_now(broker="down")
        time.sleep(seconds)
        self.broker.start()
        self.truth.is_now(broker="up")

    def database_outage(self, seconds: float) -> None:
        stored, tokens, port = self.database.bucket, self.database.tokens, self.database.port
        self.database.close()
        self.truth.is_now(database="down")
        time.sleep(seconds)
        self.database = InfluxDouble(port=port)
        self.database.bucket, self.database.tokens = stored, tokens
        self.truth.is_now(database="up")

    def secrets_changed(self, late: float) -> None:
        """First where they are checked, then where they are kept."""
        self._words += 1
        password, token = f"word-{self._words}", f"writer-{self._words}"
        self.database.tokens = {token: "write"}
        passwords = self.folder / "passwords"
        subprocess.run(["mosquitto_passwd", "-b", passwords, "engine", password], check=True)
        self.broker.stop()
        self.broker.start()
        self.truth.is_now(broker="locked", database="locked")
        time.sleep(late)
        self._secret(password, token)
        self.truth.is_now(broker="up", database="up")

    def disk_full(self, name: str, seconds: float) -> None:
        """Of the state or the runtime folder; nothing but a little is left for a while."""
        ballast, fact = self.home / name / "ballast", "disk" if name == "state" else "runtime"
        with ballast.open("wb", buffering=0) as file:
            while _written(file):
                pass
        if name == "run":  # small things go on: what has no room are the pictures
            os.truncate(ballast, ballast.stat().st_size - 1_000_000)
            self.station.power_cut()
            self.station.boot()
        self.truth.is_now(**{fact: "full"})
        time.sleep(seconds)
        ballast.unlink()
        self.truth.is_now(**{fact: "free"})

    # How it ends

    def end(self, began: float) -> dict[str, Any]:
        """Deliver what waits, and compare."""
        self.station.shut()
        self._watcher.kill()
        self._watcher.wait()
        self.ledger.read()
        settings = Settings.model_validate(self._config())
        rest = Telemetry(settings, self.home / "state")
        rest.start()
        self._drained(rest)
        stats = rest.stats()
        rest.close(0.0)
        report = {**self._report(began), "set_aside": [sink["set_aside"] for sink in stats["sinks"].values()]}
        report["dropped"] = stats["journal"]["dropped"]
        self.listener.close()
        self.broker.stop()
        self.database.close()
        self.camera.close()
        return report

    def _drained(self, rest: Telemetry) -> None:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            waiting = any(sink["backlog"] for sink in rest.stats()["sinks"].values())
            if not waiting and not self.ledger.lost_at_broker(self.listener.heard):
                return
            time.sleep(0.2)

    def _report(self, began: float) -> dict[str, Any]:
        missing, more, other = self.database_compared()
        told, measured = self._gaps(began)
        return {
            "events": len(self.ledger.rows),
            "lost_at_broker": len(self.ledger.lost_at_broker(self.listener.heard)),
            "database": {"missing": missing, "more": more, "other": other},
            "longest_gap": {"told": told, "measured": measured},
            "false": self.judge.false,
            "answers": self.judge.answers,
            "ended_by_themselves": self.station.ends,
            "mounted": self.disks,
        }

    def database_compared(self) -> tuple[int, int, int]:
        return self.ledger.database(self.database.bucket)

    def _gaps(self, began: float) -> tuple[float, float]:
        now = time.time()
        ends = [
            (unshifted(begin, self.shifts, began, now), unshifted(end, self.shifts, began, now))
            for begin, end in self.ledger.watched(_CAMERA)
        ]
        known = [(begin, end) for begin, end in ends if begin is not None and end is not None]
        told = max((gap.seconds for gap in gaps(known)), default=0.0)
        measured = max((gap.seconds for gap in gaps(joined(self.camera.sent))), default=0.0)
        return round(told, 2), round(measured, 2)


def _written(file: Any) -> bool:
    try:
        return bool(file.write(bytes(1 << 16)))
    except OSError:
        return False


def _mounted(home: Path) -> bool:
    """Small disks for state and runtime folder, if this process may mount (it has a view of its own, see the test)."""
    for name, size in _DISK.items():
        folder = home / name
        folder.mkdir(parents=True)
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=700", "tmpfs", folder], check=False
        ).returncode:
            return False
    return True


def sample(week: Week) -> None:
    """Seconds of it."""
    week.station.boot()
    week.counting()
    week.clock_set(-HOUR)
    week.broker_outage(0.5)
    week.power_cut()
    week.counting()
    week.clock_set(0)


def whole(week: Week, cuts: int) -> None:
    """All of it; each day begins with some power cuts, and goes on with something that lasts."""
    noticed, healed = _SECONDS["noticed"], _SECONDS["healed"]
    dst = int(datetime(2026, 10, 25, 0, 59, 40, tzinfo=UTC).timestamp() - time.time())
    days = _days(week, noticed, healed, dst)
    week.station.boot()
    for number, day in enumerate(days):
        for _ in range(cuts * (number + 1) // len(days) - cuts * number // len(days)):
            time.sleep(week.chance.uniform(0.5, 8.0))
            week.power_cut(week.chance.uniform(0.0, 2.0))
        time.sleep(noticed)
        for step in day:
            step()
    time.sleep(healed)


def _days(week: Week, noticed: float, healed: float, dst: int) -> list[list[Any]]:
    def clocks(*seconds: int) -> Iterator[Any]:
        for one in seconds:
            yield lambda one=one: week.clock_set(one)
            yield lambda: time.sleep(noticed)

    full = [lambda: week.disk_full("state", noticed), lambda: week.disk_full("run", noticed)] if week.disks else []
    return [
        [lambda: week.mood("frozen", noticed + 12), *clocks(-HOUR, 0)],
        [lambda: week.broker_outage(noticed), lambda: week.mood("slow", noticed), lambda: time.sleep(healed)],
        [lambda: week.database_outage(noticed), *clocks(HOUR, 0)],
        [lambda: week.mood("garbage", noticed), *clocks(dst), *clocks(0), *full],
        [lambda: week.secrets_changed(noticed), lambda: time.sleep(healed)],
        [lambda: week.mood("silent", noticed), *clocks(-26 * 365 * 24 * HOUR, 0)],
        [lambda: week.mood("away", noticed)],
    ]


def main(folder: Path, options: dict[str, Any]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began = time.time()
    week = Week(folder, options.get("seed", 7), full=options.get("full", False))
    try:
        if week.full:
            whole(week, options.get("cuts", 50))
        else:
            sample(week)
        print(json.dumps(week.end(began)))  # noqa: T201 -- this program's answer
    finally:
        week.station.power_cut()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(sys.argv[2])))
