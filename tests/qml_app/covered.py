"""Puts five bulletins into the real app, visits every page, and says in JSON which buttons they leave free.

`covered.py FOLDER ARGUMENTS…`: pictures are FOLDER/toasts-PAGE.png.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from inside import give_up
from tour import SETTLING_MS, is_reading, name_of, operated, visible

from qml_app import __main__ as program

LONG = "connection refused by 127.0.0.1:8086, which is the address of a service that setup has installed here"


def rectangle(item: Any) -> Any:
    from PySide6.QtCore import QRectF  # noqa: PLC0415 -- Qt comes after the environment is prepared

    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def toasts(window: Any) -> list[Any]:
    found = [item for item in visible(window.contentItem()) if of(item, "Toast")]
    # As many as the window has room for, at most three; the rest is a count.
    assert 1 <= len(found) <= 3, [item.metaObject().className() for item in found]
    # In the top bar: they cost no page any room, and end where the engine's state begins.
    bar = next(item for item in visible(window.contentItem()) if of(item, "TopBar"))
    pill = next(item for item in visible(bar) if of(item, "StatusPill"))
    for toast in found:
        assert rectangle(bar).contains(rectangle(toast))
        assert not rectangle(pill).intersects(rectangle(toast))
        assert toast.width() > 160
    return found


def of(item: Any, kind: str) -> bool:
    return bool(item.metaObject().className().startswith(f"{kind}_"))


def free(window: Any) -> list[str]:
    over = toasts(window)
    inside = [item for toast in over for item in visible(toast)]
    operable = [item for item in visible(window.contentItem()) if operated(item)]
    others = [item for item in operable if not any(item is one for one in inside)]
    areas = [rectangle(toast) for toast in over]
    return sorted(name_of(item) for item in others if not any(area.intersects(rectangle(item)) for area in areas))


def main(folder: Path, arguments: list[str]) -> int:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- the same

    from qml_app import application, bulletins  # noqa: PLC0415 -- the same

    leave, load = application._leave, application._load
    models: dict[str, Any] = {}
    told: dict[str, Any] = {}

    def remember(engine: Any, made: dict[str, Any], options: Any) -> Any:
        models.update(made)
        return load(engine, made, options)

    def begin(window: Any, *rest: Any) -> None:
        notifications = models["notifications"]
        board: bulletins.Board = notifications._board
        for name in ("influxdb", "grafana", "mosquitto", "evidence", "other"):
            for level in ("ok", "failed"):
                board.tell_level("service", name, level, LONG, 0.0)
        notifications._show()
        visit(window, [page["name"] for page in window.property("_pages")], rest)

    def visit(window: Any, pages: list[str], rest: Any) -> None:
        if not pages:
            print(json.dumps(told), flush=True)  # noqa: T201 -- this program's answer
            leave(window, *rest)
            return
        window.setProperty("page", pages[0])
        QTimer.singleShot(SETTLING_MS, lambda: look(window, pages, rest))

    def look(window: Any, pages: list[str], rest: Any, turns: int = 40) -> None:
        if turns and any(is_reading(one) for one in models.values()):  # a busy machine takes its time
            QTimer.singleShot(SETTLING_MS, lambda: look(window, pages, rest, turns - 1))
            return
        told[pages[0]] = free(window)
        folder.mkdir(parents=True, exist_ok=True)
        window.grabWindow().save(str(folder / f"toasts-{pages[0]}.png"))
        visit(window, pages[1:], rest)

    application._load, application._leave = remember, begin
    return program.main(arguments)


if __name__ == "__main__":
    sys.excepthook = give_up
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
