"""Both themes can be read: contrasts of what the theme files say, by WCAG 2.2 (1.4.3 text, 1.4.11 all else)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app.environment import QML

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, SIGN = 4.5, 3.0
GROUNDS = ("background", "surface", "raised", "accentSoft", "selected")
WORDS = ("text", "textMuted", "accent", "ok", "busy", "failed")
KINDS = ("car", "truck", "bus", "motorcycle", "bicycle", "person", "object")
PAGE = """
    import QtQuick
    import SmartIntersection.Controls
    import SmartIntersection.Theme
    Item {{
        readonly property var colors: Theme.color
        readonly property var charted: [{kinds}].map(kind => Theme.chart(kind))
        readonly property color placeholder: box.children[1].placeholderTextColor
        Component.onCompleted: Theme.name = "{theme}"
        TextBox {{ id: box; label: "Name"; value: ""; placeholder: "none" }}
    }}"""


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    less, more = sorted((luminance(one), luminance(other)))
    return (more + 0.05) / (less + 0.05)


@pytest.fixture(params=["dark", "light"])
def page(request: pytest.FixtureRequest, qapp: object) -> Iterator[QObject]:
    assert qapp
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine)
    component.setData(PAGE.format(theme=request.param, kinds=", ".join(f'"{kind}"' for kind in KINDS)).encode(), QUrl())
    found = component.create()
    assert found is not None, component.errorString()
    yield found
    found.deleteLater()


def named(page: QObject, *names: str) -> dict[str, QColor]:
    colors = page.property("colors")
    return {name: QColor(colors.property(name)) for name in names}


def weak(inks: dict[str, QColor], grounds: dict[str, QColor], least: float) -> list[str]:
    """What cannot be told from its ground, in words."""
    found = {(ink, on): contrast(inks[ink], grounds[on]) for ink in inks for on in grounds}
    assert found
    return [f"{ink} on {on}: {ratio:.2f}" for (ink, on), ratio in found.items() if ratio < least]


def test_contrast_is_what_the_standard_says() -> None:
    black, white = QColor("black"), QColor("white")
    assert contrast(black, white) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), white) == pytest.approx(4.48, abs=0.01)  # the known grey that just fails


def test_words_can_be_read_on_every_ground(page: QObject) -> None:
    assert weak(named(page, *WORDS), named(page, *GROUNDS), TEXT) == []
    assert weak(named(page, "onAccent"), named(page, "accent"), TEXT) == []
    inks = {"placeholder": QColor(page.property("placeholder"))}
    assert weak(inks, named(page, "surface", "raised"), TEXT) == []


def test_signs_and_bars_can_be_told_from_every_ground(page: QObject) -> None:
    assert weak(named(page, "idle", "focus", "chart"), named(page, *GROUNDS), SIGN) == []
    charted = [QColor(one) for one in page.property("charted").toVariant()]
    bars = dict(zip(KINDS, charted, strict=True))
    assert weak(bars, named(page, "background", "surface", "raised"), SIGN) == []


def test_labels_on_the_video_can_be_read(page: QObject) -> None:
    assert weak(named(page, "boxText"), named(page, *KINDS, "violation"), TEXT) == []
    words = named(page, "videoText", "videoTextMuted", "countLine", "stopLine", "zone")
    assert weak(words, named(page, "videoPlate", "videoBackground"), TEXT) == []
