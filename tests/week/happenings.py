"""What happens to a station in a week; each returns when it is over."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import psutil
from influx_double import InfluxDouble
from parts import CAMERA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from odd_camera import Mood
    from parts import Parts

_HANGS: Final = 600.0  # seconds: a limit against hanging, no measurement
_ORPHANS: Final = 20.0  # seconds after which nothing that a killed engine had started runs on
_SMALL: Final = 1_000_000  # bytes left in a runtime folder that has no room for pictures


def counting(parts: Parts) -> None:
    """Wait until the camera is told to have been watched since now."""
    parts.ledger.read()
    before = len(parts.ledger.watched(CAMERA))

    def more() -> bool:
        parts.ledger.read()
        return len(parts.ledger.watched(CAMERA)) > before

    if not _until(more):
        raise SystemExit("nothing is counted")


def power_cut(parts: Parts, dark: float = 0.3) -> None:
    """Engine and all that it started are killed at once; the power comes back after `dark` seconds."""
    parts.station.power_cut()
    parts.ledger.read()
    time.sleep(dark)
    parts.station.boot()


def power_cut_with_memory_made(parts: Parts) -> None:
    """In the instant in which a decoder has made memory for pictures and nobody looks at it yet."""
    parts.station.power_cut()
    before = set(shared_memory())
    parts.station.boot()
    _until(lambda: set(shared_memory()) - before, 0.002)
    power_cut(parts)


def engine_killed(parts: Parts) -> list[str]:
    """The engine alone is killed, and its supervisor starts another one; which of its children run on."""
    children = parts.station.engine_killed()
    _, alive = psutil.wait_procs(children, timeout=_ORPHANS)
    parts.ledger.read()
    return [" ".join(_command(one)) for one in alive]


def clock_set(parts: Parts, ahead: int) -> None:
    """So many seconds ahead of what it should be."""
    parts.ledger.read()
    parts.shifts.add(ahead)
    parts.clock.set(ahead)


def mood(parts: Parts, one: Mood, seconds: float) -> None:
    """The camera is in a mood for a while."""
    parts.camera.mood = one
    parts.truth.is_now(camera=one)
    time.sleep(seconds)
    parts.camera.mood = "good"
    parts.truth.is_now(camera="good")


def broker_outage(parts: Parts, seconds: float) -> None:
    """Nobody answers at the broker's port for a while."""
    parts.broker.stop()
    parts.truth.is_now(broker="down")
    time.sleep(seconds)
    parts.broker.start()
    parts.truth.is_now(broker="up")


def database_outage(parts: Parts, seconds: float) -> None:
    """The same for the database, which keeps what it has."""
    before = parts.database
    before.close()
    parts.truth.is_now(database="down")
    time.sleep(seconds)
    parts.database = InfluxDouble(port=before.port)
    parts.database.bucket, parts.database.tokens = before.bucket, before.tokens
    parts.truth.is_now(database="up")


def secrets_changed(parts: Parts, late: float) -> None:
    """Password and token: first where they are checked, and after a while where the engine finds them."""
    password, token = f"word-{time.monotonic()}", f"writer-{time.monotonic()}"
    parts.database.tokens = {token: "write"}
    subprocess.run(["mosquitto_passwd", "-b", parts.folder / "passwords", "engine", password], check=True)
    parts.broker.stop()
    parts.broker.start()
    parts.truth.is_now(broker="locked", database="locked")
    time.sleep(late)
    parts.secrets(password, token)
    parts.truth.is_now(broker="up", database="up")


def state_full(parts: Parts, seconds: float) -> None:
    """Nothing more can be written to the disk of the journal for a while."""
    ballast = _filled(parts.home / "state")
    parts.truth.is_now(disk="full")
    time.sleep(seconds)
    ballast.unlink()
    parts.truth.is_now(disk="free")


def runtime_full(parts: Parts, seconds: float) -> None:
    """The station begins where small files have room in the runtime folder, and pictures have none."""
    parts.station.power_cut()
    ballast = _filled(parts.home / "run")
    os.truncate(ballast, ballast.stat().st_size - _SMALL)
    parts.truth.is_now(runtime="full")
    parts.station.boot()
    time.sleep(seconds)
    counting(parts)
    ballast.unlink()
    parts.truth.is_now(runtime="free")


def shared_memory() -> list[str]:
    """Names in the folder of shared memory."""
    with suppress(OSError):
        return sorted(os.listdir("/dev/shm"))  # noqa: PTH208, S108 -- read as fast as can be; not written
    return []


def _filled(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(1 << 12)):
            pass
    return ballast


def _until(holds: Callable[[], Any], pause: float = 0.2) -> bool:
    deadline = time.monotonic() + _HANGS
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(pause)
    return False


def _command(process: psutil.Process) -> list[str]:
    with suppress(psutil.Error):
        return process.cmdline()
    return []
