"""What single steps of the dashboard cost, milliseconds of processor time."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuickControls2 import QQuickStyle

from qml_app import bar_plot, site_clock, traffic_rows  # noqa: F401 -- the first two register their types
from qml_app.environment import QML
from qml_app.models import RowModel
from qml_app.video import drawable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qml_app.models import Row

T = TypeVar("T")

#: Bars on 1,250 by 450 pixels.
CHART = b"""
import QtQuick
import SmartIntersection.Traffic
Window { id: root; property var rows; width: 1294; height: 482; visible: true
BarChart { anchors.fill: parent; model: root.rows; ticks: [0, 20, 40, 60] } }
"""


def spread(step: Callable[[T], object], given: Iterable[T]) -> tuple[float, float]:
    """Median and 95th percentile of a step's processor time, milliseconds; what it is given is made before.

    Of the whole process: Qt converts pictures on threads of its own.
    """
    times = []
    for one in given:
        began = time.process_time()
        step(one)
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def hand_off(width: int, height: int) -> tuple[float, float]:
    """One picture made ready to be drawn, all its pixels."""
    image = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    return spread(lambda _: drawable(image), range(200))


def chart(points: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """A chart of `points` bars takes over new numbers: the newest bar grows; and one comes while the oldest goes.

    All of it until the window shows them, drawn by Qt Quick's software renderer. Rows that stay are the same objects.
    """
    app = QGuiApplication.instance() or QGuiApplication(["benchmark", "-platform", "offscreen"])
    QQuickStyle.setStyle("Basic")
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    model = RowModel(traffic_rows.BAR_ROLES)
    model.update(_bars(points))
    component = QQmlComponent(engine)
    component.setData(CHART, QUrl())
    window = component.createWithInitialProperties({"rows": model})
    if window is None:
        raise RuntimeError(component.errorString())
    _settle()

    shown, rows = QEventLoop(), model.rows
    window.frameSwapped.connect(shown.quit)

    def show(changed: list[Row]) -> None:
        model.update(changed)
        shown.exec()

    grows = spread(show, ([*rows[:-1], _bar(points - 1, count % 50)] for count in range(200)))
    coming = _bars(2 * points)
    moves = spread(show, (coming[first : first + points] for first in range(1, min(points, 200))))
    window.close()
    del window, component, engine, app
    return grows, moves


def _bars(points: int) -> list[Row]:
    return [_bar(number, number % 50) for number in range(points)]


def _bar(number: int, count: int) -> Row:
    parts = [{"kind": "car", "count": count, "below": 0}]
    return (number * 60_000.0, count, parts, True, 60.0, number % 600 == 0, (number + 1) * 60_000.0)


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(1_500, loop.quit)
    loop.exec()
