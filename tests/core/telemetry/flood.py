"""A process that emits numbered crossings of several cameras until it is killed. Started by the drills.

Arguments: folder of the journal, first number, events a second, settings as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

import structlog
from samples import crossing, settings

from core.telemetry import Telemetry

CAMERAS = ("cam-1", "cam-2", "cam-3")


def main(folder: str, first: str, rate: str, options: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # what is printed is for the drill
    telemetry = Telemetry(settings(**json.loads(options)), Path(folder))
    telemetry.start()
    print("started", flush=True)  # noqa: T201 -- the drill waits for it
    number, began = int(first), time.perf_counter()
    while True:
        due = int(first) + int((time.perf_counter() - began) * float(rate))
        telemetry.emit([crossing(each, CAMERAS[each % 3]) for each in range(number, due)])
        number = due
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
