"""Dialogs and menus of a window, wherever they are: what a Repeater made is not among the window's children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtQuick import QQuickItem, QQuickWindow


def begin(window: QQuickWindow, name: str) -> bool:
    """Open the dialog of this name; false where there is none."""
    places = [window, *_items(window.contentItem())]  # what is found lives no longer in Python than they do
    found = (place.findChild(QObject, name) for place in places)
    dialog = next((one for one in found if one is not None), None)
    return dialog is not None and QMetaObject.invokeMethod(dialog, "open", Qt.ConnectionType.DirectConnection)


def close(window: QQuickWindow) -> None:
    """Close all that are open."""
    for item in shown(window):
        dialog = item.parent()
        if dialog is not None:
            QMetaObject.invokeMethod(dialog, "close", Qt.ConnectionType.DirectConnection)


def shown(window: QQuickWindow) -> list[QQuickItem]:
    """What those that are open look like; each is a child of its dialog."""
    return [one for one in _items(window.contentItem()) if one.inherits("QQuickPopupItem") and one.isVisible()]


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)
