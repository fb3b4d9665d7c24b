"""The chart in a window: its pixels, its words, keys and pointer, a change of theme, thousands of bars."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from test_bar_columns import row

from qml_app import (
    application,  # noqa: F401 -- registers the types
    shown_zone,
)
from qml_app.bar_plot import BarPlot
from qml_app.models import RowModel
from qml_app.traffic_rows import BAR_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from qml_app.models import Row

PATIENCE = 60_000
LEFT, WIDTH, BASE = 32, 600, 308  # of the bars in the window, pixels
WINDOW = b"""
import QtQuick
import SmartIntersection.Theme
import SmartIntersection.Traffic

Window {
    id: root

    property var rows
    property string theme: "dark"
    readonly property color ground: Theme.color.background
    readonly property color car: Theme.chart("car")
    readonly property color bus: Theme.chart("bus")
    readonly property color busy: Theme.color.busy
    readonly property color idle: Theme.color.idle
    readonly property color soft: Theme.color.accentSoft

    width: 644; height: 340; visible: true; color: Theme.color.background
    onThemeChanged: Theme.name = theme
    Component.onCompleted: Theme.name = theme

    BarChart {
        objectName: "chart"; anchors.fill: parent; focus: true
        model: root.rows; ticks: [0, 10, 20]
    }
}
"""


class Desk:
    """A chart, a model for it, and eyes on its pixels."""

    def __init__(self, bot: QtBot, engine: QQmlEngine, rows: list[Row]) -> None:
        self.bot, self.complaints = bot, list[str]()
        engine.warnings.connect(lambda errors: self.complaints.extend(error.toString() for error in errors))
        self.model = RowModel(BAR_ROLES)
        self.model.update(rows)
        self._component = QQmlComponent(engine)
        self._component.setData(WINDOW, QUrl())
        window = self._component.createWithInitialProperties({"rows": self.model})
        assert isinstance(window, QQuickWindow), self._component.errorString()
        self.window = window
        self.chart = window.findChild(QQuickItem, "chart")
        window.requestActivate()
        self.until(lambda: window.isExposed() and window.isActive())

    def until(self, holds: Callable[[], bool]) -> None:
        self.bot.waitUntil(holds, timeout=PATIENCE)

    def pixel(self, x: int, height: int) -> tuple[int, ...]:
        """Colour in the window, `x` from the left of the bars and so high above their base."""
        return self.window.grabWindow().pixelColor(LEFT + x, BASE - 1 - height).getRgb()

    def tone(self, name: str) -> tuple[int, ...]:
        """A colour of the theme."""
        return QColor(self.window.property(name).rgb()).getRgb()

    def sees(self, name: str, x: int, height: int) -> None:
        """Wait for a colour of the theme there."""
        self.until(lambda: self.pixel(x, height) == self.tone(name))

    def items(self, has: str) -> list[QQuickItem]:
        """All in the chart with a property of this name."""
        every = [self.chart]
        for item in every:
            every += item.childItems()
        return [item for item in every if item.metaObject().indexOfProperty(has) >= 0]

    def chosen(self) -> Any:
        return self.chart.property("chosen")

    def told(self) -> str:
        return str(self.chart.property("told"))


@pytest.fixture
def desk(qtbot: QtBot, engine: QQmlEngine) -> Iterator[Desk]:
    """Three bars of 200 pixels each, 15 pixels for each that was counted."""
    rows = [
        row(0, car=10, bus=5, labelled=True),
        row(1, car=8, complete=False, watched=30.0),
        row(2, complete=False, watched=0.0, labelled=True),
    ]
    desk = Desk(qtbot, engine, rows)
    desk.sees("car", 100, 75)
    yield desk
    desk.window.close()  # and no more: PySide crashes on a component whose window was deleted
    assert desk.complaints == []


def test_classes_are_stacked_in_their_colours_with_gaps_beside(desk: Desk) -> None:
    for name, x, height in [
        *(("car", 100, 149), ("bus", 100, 150), ("bus", 100, 224), ("ground", 100, 226)),
        *(("car", 1, 75), ("ground", 0, 75), ("car", 198, 75), ("ground", 199, 75)),
    ]:
        assert desk.pixel(x, height) == desk.tone(name), (name, x, height)


def test_the_axis_is_always_that_of_the_bars_beside_it(desk: Desk) -> None:
    assert desk.chart.property("_unit") == 15
    desk.chart.setProperty("ticks", [0, 20, 40])
    assert desk.chart.property("_unit") == 15  # nothing is drawn anew yet
    desk.until(lambda: desk.chart.property("_unit") == 7.5)
    desk.sees("car", 100, 74)
    desk.sees("bus", 100, 76)
    desk.window.setHeight(640)
    assert desk.chart.property("_unit") == 7.5
    desk.until(lambda: desk.chart.property("_unit") == 15)


def test_what_was_not_watched_is_pale_and_underlined(desk: Desk) -> None:
    half = [(one + other) / 2 for one, other in zip(desk.tone("car"), desk.tone("ground"), strict=True)]
    assert desk.pixel(300, 60) == pytest.approx(half, abs=2)
    assert desk.pixel(300, -2) == desk.tone("busy")
    assert desk.pixel(500, -2) == desk.tone("idle")
    assert desk.pixel(100, -2) == desk.tone("ground")


def test_a_date_covers_no_time_beside_it(qtbot: QtBot, engine: QQmlEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_zone, "_now", [ZoneInfo("UTC")])
    desk = Desk(qtbot, engine, [row(place, car=1, labelled=place % 8 == 0) for place in range(-24, 96)])
    desk.until(lambda: len(desk.items("words")) == 15)
    labels = [mark.childItems()[0] for mark in desk.items("words")]
    shown = [one for one in labels if one.isVisible()]
    assert len(shown) < len(labels)
    assert any("1970" in str(one.property("text")) for one in shown)
    edges = sorted((one.mapToScene(QPointF()).x(), one.width()) for one in shown)
    assert all(left + width <= right for (left, width), (right, _) in pairwise(edges)), edges
    desk.window.close()


def test_colours_follow_the_theme(desk: Desk) -> None:
    dark = desk.tone("car")
    desk.window.setProperty("theme", "light")
    desk.sees("car", 100, 75)
    assert desk.tone("car") != dark
    desk.window.setProperty("theme", "dark")
    desk.until(lambda: desk.pixel(100, 75) == dark)


def test_arrow_keys_walk_along_and_what_they_choose_is_lit_and_told(desk: Desk) -> None:
    assert desk.told() == "Hover over a bar or use the arrow keys."
    told = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(desk.window, key)
        told.append((desk.chosen(), desk.told().partition(" · ")[2]))
    some = (1, "8 total · Car 8 · data for 30 of 60 s")
    first = (0, "15 total · Car 10 · Bus 5")
    assert told == [(2, "no data"), some, first, first, some]
    desk.sees("soft", 300, 250)
    desk.sees("soft", 200, 250)
    assert desk.pixel(199, 250) == desk.pixel(400, 250) == desk.tone("ground")


def test_the_pointer_chooses_what_it_is_over_until_it_leaves(desk: Desk) -> None:
    for x in (340, 350):  # one that only rests there chooses nothing
        QTest.mouseMove(desk.window, QPoint(LEFT + x, 100))
    desk.until(lambda: desk.chosen() == 1)
    QTest.mouseMove(desk.window, QPoint(LEFT + 10, 100))
    desk.until(lambda: desk.chosen() == 0 and "15 total" in desk.told())
    QTest.mouseMove(desk.window, QPoint(2, 2))
    desk.until(lambda: desk.chosen() == -1)


def test_a_chosen_bin_is_told_anew_when_it_grows_and_labels_go_along_with_theirs(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_Left)
    desk.model.update([*desk.model.rows[1:], row(3, car=12, labelled=True)])
    desk.until(lambda: "12 total · Car 12" in desk.told())
    desk.sees("car", 500, 170)
    assert sorted(label.x() for label in desk.items("place")) == [200, 400]


def test_the_picture_grows_with_the_window_and_is_sharp_on_dense_screens(desk: Desk) -> None:
    desk.window.resize(1_244, 340)  # 400 pixels for each bar
    desk.sees("car", 398, 75)
    desk.sees("ground", 399, 75)
    (plot,) = desk.items("current")
    assert isinstance(plot, BarPlot)
    plot.setProperty("style", {**plot.property("style"), "density": 2.0})
    desk.until(lambda: plot.picture.width() == 2_400)
    assert plot.picture.height() == 2 * (15 * 15 + 3)
    assert [plot.picture.pixelColor(x, 300).alpha() for x in (1, 2, 797, 798)] == [0, 255, 255, 0]
    above = desk.window.grabWindow().pixelColor(LEFT + 200, 2).getRgb()
    assert above == desk.tone("ground")  # a picture that is higher than the plot ends at it


def test_of_thousands_of_bars_the_peak_is_seen(qtbot: QtBot, engine: QQmlEngine) -> None:
    rows = [row(number, car=18 if number == 1_801 else number % 3) for number in range(3_600)]
    desk = Desk(qtbot, engine, rows)
    desk.sees("car", 1_801 * WIDTH // 3_600, 260)
    picture, tone = desk.window.grabWindow(), desk.window.property("car").rgb()
    assert [x for x in range(WIDTH) if picture.pixel(LEFT + x, BASE - 261) == tone] == [300]
    desk.model.update([])
    desk.sees("ground", 300, 260)
    desk.window.close()
    assert desk.complaints == []
