"""The bars of a chart for QML, drawn as one picture: thousands of them cost no more than a few."""

from __future__ import annotations

from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

import numpy as np
from PySide6.QtCore import Property, QModelIndex, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QTransform
from PySide6.QtQml import QmlElement, qmlEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickItem
from shiboken6 import isValid

from qml_app import bar_columns
from qml_app.bar_style import Style
from qml_app.models import QVariantList, QVariantMap, Row, RowModel
from qml_app.traffic_rows import BAR_ROLES, KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_PROVIDER: Final = "bars"
_names = map(str, count())
_plots: WeakValueDictionary[str, BarPlot] = WeakValueDictionary()


class _Pictures(QQuickImageProvider):
    """The newest picture of each plot, for an Image that asks by the plot's name."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, address: str, size: QSize, _: QSize) -> QImage:  # noqa: N802 -- Qt's name
        """The picture; none of a plot that is gone."""
        plot = _plots.get(address.partition("/")[0])
        picture = plot.picture if plot else QImage()
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture


@QmlElement
class BarPlot(QQuickItem):
    """Stacked bars of a RowModel with `traffic_rows.BAR_ROLES`, on a strip that marks what was not watched.

    An Image at its bottom is to show `source`. The item could paint itself, but Qt would call it on the thread that
    draws: that one waits for Python, while Python may be waiting for the picture (QQuickWindow.grabWindow does). For
    the same reason it must not clip: where an item of ours does, Qt asks it for its rectangle there.

    Attributes:
        picture: what was drawn last.
        unit: height of one that was counted in it; an axis beside it keeps to this, not to what is still to be drawn.
    """

    drawn = Signal()
    told = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._style: Style | None = None
        self._colours: list[int] = []
        self.picture = QImage()
        self._unit = 0.0
        self._version, self._name = 0, next(_names)
        _plots[self._name] = self
        self._model: RowModel | None = None
        self._bars = bar_columns.bars(())
        self._labels = RowModel(("began", "place"), self)
        self._chosen = -1
        # Not updatePolish: what changes while Qt polishes brings a second frame.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        self.widthChanged.connect(self._soon.start)
        self.heightChanged.connect(self._soon.start)

    def componentComplete(self) -> None:  # noqa: N802 -- Qt's name
        """Have the engine know where pictures come from."""
        super().componentComplete()
        engine = qmlEngine(self)
        if engine and engine.imageProvider(_PROVIDER) is None:
            engine.addImageProvider(_PROVIDER, _Pictures())

    def _refresh(self) -> None:
        """Once, however much has changed at a time: picture, labels, and what is told."""
        self.picture = self._draw()
        self._unit = self._style.unit(self.height()) if self._style else 0.0
        self._version += 1
        self.drawn.emit()
        places = np.flatnonzero(self._bars["labelled"]).tolist()
        self._labels.update([(self._rows[place][0], place) for place in places])
        self.told.emit()

    def _draw(self) -> QImage:
        """Only as high as the highest bar: what is above costs as much as what is drawn."""
        style, bars = self._style, self._bars
        width, room = style.pixels(self.size()) if style else (0, 0)
        if not (style and width > 0 and room > 0 and len(bars)):
            return QImage()
        scale = style.scale(width / len(bars), room)
        height = min(room, bar_columns.reach(bars, scale))
        pixels = bar_columns.draw(bars, (width, height), scale)
        lying = QImage(pixels.data, height, width, height, QImage.Format.Format_Indexed8)
        lying.setColorTable(self._colours)
        return lying.transformed(QTransform().rotate(-90))

    @property
    def _rows(self) -> list[Row]:
        return self._model.rows if self._model else []

    def _get_model(self) -> QObject | None:
        return self._model

    def _set_model(self, model: RowModel | None) -> None:
        if self._model and isValid(self._model):
            for signal, slot in self._links(self._model):
                signal.disconnect(slot)
        self._model = model
        if model:
            for signal, slot in self._links(model):
                signal.connect(slot)
        self._take_all()

    def _links(self, model: RowModel) -> tuple[tuple[Any, Callable[..., None]], ...]:
        return (
            (model.rowsInserted, self._insert),
            (model.rowsRemoved, self._remove),
            (model.rowsMoved, self._take_all),
            (model.dataChanged, self._change),
        )

    def _insert(self, _: QModelIndex, first: int, last: int) -> None:
        self._take(first, first, last + 1)

    def _remove(self, _: QModelIndex, first: int, last: int) -> None:
        self._take(first, last + 1, first)

    def _change(self, first: QModelIndex, last: QModelIndex) -> None:
        self._take(first.row(), last.row() + 1, last.row() + 1)

    def _take_all(self) -> None:
        self._take(0, len(self._bars), len(self._rows))

    def _take(self, first: int, old_end: int, new_end: int) -> None:
        """The model's rows from `first` to `new_end` instead of the bars from `first` to `old_end`."""
        fresh = bar_columns.bars(self._rows[first:new_end])
        if old_end == new_end:
            self._bars[first:new_end] = fresh
        else:
            self._bars = np.concatenate((self._bars[:first], fresh, self._bars[old_end:]))
        self._soon.start()

    def _get_chosen(self) -> int:
        return self._chosen

    def _set_chosen(self, chosen: int) -> None:
        self._chosen = chosen
        self.told.emit()

    def _get_count(self) -> int:
        return len(self._rows)

    def _get_current(self) -> dict[str, Any]:
        there = 0 <= self._chosen < len(self._rows)
        return dict(zip(BAR_ROLES, self._rows[self._chosen], strict=True)) if there else {}

    def _get_labels(self) -> QObject:
        return self._labels

    def _get_source(self) -> str:
        return "" if self.picture.isNull() else f"image://{_PROVIDER}/{self._name}/{self._version}"

    def _get_unit(self) -> float:
        return self._unit

    def _get_style(self) -> dict[str, Any]:
        return asdict(self._style) if self._style else {}

    def _set_style(self, style: dict[str, Any]) -> None:
        self._style = Style(**style)
        self._colours = self._style.colours()
        self._soon.start()

    def _get_kinds(self) -> list[Any]:
        return list(KINDS)

    model = Property(QObject, _get_model, _set_model)
    chosen = Property(int, _get_chosen, _set_chosen, notify=told)
    count = Property(int, _get_count, notify=told)
    current = Property(QVariantMap, _get_current, notify=told)
    labels = Property(QObject, _get_labels, constant=True)
    source = Property(str, _get_source, notify=drawn)
    unit = Property(float, _get_unit, notify=drawn)
    kinds = Property(QVariantList, _get_kinds, constant=True)
    style = Property(QVariantMap, _get_style, _set_style)
