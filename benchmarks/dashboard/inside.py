"""What single steps of the dashboard cost, milliseconds of processor time."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuickControls2 import QQuickStyle

from qml_app import traffic_rows
from qml_app.environment import QML
from qml_app.models import RowModel
from qml_app.video import drawable

if TYPE_CHECKING:
    from collections.abc import Callable

    from qml_app.models import Row

CHART = b"""
import QtQuick
import SmartIntersection.Traffic
Window { id: root; property var rows; width: 1400; height: 700; visible: true
BarChart { anchors.fill: parent; model: root.rows; ticks: [0, 20, 40, 60]; minutes: 1 } }
"""


def spread(step: Callable[[], object], rounds: int = 200) -> tuple[float, float]:
    """Median and 95th percentile of a step's processor time, milliseconds.

    Of the whole process: Qt converts pictures on threads of its own.
    """
    times = []
    for _ in range(rounds):
        began = time.process_time()
        step()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def hand_off(width: int, height: int) -> tuple[float, float]:
    """One picture made ready to be drawn, all its pixels."""
    image = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    return spread(lambda: drawable(image))


def chart(points: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """A chart of `points` bars takes over new numbers: the newest bar grows; and one comes while the oldest goes."""
    app = QGuiApplication.instance() or QGuiApplication(["benchmark", "-platform", "offscreen"])
    QQuickStyle.setStyle("Basic")
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    model = RowModel(traffic_rows.BAR_ROLES)
    bars = [_bar(number, number % 50) for number in range(points)]
    model.update(bars)
    component = QQmlComponent(engine)
    component.setData(CHART, QUrl())
    window = component.createWithInitialProperties({"rows": model})
    if window is None:
        raise RuntimeError(component.errorString())
    _settle()
    newest = [points]

    def grow() -> None:
        newest[0] += 1
        bars[-1] = _bar(points - 1, newest[0] % 50)
        model.update(list(bars))

    def move() -> None:
        newest[0] += 1
        bars.pop(0)
        bars.append(_bar(newest[0], newest[0] % 50))
        model.update(list(bars))

    told = spread(grow, 100), spread(move, 30)
    window.close()
    del window, component, engine, app
    return told


def _bar(number: int, count: int) -> Row:
    parts = [{"kind": "car", "count": count, "below": 0}]
    return (number * 60_000.0, count, parts, True, 60.0, number % 600 == 0)


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(1_500, loop.quit)
    loop.exec()
