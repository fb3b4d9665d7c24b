"""Runs the real app on one page, deals it or its engine a blow, and says in JSON what the window said and when.

`says.py PAGE BLOW SECONDS ARGUMENTS…`. BLOW is `none`, `reader`, `worker` (that of the page), `PID:SIGNAL`, or a file
that is written: `write:FILE:TEXT`. The answer is a list of moments: seconds since the blow, the header's level, each
camera's status, the newest notifications, and whether anything else than the rail says Live.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from inside import give_up
from look import texts

from qml_app import __main__ as program

PERIOD_MS = 200
_RAIL = 2  # its button and the word on it
MODELS: dict[str, Any] = {}


def fail(*_: Any) -> None:
    raise ZeroDivisionError("a blow")


def workers(page: str) -> list[Any]:
    """The threads that look for a page."""
    from qml_app import workers as all_of_them  # noqa: PLC0415 -- Qt comes after the environment is prepared

    names = {
        "live": {"pictures"},
        "traffic": {"counts", "movements", "speeds", "spot_speeds", "occupancy"},
        "violations": {"violations"},
        "services": {"services"},
        "setup": {"setup"},
        "settings": {"settings"},
    }[page]
    return [one for one in all_of_them._WORKERS if one.name in names]


def blow(what: str, page: str) -> None:
    if what in {"reader", "worker"}:
        for one in workers("live" if what == "reader" else page):
            one.turn = fail
            one.hurry() if hasattr(one, "hurry") else None
    elif what.startswith("write:"):
        _, file, text = what.split(":", 2)
        Path(file).write_text(text, "utf-8")
    elif what != "none":
        pid, number = what.split(":")
        os.kill(int(pid), int(number))


def mend(page: str) -> None:
    for one in (*workers("live"), *workers(page)):
        one.__dict__.pop("turn", None)


def moment(window: Any, began: float) -> dict[str, Any]:
    monitor, said = MODELS["monitor"], list(texts(window.contentItem()))
    return {
        "at": time.monotonic() - began,
        "status": monitor.status,
        "level": monitor.level,
        "cameras": {row[0]: row[1].status for row in monitor.cameras.rows},
        "rows": {row[0]: row[2] for row in monitor.services.rows},
        "notifications": [row[2:6] for row in MODELS["notifications"].rows.rows],
        "running": "Engine running" in said,
        "live": said.count("Live") > _RAIL,
    }


def main(page: str, what: str, seconds: float, arguments: list[str]) -> int:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- Qt comes after the environment is prepared

    from qml_app import application  # noqa: PLC0415 -- the same

    leave, load = application._leave, application._load
    found: list[dict[str, Any]] = []

    def remember(engine: Any, made: dict[str, Any], options: Any) -> Any:
        MODELS.update(made)
        return load(engine, made, options)

    def begin(window: Any, *rest: Any) -> None:
        """Not before the engine is seen."""
        if MODELS["monitor"].status != "running":
            QTimer.singleShot(PERIOD_MS, lambda: begin(window, *rest))
            return
        QTimer.singleShot(2_000, lambda: deal(window, *rest))

    def deal(window: Any, *rest: Any) -> None:
        began = time.monotonic()
        before = moment(window, began)
        if not (before["running"] and before["level"] == "ok"):  # a busy machine: the stand-in has no time to say so
            begin(window, *rest)
            return
        found.append(before)
        blow(what, page)
        watch(window, began, rest)

    def watch(window: Any, began: float, rest: Any, *, mended: bool = False) -> None:
        now = moment(window, began)
        found.append({**now, "mended": mended})
        over = now["at"] > seconds
        if over and not mended and what in {"reader", "worker"}:
            mend(page)
            mended, over = True, False
        if over and (not mended or now["at"] > 4 * seconds or MODELS["monitor"].level == "ok"):
            print(json.dumps(found), flush=True)  # noqa: T201 -- this program's answer
            leave(window, *rest)
            return
        QTimer.singleShot(PERIOD_MS, lambda: watch(window, began, rest, mended=mended))

    application._load, application._leave = remember, begin
    return program.main([*arguments, "--page", page])


if __name__ == "__main__":
    sys.excepthook = give_up
    sys.exit(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4:]))
