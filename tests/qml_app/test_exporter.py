"""A file of what a page shows: its form, its name, and the folder that is remembered."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import recorded
from PySide6.QtCore import QUrl

from core.reports.tables import Span
from qml_app import shown_zone
from qml_app.exporter import Exporter, has_native_dialogs

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

START = 1_777_878_000.0  # 2026-05-04 07:00 UTC


@pytest.mark.usefixtures("qapp")
def test_the_ending_says_the_form_and_the_folder_is_remembered(state_dir: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = recorded.write(state_dir, [recorded.crossing(START + 5, 1)])
    span = Span(path, START, START + 900, 900, zone=ZoneInfo("Europe/Berlin"))
    exporter, out = Exporter("counts", lambda: span, state_dir), tmp_path / "out"
    out.mkdir()
    for name in ("a.csv", "b.xlsx", "c.json", "d"):
        exporter.save(QUrl.fromLocalFile(str(out / name)))
        qtbot.waitUntil(lambda: not exporter.busy, timeout=60_000)
        assert (exporter.failure, exporter.rows) == ("", 1)
    assert json.loads((out / "c.json").read_text("utf-8"))[0]["start"] == "2026-05-04T09:00:00+02:00"
    assert "09:00:00+02:00" in (out / "a.csv").read_text("utf-8")
    assert (out / "d.csv").read_bytes() == (out / "a.csv").read_bytes()
    with zipfile.ZipFile(out / "b.xlsx") as book:
        assert b"start (Europe/Berlin)" in book.read("xl/sharedStrings.xml")
    assert Exporter("movements", lambda: span, state_dir).folder == QUrl.fromLocalFile(str(out))
    exporter.save(QUrl.fromLocalFile(str(tmp_path / "nowhere" / "e.csv")))
    qtbot.waitUntil(lambda: exporter.failure != "", timeout=60_000)
    assert exporter.rows == -1


def test_a_name_says_table_and_period(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_zone, "_now", [ZoneInfo("UTC")])
    exporter = Exporter("counts", lambda: None, state_dir)  # type: ignore[arg-type,return-value]  # never asked
    day = (START - 7 * 3_600) * 1000
    assert exporter.named("counts", day, day + 86_400_000, "csv") == "counts_2026-05-04.csv"
    hour = exporter.named("speeds", START * 1000, START * 1000 + 3_600_000, "xlsx")
    assert hour == "speeds_2026-05-04_0700--2026-05-04_0800.xlsx"
    assert exporter.at(QUrl.fromLocalFile("/a"), "../b.csv") == QUrl.fromLocalFile("/a/b.csv")


def test_where_there_is_a_dialog_of_the_systems_own() -> None:
    assert [has_native_dialogs(*told) for told in (("win32", ""), ("darwin", ""), ("linux", "ubuntu:GNOME"))] == [
        True
    ] * 3
    assert not has_native_dialogs("linux", "")
