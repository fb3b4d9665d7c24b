"""What Qt says goes where everything else goes: into Python's logging, QML's warnings under their own name."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QML_CATEGORIES: Final = ("qml", "js", "qt.qml", "qt.quick")


def logger_name(category: str, file: str) -> str:
    """`qml` for what QML files and their engine complain of, `qt.…` for the rest."""
    if file.endswith((".qml", ".js")) or category.startswith(_QML_CATEGORIES):
        return "qml"
    return "qt" if category in {"", "default"} else f"qt.{category.removeprefix('qt.')}"


def _handle(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    # The stubs say str; Qt gives None where it knows neither.
    category, file = str(context.category or ""), str(context.file or "")
    logging.getLogger(logger_name(category, file)).log(_LEVELS.get(kind, logging.WARNING), message or "")


def install() -> None:
    """Write logging's records to stderr and Qt's messages into logging."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    # Optional libraries that the platform does not have are not the operator's business.
    logging.getLogger("qt.multimedia").setLevel(logging.ERROR)
    qInstallMessageHandler(_handle)


def uninstall() -> None:
    """Give messages back to Qt; needed before Python ends, because Qt still talks afterwards."""
    qInstallMessageHandler(None)
