"""Pictures go into the user's folder, under names that tell and that never replace another."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage

from qml_app import shown_zone
from qml_app.snapshots import Snapshots, file_names, pictures_folder

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MOMENT = 1_777_878_000_250.0


def picture() -> QImage:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFF8000)
    return image


def test_a_name_tells_camera_and_the_sites_time_and_is_one_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_zone, "_now", [ZoneInfo("Asia/Tokyo")])
    local = datetime.fromtimestamp(MOMENT // 1000, ZoneInfo("Asia/Tokyo")).strftime("%Y-%m-%d %H-%M-%S")
    assert list(islice(file_names("../cam:1", MOMENT), 2)) == [
        f"___cam_1 {local}.250.png",
        f"___cam_1 {local}.250 (2).png",
    ]


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_saved_and_the_next_one_beside_it(tmp_path: Path, qtbot: QtBot) -> None:
    snapshots = Snapshots(tmp_path / "Pictures")
    saved: list[str] = []
    snapshots.saved.connect(saved.append)
    for _ in range(2):
        snapshots.save(picture(), "cam-1", MOMENT)
    qtbot.waitUntil(lambda: len(saved) == 2)
    snapshots.stop()
    assert len(set(saved)) == 2
    for file in saved:
        assert QImage(file).pixelColor(5, 5).getRgb()[:3] == (255, 128, 0)


@pytest.mark.usefixtures("qapp")
def test_why_a_picture_could_not_be_saved_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "Pictures").write_text("a file in the way")
    snapshots = Snapshots(tmp_path / "Pictures")
    with qtbot.waitSignal(snapshots.failed) as told:
        snapshots.save(picture(), "cam-1", MOMENT)
    assert "Pictures" in told.args[0]
    with qtbot.waitSignal(snapshots.failed) as told:
        snapshots.save(QImage(), "cam-1", MOMENT)
    assert told.args == ["there is no image to save"]
    snapshots.stop()


@pytest.mark.usefixtures("qapp")
def test_the_folder_is_the_users_own() -> None:
    assert pictures_folder().is_absolute()
