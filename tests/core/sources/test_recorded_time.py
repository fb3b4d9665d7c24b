from __future__ import annotations

import os
import struct
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from core.sources.container_time import creation_time
from core.sources.recorded_time import begin_as_told, begins, time_in_name

if TYPE_CHECKING:
    from pathlib import Path

NEW_YEAR = 1577836800.0
NOON = NEW_YEAR + 12 * 3600


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4", NEW_YEAR),
        ("2020-01-01_00-00-00.mp4", NEW_YEAR),
        ("x_2020-02-31_00-00-00_2020-01-01_00-00-00.mp4", NEW_YEAR),
        ("20200101_120000.mp4", NOON),
        ("VID_20200101_120000.mp4", NOON),
        ("PXL_20200101_120000123.mp4", NOON),
        ("2020-01-01T12-00-00.mkv", NOON),
        ("2020-01-01 12:00:00.mp4", NOON),
        ("ch01_20200101120000.mp4", NOON),
        ("192.168.1.64_01_20200101120000123_TIMING.mp4", NOON),
        ("NVR_ch3_main_20200101120000_20200101130000.dav", NOON),
        ("cam 2020.01.01 12.00.00.avi", NOON),
        ("clip 2020-01-01 at 12.00.00.mp4", NOON),
        ("2020-01-01_12h00m05.mp4", NOON + 5),
        ("camera-1577880000.mp4", NOON),
        ("camera-1577880000123.mp4", NOON),
        ("x_2020-01-01.mp4", None),
        ("x_12020-01-01_00-00-00.mp4", None),
        ("GX010023.MP4", None),
        ("order 4711.mp4", None),
    ],
)
def test_a_time_is_read_from_the_name(name: str, time: float | None) -> None:
    found = time_in_name(name)
    assert (found.timestamp() if found else None) == time


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("cam_2020-07-01T12-00-00.mp4", "12:00+02:00"),
        ("cam_2020-07-01T12-00-00Z.mp4", "12:00+00:00"),
        ("20200701T120000.250Z.mp4", "12:00+00:00"),
        ("cam 2020-07-01 12.00.00 (UTC).mkv", "12:00+00:00"),
        ("2020-07-01_12-00-00_UTC.mp4", "12:00+00:00"),
        ("PXL_20200701_120000123.mp4", "12:00+00:00"),
        ("2020-07-01_12-00-00-123456+0530.mp4", "12:00+05:30"),
        ("2020-07-01T12_00_00-04_00.mp4", "12:00-04:00"),
        ("2020-07-01_12-00-00-0400.mp4", "12:00+02:00"),
        ("20200701_120000_0001.mp4", "12:00+02:00"),
        ("20200701_120000_120500.mp4", "12:00+02:00"),
        ("2020-07-01_12-00-00_amber.mp4", "12:00+02:00"),
        ("Screen Recording 2020-07-01 at 3.00.00 PM.mov", "15:00+02:00"),
        ("Screen Recording 2020-07-01 at 12.00.00 AM.mov", "00:00+02:00"),
        ("WhatsApp Video 2020-07-01 at 12.00.00 p.m..mp4", "12:00+02:00"),
        ("Kreuzung 01.07.2020 12-00-00.avi", "12:00+02:00"),
        ("2020_0701_120000_001F.MP4", "12:00+02:00"),
        ("clip_20190101_20200701_120000.mp4", "12:00+02:00"),
    ],
)
def test_a_name_may_tell_on_which_clock_it_is(name: str, time: str) -> None:
    found = time_in_name(name, ZoneInfo("Europe/Berlin"))
    assert found is not None
    assert found.isoformat() == f"2020-07-01T{time[:5]}:00{time[5:]}"


def test_the_day_may_be_a_folder_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "2020-01-01" / "001" / "dav" / "12.00.00-12.30.00[R][0@0][0].mp4"
    assert begins(path) == (NOON, "file name")


def test_without_a_name_the_container_tells_then_the_change_of_the_file(tmp_path: Path) -> None:
    plain, stated, absurd = tmp_path / "a.mp4", tmp_path / "b.mp4", tmp_path / "c.mp4"
    plain.write_bytes(b"nothing in here")
    stated.write_bytes(moov(NOON))
    absurd.write_bytes(moov(0))
    for path in (plain, stated, absurd):
        os.utime(path, (NOON + 500, NOON + 500))
    assert begins(plain) == (NOON + 500, "change time")
    assert begins(stated) == (NOON, "creation time")
    assert begins(absurd) == (NOON + 500, "change time")  # 1904, or nobody set it
    os.utime(stated, (NOON - 10 * 86_400,) * 2)
    assert begins(stated).known_from == "change time"  # made after it was written: the clock was wrong


def moov(time: float) -> bytes:
    since_1904 = int(time - datetime(1904, 1, 1, tzinfo=UTC).timestamp()) if time else 0
    mvhd = struct.pack(">I4sIII", 20, b"mvhd", 0, since_1904, 0)
    return struct.pack(">I4s", 12, b"ftyp") + b"isom" + struct.pack(">I4s", 8 + len(mvhd), b"moov") + mvhd


@pytest.mark.parametrize("data", [b"", b"\0" * 64, struct.pack(">I4s", 3, b"moov"), b"\x1a\x45\xdf\xa3\x44\x61\x88\0"])
def test_damaged_containers_tell_no_time(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert creation_time(tmp_path / "x") is None


def test_what_was_typed_wins_and_a_time_without_a_zone_is_utc() -> None:
    recorded = datetime(2021, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    new_year = datetime(2021, 1, 1, tzinfo=UTC).timestamp()
    assert begin_as_told(recorded, 7.0) == (7.0, "start time")
    assert begin_as_told(recorded, None) == (new_year - 3600, "typed")
    assert begin_as_told(recorded.replace(tzinfo=None), None) == (new_year, "typed")
    assert begin_as_told(None, None) is None


def test_a_time_without_a_zone_is_the_sites(tmp_path: Path) -> None:
    berlin, path = ZoneInfo("Europe/Berlin"), tmp_path / "cam_2020-07-01_12-00-00.mp4"
    path.write_bytes(b"")
    noon = datetime(2020, 7, 1, 12, tzinfo=UTC).timestamp()
    assert begins(path).time == noon
    assert begins(path, berlin).time == noon - 7_200
    assert begin_as_told(datetime(2020, 7, 1, 12), None, berlin) == (noon - 7_200, "typed")  # noqa: DTZ001 -- as typed
    assert begin_as_told(datetime(2020, 7, 1, 12, tzinfo=UTC), None, berlin) == (noon, "typed")
