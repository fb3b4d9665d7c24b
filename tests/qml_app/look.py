"""Runs the real app until a text can be read in its window, says in JSON what else can be, and quits.

`look.py ACTION TEXT ARGUMENTS…`, where ACTION is nothing, `import-cv2-first`, `import-cv2-later`, or what a user does
in the window: `press KEYS`, `click TEXT`, `field LABEL`, `type TEXT` and `point X,Y`, separated by semicolons;
`see TEXT` waits for a text or a part of one, `read TEXT` for this very text, `lack TEXT` until it is nowhere,
`shot FILE` saves a picture. What cannot be done yet is tried again, and a last step `again …` is repeated until the
text is there.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


#: Where what is to be clicked was at the last look.
RESTED: dict[str, Any] = {}
_OFTEN_MS = 150


def read(item: Any) -> str:
    """Its text as it is read: with a blank where no line may end, too."""
    text = item.property("text")
    return text.replace("\u202f", " ") if isinstance(text, str) else ""


def texts(item: Any) -> Iterator[str]:
    if not item.isVisible():
        return
    text = read(item)
    if text:
        yield text
    for child in item.childItems():
        yield from texts(child)


def beyond(item: Any, bar: Any = None) -> Iterator[str]:
    """Texts of what reaches out of the play bar it is in."""
    if not item.isVisible():
        return
    bar = item if item.metaObject().className().startswith("PlayBar_") else bar
    text = item.property("text")
    if bar is not None and isinstance(text, str) and text:
        right = item.mapToItem(bar, item.width(), 0).x()
        if right > bar.width():
            yield text
    for child in item.childItems():
        yield from beyond(child, bar)


def find(item: Any, text: str) -> Any:
    """The visible button of this text."""
    if not item.isVisible():
        return None
    if read(item) == text and item.metaObject().indexOfSignal("clicked()") >= 0 and item.isEnabled():
        return item
    return next(filter(None, (find(child, text) for child in item.childItems())), None)


def field(item: Any, label: str, *, inside: bool = False) -> Any:
    """The visible text field of this label."""
    if not item.isVisible():
        return None
    if inside and item.metaObject().indexOfSignal("textEdited()") >= 0:
        return item
    inside = inside or item.property("label") == label
    return next(filter(None, (field(child, label, inside=inside) for child in item.childItems())), None)


def press(window: Any, what: str) -> bool:
    """Press one combination of keys."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415 -- after cv2, on purpose
    from PySide6.QtTest import QTest  # noqa: PLC0415 -- the same

    if not window.isActive():  # no window manager gives a window the keyboard here
        window.requestActivate()
        return False
    keys = QKeySequence(what)[0]
    QTest.keyClick(window, keys.key(), keys.keyboardModifiers())
    return True


def write(window: Any, text: str) -> bool:
    """Type into the field that has the focus, over what is there."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 -- after cv2, on purpose

    if not press(window, "Ctrl+A"):
        return False
    for character in text:
        QTest.keyClick(window, character)
    return True


def do(window: Any, step: str) -> bool:
    """Do as a user does; false if there is nothing to do it to."""
    from PySide6.QtCore import QPointF, Qt  # noqa: PLC0415 -- after cv2, on purpose
    from PySide6.QtTest import QTest  # noqa: PLC0415 -- the same

    verb, _, what = step.partition(" ")
    if verb in {"press", "type"}:
        return press(window, what) if verb == "press" else write(window, what)
    if verb in {"see", "read", "lack"}:
        said = list(texts(window.contentItem()))
        return what in said if verb == "read" else any(what in text for text in said) == (verb == "see")
    if verb == "shot":
        return bool(window.grabWindow().save(what))
    if verb == "point":
        QTest.mouseMove(window, QPointF(*map(float, what.split(","))).toPoint())
        return True
    item = (field if verb == "field" else find)(window.contentItem(), what)
    if item is not None:
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        if RESTED.get(step) != middle:  # a layout that still moves takes the press and the release for two things
            RESTED[step] = middle
            return False
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    return item is not None


def main(action: str, wanted: str, arguments: list[str]) -> int:
    if action == "import-cv2-first":
        importlib.import_module("cv2")
    from PySide6.QtCore import QTimer  # noqa: PLC0415 -- the same

    from qml_app import __main__ as program  # noqa: PLC0415 -- after cv2, on purpose
    from qml_app import application  # noqa: PLC0415 -- the same

    if action == "import-cv2-later":
        importlib.import_module("cv2")
    leave = application._leave
    steps = [step for step in action.split(";") if step and not action.startswith("import")]
    late = time.monotonic() + float(os.environ.get("LOOK_PATIENCE_S", "120"))

    def look_and_leave(window: Any, *rest: Any) -> None:
        seen = {
            "texts": list(texts(window.contentItem())),
            "beyond": list(beyond(window.contentItem())),
            "cv2": "cv2" in sys.modules,
            "qt_folders": [
                os.environ[name] for name in os.environ if name.startswith("QT_QPA_") and "cv2" in os.environ[name]
            ],
        }
        print(json.dumps(seen), flush=True)  # noqa: T201 -- this program's answer
        leave(window, *rest)

    def wait(window: Any, *rest: Any) -> None:
        found = wanted in texts(window.contentItem())
        again = len(steps) == 1 and steps[0].startswith("again ")
        if again and not found:
            do(window, steps[0].removeprefix("again "))
        elif steps and (again or do(window, steps[0])):
            steps.pop(0)
        found = not steps and wanted in texts(window.contentItem())
        if not found and time.monotonic() > late:
            sys.stderr.write(
                f"never came: {steps[0] if steps else wanted!r}; there is {[*texts(window.contentItem())]}\n"
            )
            sys.stderr.flush()
            os._exit(1)  # whatever keeps the window from ending
        QTimer.singleShot(_OFTEN_MS, lambda: (look_and_leave if found else wait)(window, *rest))

    application._leave = wait
    return program.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
