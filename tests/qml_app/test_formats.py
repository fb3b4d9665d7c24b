"""Numbers and times are written in one place, and anew when the language or the site's zone changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app import shown_zone, site_clock
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from pathlib import Path

#: Ways to write a number or a time that know nothing of the language or the zone.
OWN_WAYS = re.compile(r"toLocale\w*String|toFixed|toPrecision|Qt\.format(?:Date|Time)|\.getHours\(")
SHOWN = b"""
import QtQml
import SmartIntersection.Theme

QtObject {
    property string number: Formats.number(27148)
    property string old: Wording.number(2112)
    property string decimal: RecordWording.factValue("seconds_into_red", 4.84, "s")
    property string points: RecordWording.factValue("point", [1859.1, 421], "px")
    property string track: RecordWording.factValue("first_track", 1234, "")
    property string heading: RecordWording.factValue("heading", [-0.963, 0.269], "")
    property string angle: RecordWording.factValue("angle_degrees", 92, "\xc2\xb0")
    property string up: RecordWording.factValue("heading", [0.6, -0.8], "")
    property string direction: RecordWording.factValue("direction", "backward", "")
    property string moment: Formats.momentWithZone(1577836800000)
    property string timed: Formats.timed("since 2020-01-01T00:00:00.5+00:00, set 2020-01-01 01:00:00 +0100: x")
    property string site: Formats.clockTime("2020-01-01T01:00:00+01:00")
    property string typed: Formats.typedTime("2020-01-01 01:00:00 +0100") + Formats.typedTime(", 04-05-2026")
    property string period: Formats.period(1577836800000, 1577840400000)
    property string counted: Formats.periodWithSeconds(1577836800000, 1577836809960)
    property string filed: Formats.filedTime("1.1.2020 7:30") + Formats.filedTime(" soon ")
    property string sizes: [0, 999499999, 999500000, 1234567890].map(Wording.bytes).join(", ")
    property string few: `${RecordWording.mean(0)} ${RecordWording.mean(0.03)} ${RecordWording.mean(0.05)}`
    property string untold: RecordWording.bin(1577836800000, 1577840400000, 2, [], 0, false)
    property string nothing: RecordWording.bin(1577836800000, 1577840400000, 0, [], 0, false)
    property string lasting: `${HealthWording.lasting(259200)}, ${Wording.age(259200)}`
}
"""


def test_only_one_place_writes_numbers_and_times() -> None:
    allowed = {"Formats.qml"}
    found = {
        f"{path.name}: {line.strip()}"
        for path in QML.rglob("*.qml")
        if path.name not in allowed
        for line in path.read_text("utf-8").splitlines()
        if OWN_WAYS.search(line)
    }
    assert found == set()


@pytest.mark.usefixtures("qapp")
def test_what_is_shown_is_written_anew_in_another_language_and_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_zone, "_now", [ZoneInfo("UTC")])
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": "en"}), QQmlEngine(), QLocale()
    engine.addImportPath(str(QML))
    translator = Translator(engine, preferences)
    component = QQmlComponent(engine)
    component.setData(SHOWN, QUrl())
    shown: Any = component.create()
    try:
        said = [shown.property(name) for name in ("number", "old", "decimal", "points", "track")]
        assert said == ["27,148", "2,112", "4.84\u202fs", "1859.1; 421\u202fpx", "1234"]
        said = [shown.property(name) for name in ("heading", "up", "direction", "angle")]
        assert said == ["\u2190", "\u2197", "backward", "92\u00b0"]
        assert shown.property("moment") == "1 Jan 2020, 00:00:00 UTC"
        assert shown.property("period") == "1 Jan 2020, 00:00\u201301:00"
        assert shown.property("counted") == "1 Jan 2020, 00:00:00\u201300:00:10"
        assert shown.property("timed") == "since 1 Jan 2020, 00:00:00 UTC, set 1 Jan 2020, 00:00:00 UTC: x"
        assert shown.property("sizes") == "0\u202fMB, 999\u202fMB, 1.0\u202fGB, 1.2\u202fGB"
        assert [shown.property(name) for name in ("filed", "lasting")] == [
            *("2020-01-01 07:30:00soon", "3\u202fdays, 3\u202fdays"),
        ]
        assert shown.property("few") == "0.0 < 0.1 0.1"
        assert shown.property("untold").partition(" · ")[2] == "2 total · partly recorded"
        assert shown.property("nothing").partition(" · ")[2] == "no data"
        preferences.language = "de"
        said = [shown.property(name) for name in ("number", "old", "decimal", "points", "track")]
        assert said == ["27.148", "2.112", "4,84\u202fs", "1859,1; 421\u202fpx", "1234"]
        assert shown.property("period") == "01.01.2020, 00:00\u201301:00"
        assert [shown.property(name) for name in ("filed", "lasting")] == [
            *("2020-01-01 07:30:00soon", "3\u202fTage, 3\u202fTagen"),
        ]
        assert shown.property("direction") == "r\u00fcckw\u00e4rts"
        site_clock.use(ZoneInfo("Europe/Berlin"))
        assert shown.property("moment") == "01.01.2020, 01:00:00 CET"
        assert [shown.property(name) for name in ("site", "typed")] == [
            *("2020-01-01 01:00:00", "01.01.2020 01:00:00, 04-05-2026"),
        ]
    finally:
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
        del shown, component


HEADERS = b"""
import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

Row {
    readonly property int room: Theme.stateLeast

    Repeater {
        model: ["running", "stalled", "halted", "stopped", "unseen", "deleted", "waiting"]

        StatusPill {
            required property string modelData

            level: "ok"
            text: Wording.engine(modelData, 720, "")
        }
    }

    Repeater {
        model: ["start", "stop", "restart"]

        StatusPill {
            required property string modelData

            level: "ok"
            text: HealthWording.doing(modelData)
        }
    }
}
"""


@pytest.mark.usefixtures("qapp")
def test_what_the_header_says_of_the_engine_is_whole_in_a_narrow_window(tmp_path: Path) -> None:
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": "en"}), QQmlEngine(), QLocale()
    engine.addImportPath(str(QML))
    translator, component = Translator(engine, preferences), QQmlComponent(engine)
    component.setData(HEADERS, QUrl())
    shown: Any = component.create()
    try:
        for language in ("en", "de"):
            preferences.language = language
            wide = {one.property("text"): one.implicitWidth() for one in shown.childItems() if one.property("level")}
            assert {text for text, width in wide.items() if width > shown.property("room")} == set()
            assert len(wide) > len(("start", "stop", "restart"))
    finally:
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
        del shown, component


class Region:
    """A language with a region's own way to write dates."""

    def __init__(self, language: QLocale.Language, short: str) -> None:
        self.language, self.dateFormat = lambda: language, lambda _: short


@pytest.mark.parametrize(
    ("short", "form"),
    [
        ("dd.MM.yy", "dd.MM.yyyy"),
        ("dd/MM/yyyy", "dd/MM/yyyy"),
        ("yyyy-MM-dd", "yyyy-MM-dd"),
        ("M/d/yy", "dd.MM.yyyy"),  # LANGUAGE=de on an American system
        ("d MM yyyy", "dd.MM.yyyy"),  # and on one without a region: 30 11 2026
    ],
)
def test_a_region_writes_dates_its_own_way_where_nobody_misreads_them(short: str, form: str) -> None:
    german = Region(QLocale.Language.German, short)
    assert site_clock.date_form(german) == form  # type: ignore[arg-type]  # as far as it is used here
