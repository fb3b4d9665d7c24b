"""What can be seen in the window of a real `up`, told by the app's own process; nothing is done there.

`walk.py` puts a `sitecustomize` that calls `open_them` on the path of the app, and so of its engine. When `FOLDER/ask`
appears, what is in the window is written to `FOLDER/seen.json`: every visible item with its place on the screen in
pixels. Threads of the window that are named in `FOLDER/broken` fail again and again as long as they stand there; the
engine's journal writer fails as long as there is `FOLDER/end-writer`.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

_MODULE: Final = "qml_app.application"
_JOURNAL: Final = "core.journal.journal"
_OFTEN_MS: Final = 50
_TOLERANCE: Final = 1.0


class _Finder(importlib.abc.MetaPathFinder):
    """Changes a module as soon as it is loaded."""

    def __init__(self, name: str, change: Callable[[Any], None]) -> None:
        self._name, self._change = name, change

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return spec
        load, change = spec.loader.exec_module, self._change

        def and_change(module: ModuleType) -> None:
            load(module)
            change(module)

        spec.loader.exec_module = and_change  # type: ignore[method-assign]  # on this one object
        return spec


def open_them(folder: Path) -> None:
    if sys.orig_argv[1:3] == ["-m", "qml_app"]:
        sys.meta_path.insert(0, _Finder(_MODULE, lambda module: _have_it_watched(module, folder)))
    else:
        sys.meta_path.insert(0, _Finder(_JOURNAL, lambda module: _have_it_end(module, folder)))


def _have_it_watched(module: Any, folder: Path) -> None:
    make = module._load

    def made(engine: Any, models: dict[str, Any], options: Any) -> Any:
        window = make(engine, models, options)
        _watch(window, models, folder)
        return window

    module._load = made


def _have_it_end(module: Any, folder: Path) -> None:
    write = module.Journal._write_group

    def unless_it_is_to_end(journal: Any) -> bool:
        if (folder / "end-writer").exists():
            raise SystemExit
        return bool(write(journal))

    module.Journal._write_group = unless_it_is_to_end


def _break(folder: Path) -> None:
    """Have the window's threads fail that are to."""
    from qml_app import workers  # noqa: PLC0415 -- Qt comes after the environment is prepared

    named = (folder / "broken").read_text("utf-8").split() if (folder / "broken").exists() else []
    for one in list(workers._WORKERS):
        if one.name in named and "turn" not in one.__dict__:
            one.turn = _fail
            one._soon.set()
        elif one.name not in named:
            one.__dict__.pop("turn", None)


def _fail() -> None:
    raise ZeroDivisionError("a blow")


def _watch(window: Any, models: dict[str, Any], folder: Path) -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- Qt comes after the environment is prepared

    def look() -> None:
        _break(folder)
        if not (folder / "ask").exists():
            return
        told = json.dumps(_seen(window, models))
        (folder / "ask").unlink()
        (folder / "part").write_text(told, "utf-8")
        (folder / "part").replace(folder / "seen.json")

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(_OFTEN_MS)


def _seen(window: Any, models: dict[str, Any]) -> dict[str, Any]:
    from PySide6.QtCore import QRectF  # noqa: PLC0415 -- as above

    monitor, root = models["monitor"], window.contentItem()
    place = QRectF(0, 0, window.width(), window.height())
    items = list(_items(root, place, None, ""))
    overlays = [one for one in root.childItems() if one.metaObject().className() == "QQuickOverlay"]
    if any(_dims(one, window) for one in overlays):
        front = [one for overlay in overlays for one in _items(overlay, place, None, "")]
        items = [one | {"enabled": one["enabled"] and one in front} for one in items]
    scale = window.devicePixelRatio()
    corner = [window.x(), window.y()]
    for item in items:
        x, y, width, height = item["at"]
        item["at"] = [(corner[0] + x) * scale, (corner[1] + y) * scale, width * scale, height * scale]
    return {
        "size": [window.width(), window.height()],
        "scale": scale,
        "page": window.property("page"),
        "focus": window.isActive(),
        "items": items,
        "level": monitor.level,
        "status": monitor.status,
        "cameras": {row[0]: row[1].status for row in monitor.cameras.rows},
        "rows": {row[0]: _condition(*row[:3]) for row in monitor.services.rows},
        "notifications": [list(row[2:6]) for row in models["notifications"].rows.rows],
    }


def _condition(service: str, level: str, condition: str) -> str:
    """As the list of health says it: nothing is known of what a dead engine said of its parts."""
    return "unknown" if level == "unknown" and service != "engine" else condition


def _dims(overlay: Any, window: Any) -> bool:
    """Whether a modal dialog lies over everything: what is below it hears no click."""
    width, height = window.width(), window.height()
    return any(one.isVisible() and one.width() >= width and one.height() >= height for one in overlay.childItems())


def _items(item: Any, window: Any, cut: Any, label: str) -> Iterator[dict[str, Any]]:
    """The visible items, from back to front.

    `cut` is what its ancestors leave of an item that lies in something that cuts off and scrolls; None if none does.
    """
    if not item.isVisible():
        return
    place = item.mapRectToScene(item.boundingRect())
    label = str(item.property("label") or label)
    about = item.metaObject()
    text = item.property("text")
    shown = place if cut is None else place.intersected(cut)
    yield {
        "class": about.className().partition("_QML")[0],
        "text": text.replace("\u202f", " ") if isinstance(text, str) else "",  # as it is read
        "label": label,
        "button": about.indexOfSignal("clicked()") >= 0,
        "field": about.indexOfSignal("textEdited()") >= 0,
        "enabled": item.isEnabled(),
        "at": [shown.x(), shown.y(), shown.width(), shown.height()],
        "hidden": place.width() > 0 and shown.isEmpty(),
        "beyond": not shown.isEmpty() and not _grown(window).contains(shown),
    }
    if item.clip():
        cut = place if cut is None else place.intersected(cut)
    for child in sorted(item.childItems(), key=lambda one: one.z()):
        yield from _items(child, window, cut, label)


def _grown(place: Any) -> Any:
    return place.adjusted(-_TOLERANCE, -_TOLERANCE, _TOLERANCE, _TOLERANCE)
