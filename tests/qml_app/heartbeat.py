"""Runs the real app under a strain and says in JSON what the longest hold-up of its window's thread was, milliseconds.

`heartbeat.py STRAIN ARGUMENTS…`. A timer beats every 5 ms. A hold-up is the time between two beats less the time for
which the thread was ready and the machine's processors were with others, where the system tells that (Linux): what is
left is what the app itself made the window wait for, working, for a lock or for a file.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from inside import give_up

from qml_app import __main__ as program

PERIOD = 0.005
#: Made in the state's folder once the database was asked, and for how many seconds it is waited for in vain.
ASKED, SILENCE = "asked", 3.0
MODELS: dict[str, Any] = {}  # the view models, by their names in QML
FLOOD = """
import json, sys, time
for index in range(4_000):
    for key in ("mosquitto", "influxdb", "grafana"):
        line = {"event": "bytes", "what": key, "done": index * 65536, "total": 4000 * 65536}
        sys.stdout.write(json.dumps(line) + "\\n")
    if index % 40 == 0:
        sys.stdout.flush()
        time.sleep(0.01)
"""


class Heart:
    """Beats in the window's thread."""

    def __init__(self) -> None:
        self.thread = threading.get_native_id()
        self.longest = 0.0
        self.beats = 0
        self.before = self.now()

    def now(self) -> tuple[float, float]:
        """Seconds on the clock, and seconds spent ready to run without a processor."""
        try:
            waited = int(Path(f"/proc/self/task/{self.thread}/schedstat").read_text().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            waited = 0.0
        return time.perf_counter(), waited

    def beat(self) -> None:
        now = self.now()
        gap = (now[0] - self.before[0]) - (now[1] - self.before[1]) - PERIOD
        self.longest = max(self.longest, gap)
        self.beats += 1
        self.before = now


def strain(name: str, window: Any) -> Any:
    """Begin the strain; what is returned says whether it is over."""
    began = time.monotonic()
    if name == "journal":
        traffic = MODELS["traffic"]
        traffic.period = "day"
        window.setProperty("page", "traffic")
        return lambda: traffic.status == "ready"
    if name == "database":
        asked = Path(sys.argv[sys.argv.index("--state") + 1]) / ASKED
        asked.unlink(missing_ok=True)
        window.setProperty("page", "traffic")
        return lambda: asked.exists() and time.time() - asked.stat().st_mtime > SILENCE
    if name == "service":
        services = MODELS["services"]
        window.setProperty("page", "services")
        asked: list[bool] = []

        def hung() -> bool:
            if not asked and services.managed.rows:
                services.stopService("helper")
                asked.append(True)
            return bool(asked) and not services._doing

        return hung
    if name == "setup":
        from qml_app.setup_rows import Run  # noqa: PLC0415 -- Qt comes after the environment is prepared

        setup = MODELS["setup"]
        setup._step, setup._runs["result"] = "result", Run()
        setup._process._process.start(sys.executable, ["-c", FLOOD])
        return lambda: not setup._process.running
    if name == "pages":
        pages = ["traffic", "violations", "services", "setup", "settings", "live"]

        def all_seen() -> bool:
            if pages:
                window.setProperty("page", pages.pop(0))
            return not pages

        return all_seen
    return lambda: time.monotonic() - began > 4  # a camera that stalls, or nothing


def main(name: str, arguments: list[str]) -> int:
    from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415 -- the same

    from qml_app import application  # noqa: PLC0415 -- the same

    leave, load = application._leave, application._load

    def remember(engine: Any, models: Any, options: Any) -> Any:
        MODELS.update(models)
        return load(engine, models, options)

    def begin(window: Any, *rest: Any) -> None:
        if MODELS["monitor"].status != "running":
            QTimer.singleShot(100, lambda: begin(window, *rest))
            return
        QTimer.singleShot(1_500, lambda: watch(window, *rest))  # the start is over

    def watch(window: Any, *rest: Any) -> None:
        if (
            name == "setup" and window.property("page") != name
        ):  # a page that is made for the first time is another story
            window.setProperty("page", name)
            QTimer.singleShot(1_500, lambda: watch(window, *rest))
            return
        over, heart, timer = strain(name, window), Heart(), QTimer(window)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(heart.beat)
        timer.start(round(PERIOD * 1000))

        def done() -> None:
            if not over():
                QTimer.singleShot(100, done)
                return
            told = {"longest": round(heart.longest * 1000, 1), "beats": heart.beats}
            print(json.dumps(told), flush=True)  # noqa: T201 -- this program's answer
            leave(window, *rest)

        QTimer.singleShot(500, done)

    application._leave, application._load = begin, remember
    return program.main(arguments)


if __name__ == "__main__":
    sys.excepthook = give_up
    sys.exit(main(sys.argv[1], sys.argv[2:]))
