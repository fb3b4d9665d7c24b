"""Visits every page of the real app, saves a picture of each, and says in JSON what is wrong there.

`tour.py FOLDER NAME ARGUMENTS…`: pictures are FOLDER/PAGE-NAME.png. Pages with a table are seen again once it is saved,
and once it could not be. Wrong is what can be operated and has no name for a
screen reader, what the keyboard does not come to, and what is laid out beyond its layout or the window.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inside import give_up

from qml_app import __main__ as program

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATED = ("QQuickAbstractButton", "QQuickComboBox", "QQuickTextInput", "QQuickTextEdit", "QQuickSlider")
SCROLLED = "QQuickFlickable"
LAYOUT = "QQuickLayout"
SETTLING_MS = 900
STILL_MS = 300
#: Where the table of a page goes, below the folder of the pictures.
TABLES = {"saved": "table.csv", "refused": "there is no such folder on this machine/table.csv"}


def kinds(item: Any) -> Iterator[str]:
    meta = item.metaObject()
    while meta is not None:
        yield meta.className()
        meta = meta.superClass()


def visible(item: Any) -> Iterator[Any]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from visible(child)


def name_of(item: Any) -> str:
    from PySide6.QtGui import QAccessible  # noqa: PLC0415 -- Qt comes after the environment is prepared

    spoken = QAccessible.queryAccessibleInterface(item)
    return str(spoken.text(QAccessible.Text.Name)) if spoken is not None else ""


def place(item: Any) -> str:
    """Where an item is, in words: the components it is in."""
    found = []
    while item is not None and len(found) < 5:
        name = item.metaObject().className().partition("_QML")[0]
        text = item.property("text")
        found.append(f"{name}({text})" if isinstance(text, str) and text else name)
        item = item.parentItem()
    return " < ".join(found)


def operated(item: Any) -> bool:
    return item.isEnabled() and not item.property("readOnly") and any(kind in OPERATED for kind in kinds(item))


def reached(first: Any) -> list[Any]:
    """What Tab comes to, beginning anywhere."""
    found: list[Any] = []
    item = first.nextItemInFocusChain()
    while item is not None and item not in found and len(found) < 500:
        found.append(item)
        item = item.nextItemInFocusChain()
    return found


def beyond(item: Any, window: Any) -> bool:
    """Whether it is laid out outside of its layout, or of the window unless it can be scrolled there."""
    from PySide6.QtCore import QRectF  # noqa: PLC0415 -- the same

    parent = item.parentItem()
    if parent is None or item.width() < 1 or item.height() < 1:
        return False
    if LAYOUT in kinds(parent) and parent.width() > 0 and item.x() + item.width() > parent.width() + 1.5:
        return True
    above = parent
    while above is not None:
        if SCROLLED in kinds(above) or above.clip():
            return False
        above = above.parentItem()
    if not (operated(item) or item.metaObject().className().endswith("Text")):
        return False
    room = QRectF(-1, -1, window.width() + 2, window.height() + 2)
    return not room.contains(item.mapRectToScene(QRectF(0, 0, item.width(), item.height())))


def is_reading(model: Any) -> bool:
    """Whether a page that is shown does not have its content yet."""
    return bool(model.property("active")) and model.property("status") == "loading"


def stations(pages: list[str]) -> list[tuple[str, str]]:
    """Every page, and what is done there before it is looked at."""
    return [(page, deed) for page in pages for deed in ("", *(TABLES if page in ("traffic", "violations") else ()))]


def wrong(window: Any) -> dict[str, list[str]]:
    items = list(visible(window.contentItem()))
    chain = reached(window.contentItem())
    targets = [item for item in items if operated(item)]
    return {
        "nameless": [place(item) for item in targets if not name_of(item)],
        "unreached": [place(item) for item in targets if not any(one is item for one in chain)],
        "beyond": [place(item) for item in items if beyond(item, window)],
        "count": [str(len(targets))],
    }


def main(folder: Path, name: str, arguments: list[str]) -> int:
    from PySide6.QtCore import QTimer, QUrl  # noqa: PLC0415 -- the same

    from qml_app import application  # noqa: PLC0415 -- the same

    leave, load = application._leave, application._load
    models: dict[str, Any] = {}  # QML's own words for them have no way into Python
    told: dict[str, Any] = {}

    def begin(window: Any, *rest: Any) -> None:
        pages = [page["name"] for page in window.property("_pages")]
        visit(window, stations(pages), rest)

    def visit(window: Any, left: list[tuple[str, str]], rest: Any) -> None:
        if not left:
            print(json.dumps(told), flush=True)  # noqa: T201 -- this program's answer
            leave(window, *rest)
            return
        page, deed = left[0]
        window.setProperty("page", page)
        if deed:
            models[page].exporter.save(QUrl.fromLocalFile(str(folder / TABLES[deed])))
        QTimer.singleShot(SETTLING_MS, lambda: look(window, left, rest))

    def look(window: Any, left: list[tuple[str, str]], rest: Any, before: Any = None, turns: int = 30) -> None:
        page, deed = left[0]
        if (deed and models[page].exporter.busy) or any(is_reading(one) for one in models.values()):
            QTimer.singleShot(SETTLING_MS, lambda: look(window, left, rest))
            return
        found = wrong(window)
        if found != before and turns:  # the layout of a busy machine still moves
            QTimer.singleShot(STILL_MS, lambda: look(window, left, rest, found, turns - 1))
            return
        seen = f"{page}-{deed}" if deed else page
        try:
            told[seen] = found
            folder.mkdir(parents=True, exist_ok=True)
            window.grabWindow().save(str(folder / f"{seen}-{name}.png"))
        finally:
            visit(window, left[1:], rest)

    def keep(engine: Any, made: dict[str, Any], options: Any) -> Any:
        models.update(made)
        return load(engine, made, options)

    application._leave, application._load = begin, keep
    return program.main(arguments)


if __name__ == "__main__":
    sys.excepthook = give_up
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
