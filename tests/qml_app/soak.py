"""Half an hour of the real app in a minute or two: `soak.py PICTURES ARGUMENTS…` says in JSON what it holds.

Pictures and states come and are shown as fast as they can be, and the pages are gone through all the while. Told are,
after a fifth of the pictures and after all of them, resident bytes, open files and handles, and threads.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import Any

import psutil
from inside import give_up

from qml_app import __main__ as program


def held() -> dict[str, int]:
    gc.collect()
    me = psutil.Process()
    handles = me.num_handles() if hasattr(me, "num_handles") else me.num_fds()
    return {"rss": me.memory_info().rss, "handles": handles, "threads": me.num_threads()}


def main(wanted: int, arguments: list[str]) -> int:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- the program prepares the environment first

    from qml_app import application, camera, reader  # noqa: PLC0415 -- the same

    reader.PACE = reader.SPARING_PACE = 0.0
    reader._FRAME_MS, reader._STATE_SECONDS = 1, 0.02
    leave, show = application._leave, camera.Camera.show
    shown, told = [0], list[dict[str, int]]()

    def count(self: Any, *rest: Any) -> None:
        shown[0] += 1
        show(self, *rest)

    def watch(window: Any, *rest: Any) -> None:
        pages = [page["name"] for page in window.property("_pages")]
        turns = [0]

        def turn() -> None:
            turns[0] += 1
            live = turns[0] % 4  # three quarters of the time where the pictures are
            window.setProperty("page", "live" if live else pages[turns[0] // 4 % len(pages)])
            toured = turns[0] >= len(pages) * 4
            if toured and shown[0] >= (wanted if told else wanted // 5):
                told.append({**held(), "pictures": shown[0]})
            if len(told) == 2:
                print(json.dumps(told), flush=True)  # noqa: T201 -- this program's answer
                leave(window, *rest)
            else:
                QTimer.singleShot(400, turn)

        turn()

    application._leave, camera.Camera.show = watch, count
    return program.main(arguments)


if __name__ == "__main__":
    sys.excepthook = give_up
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
