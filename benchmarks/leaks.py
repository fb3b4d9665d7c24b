"""Does an engine that runs for long hold more and more? Slopes of what it holds, with their intervals.

    python -m benchmarks.leaks [--cameras 1 4 8] [--minutes 10] [--warm-up 6]

For each number of cameras a whole engine with the motion detector, its embedded broker, journal and live pictures looks
at cameras over HTTP, served here: 20 s of the simulated intersection again and again, five pictures a second. Every
five seconds the engine and its decoders are looked at. After the warm-up, in which caches of a bounded size fill, the
samples become ten means, one for each tenth of the time, so that neighbours hardly depend on each other; a line through
them has a slope, and Student's t with eight degrees of freedom its 95 % interval. A leak is a slope whose interval lies
above zero.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np
import psutil

from core.simulator import Crossroads

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY: Final = 5.0  # seconds
_MEANS: Final = 10
_T: Final = 2.306  # Student's t: 97.5 % with eight degrees of freedom
_MAPPED: Final = re.compile(r"^(\w+)-(\w+) .* (\d+) +/dev/shm/", re.MULTILINE)
_OWN: Final = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)
_LINE: Final = {"units": "relative", "lines": [{"id": "middle", "points": [[0.5, 0.0], [0.5, 1.0]]}]}
_OFTEN: Final = {"detection_interval": 0.2, "performance_interval": 1}
_RATE: Final = 5  # pictures a second
_SIZE: Final = (640, 360)
_PART: Final = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n"


class Held(NamedTuple):
    """What an engine and its decoders hold together at a moment."""

    resident: float  # MB, with what is mapped of files and shared
    own: float  # MB of it that is nobody else's and of no file
    descriptors: float
    threads: float
    shared: float  # MB of /dev/shm


class Slope(NamedTuple):
    """Change an hour, and half the width of its 95 % interval."""

    hourly: float
    margin: float

    @property
    def leaks(self) -> bool:
        """Whether it surely grows."""
        return self.hourly > self.margin


def slope(values: list[float], every: float) -> Slope:
    """Of a line through the means of the tenths of `values`, which lie `every` seconds apart."""
    size = len(values) // _MEANS
    means = [statistics.fmean(values[at * size : (at + 1) * size]) for at in range(_MEANS)]
    hours = [at * size * every / 3600.0 for at in range(_MEANS)]
    line = statistics.linear_regression(hours, means)
    rest = sum((mean - line.intercept - line.slope * hour) ** 2 for mean, hour in zip(means, hours, strict=True))
    spread = sum((hour - statistics.fmean(hours)) ** 2 for hour in hours)
    return Slope(line.slope, _T * (rest / (_MEANS - 2) / spread) ** 0.5)


def held(engine: psutil.Process) -> Held:
    """Look at it and at what it started."""
    family = [engine, *engine.children(recursive=True)]
    resident, own, descriptors, threads, shared = 0, 0, 0, 0, dict[str, int]()
    for one in family:
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            resident += one.memory_info().rss
            own += _own(one.pid)
            descriptors += one.num_fds()
            threads += one.num_threads()
            shared |= _mapped(one.pid)
    return Held(resident / 1e6, own / 1e6, descriptors, threads, sum(shared.values()) / 1e6)


def _own(pid: int) -> int:
    """Bytes of anonymous memory; Linux tells KiB."""
    return int(_OWN.findall(Path(f"/proc/{pid}/status").read_text())[0]) * 1024


def _mapped(pid: int) -> dict[str, int]:
    """Bytes of shared memory by inode: two processes that look at one ring hold one."""
    found = _MAPPED.findall(Path(f"/proc/{pid}/maps").read_text())
    return {inode: int(end, 16) - int(start, 16) for start, end, inode in found}


def watch(cameras: int, seconds: float, warm_up: float, every: float = _EVERY) -> list[Held]:
    """Run an engine with so many cameras, and look at it after its warm-up; the samples.

    Raises:
        SystemExit: it ended by itself.
    """
    with tempfile.TemporaryDirectory() as folder, _served() as address:
        config = Path(folder) / "config.json"  # JSON is YAML
        views = [{"id": f"c{number}", "source": address, "scene": _LINE} for number in range(cameras)]
        telemetry = {"profile": "embedded", "mqtt": {"port": 0}, **_OFTEN}
        config.write_text(json.dumps({"site": "leaks", "cameras": views, "telemetry": telemetry}))
        command = [sys.executable, "-m", "bootstrap.cli", "run", "--config", str(config), "--realtime"]
        environment = {**os.environ, "SMART_INTERSECTION_HOME": str(Path(folder) / "home")}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                return _samples(process, seconds, warm_up, every)
            finally:
                process.send_signal(signal.SIGTERM)


@contextmanager
def _served() -> Iterator[str]:
    """A camera's address, for as many viewers as come."""
    world, pictures = Crossroads(seed=1), list[bytes]()
    width, height = world.size
    picture = np.empty((height, width, 3), np.uint8)
    for _ in range(20 * _RATE):
        for _ in range(round(world.fps / _RATE)):
            world.step()
        world.render(picture)
        pictures.append(bytes(cv2.imencode(".jpg", cv2.resize(picture, _SIZE))[1]))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=part")
            self.end_headers()
            with suppress(OSError):
                for data in itertools.cycle(pictures):
                    self.wfile.write(_PART % (len(data), data))
                    time.sleep(1.0 / _RATE)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _samples(process: subprocess.Popen[bytes], seconds: float, warm_up: float, every: float) -> list[Held]:
    engine, found = psutil.Process(process.pid), list[Held]()
    begin = time.monotonic() + warm_up
    for number in range(int(seconds / every)):
        time.sleep(max(0.0, begin + number * every - time.monotonic()))
        if process.poll() is not None:
            raise SystemExit(f"the engine ended with {process.returncode}")
        found.append(held(engine))
    return found


def row(cameras: int, samples: list[Held], every: float = _EVERY) -> str:
    """A line of the table: for each thing its mean and its slope."""
    cells = []
    for values in zip(*samples, strict=True):
        one = slope(list(values), every)
        sign = " LEAKS" if one.leaks else ""
        cells.append(f"{statistics.fmean(values):.1f}; {one.hourly:+.2f} ± {one.margin:.2f}/h{sign}")
    return f"| {cameras} | {' | '.join(cells)} |"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cameras", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--warm-up", type=float, default=6.0, help="minutes before the first sample")
    options = parser.parse_args()
    print(
        "| cameras | resident MB | anonymous MB | descriptors | threads | shared memory MB |\n|---|---|---|---|---|---|"
    )
    for number in options.cameras:
        print(row(number, watch(number, options.minutes * 60, options.warm_up * 60)), flush=True)


if __name__ == "__main__":
    main()
