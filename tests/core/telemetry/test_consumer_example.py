"""The consumer in the docs does what it says, with nothing of ours but the broker's address."""

from __future__ import annotations

import subprocess
import sys
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samples import crossing, one_of_each
from waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., Any]

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "consumer.py"


def test_the_example_counts_what_the_engine_publishes(telemetry: Make) -> None:
    one = telemetry(mqtt={"port": 0})
    where = one.broker()
    port = where["address"].rsplit(":", 1)[1]
    login = ["--user", where["username"], "--password-file", where["password_file"]]
    process = subprocess.Popen([sys.executable, EXAMPLE, "--port", port, *login], stdout=subprocess.PIPE, text=True)
    heard: list[str] = []
    assert process.stdout is not None
    threading.Thread(target=heard.extend, args=(iter(process.stdout.readline, ""),), daemon=True).start()
    numbers = count(1)

    def counted() -> bool:  # until its subscription is there, events go past it
        one.emit([crossing(next(numbers))])
        return len(heard) >= 3

    try:
        eventually(counted)
        one.emit([one_of_each()[2]])
        eventually(lambda: any("red_light new car" in line for line in heard))
    finally:
        process.kill()
        process.wait()
    assert [line.split()[1:] for line in heard[:3]] == [["cam-1", "all", "car", str(each)] for each in (1, 2, 3)]
