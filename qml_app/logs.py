"""What Qt and QML say: QML's warnings into Python's logging, the rest to stderr in the same form.

There is no message handler in Python on purpose. Qt's render thread speaks whenever it likes, and a handler in Python
makes it wait for the interpreter, whose owner may at that moment be waiting inside Qt for the render thread, as in
`QGuiApplication.quit`: both would wait for ever.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import qSetMessagePattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtQml import QQmlApplicationEngine, QQmlError

_PATTERN: Final = (
    "%{if-debug}DEBUG%{endif}%{if-info}INFO%{endif}%{if-warning}WARNING%{endif}"
    "%{if-critical}ERROR%{endif}%{if-fatal}CRITICAL%{endif} %{category}: %{message}"
)

log = logging.getLogger("qml")


def install() -> None:
    """One form for all that is written to stderr."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # each question to Grafana is no news
    qSetMessagePattern(_PATTERN)


def follow(engine: QQmlApplicationEngine) -> None:
    """Write the engine's warnings into logging; they come in this thread."""
    engine.setOutputWarningsToStandardError(False)
    engine.warnings.connect(_warn)


def _warn(errors: Iterable[QQmlError]) -> None:
    for error in errors:
        log.warning("%s", error.toString())
