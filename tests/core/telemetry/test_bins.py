"""Bins follow the local clock: days of 23 and 25 hours, zones that are half an hour off."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import local_time
from core.errors import UserError
from core.reports.bins import Grid
from core.reports.coverage import Coverage
from core.windows_zones import IANA

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3_600
BERLIN = "Europe/Berlin"


def day(zone: str, *date: int, size: int = HOUR) -> list[tuple[str, int]]:
    """Each bin of a day: the clock at its beginning, and its minutes."""
    where = ZoneInfo(zone)
    grid = Grid(size, where)
    first = datetime(*date, tzinfo=where)  # type: ignore[arg-type]  # a date
    last = datetime(*date[:2], date[2] + 1, tzinfo=where)
    starts = list(grid.starts(first.timestamp(), last.timestamp()))
    return [(f"{local_time.local(start, where):%H:%M %Z}", (grid.end(start) - start) // 60) for start in starts]


def test_a_day_is_from_midnight_to_midnight_whatever_the_clock_does() -> None:
    assert day(BERLIN, 2026, 3, 29, size=24 * HOUR) == [("00:00 CET", 23 * 60)]
    assert day(BERLIN, 2026, 10, 25, size=24 * HOUR) == [("00:00 CEST", 25 * 60)]
    assert day(BERLIN, 2026, 5, 4, size=24 * HOUR) == [("00:00 CEST", 24 * 60)]


def test_an_hour_the_clock_shows_twice_is_two_bins_and_one_it_leaves_out_is_none() -> None:
    twice = day(BERLIN, 2026, 10, 25)
    assert len(twice) == 25
    assert twice[1:5] == [("01:00 CEST", 60), ("02:00 CEST", 60), ("02:00 CET", 60), ("03:00 CET", 60)]
    without = day(BERLIN, 2026, 3, 29)
    assert [clock for clock, _ in without[:4]] == ["00:00 CET", "01:00 CET", "03:00 CEST", "04:00 CEST"]
    assert len(without) == 23


def test_bins_shorter_than_what_the_clock_repeats_are_as_long_as_ever() -> None:
    for size in (60, 300, 900, 1_800):
        for date, hours in (((2026, 10, 25), 25), ((2026, 3, 29), 23)):
            assert [minutes for _, minutes in day(BERLIN, *date, size=size)] == [size // 60] * (hours * HOUR // size)


def test_zones_half_an_hour_off_have_full_hours_of_their_own() -> None:
    assert day("Asia/Kolkata", 2026, 5, 4)[:2] == [("00:00 IST", 60), ("01:00 IST", 60)]
    assert [minutes for _, minutes in day("Australia/Lord_Howe", 2026, 4, 5)[:3]] == [60, 90, 60]


@given(
    st.integers(0, 4_000_000_000),
    st.sampled_from([30, 60, 900, HOUR, 6 * HOUR, 24 * HOUR]),
    st.sampled_from([BERLIN, "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Pacific/Apia"]),
)
def test_every_moment_is_in_exactly_one_bin(time: int, size: int, zone: str) -> None:
    grid = Grid(size, ZoneInfo(zone))
    start = grid.start(time)
    end = grid.end(start)
    assert start <= time < end
    assert Grid(size, ZoneInfo(zone)).start(end - 1) == start
    assert Grid(size, ZoneInfo(zone)).start(end) == end


def test_a_day_of_25_hours_is_complete_after_all_of_them() -> None:
    where = ZoneInfo(BERLIN)
    start = round(datetime(2026, 10, 25, tzinfo=where).timestamp())
    for hours, complete in ((24, False), (25, True)):
        seen = Coverage(Grid(24 * HOUR, where), 30.0, start, start + 25 * HOUR)
        seen.watched("c", start, start + hours * HOUR)
        assert seen.complete(start, seen.bins("c")[start]) is complete


def test_signs_add_up_to_the_time_between_them_in_each_bin_and_to_none_outside_the_period() -> None:
    first = 1_777_852_800.0
    seen = Coverage(Grid(HOUR, ZoneInfo("UTC")), 30.0, first, first + 3 * HOUR)
    for step in range(-5, 3 * HOUR * 7 + 5):  # the first and the last are outside of the period
        seen.saw("cam", first + step / 7)
    assert list(seen.bins("cam").values()) == pytest.approx([HOUR] * 3, abs=1e-6)


def test_stretches_count_once_and_signs_near_them_tell_nothing() -> None:
    seen = Coverage(Grid(15, ZoneInfo("UTC")), 30.0, 0, 600)
    for time in (10, 20, 300, 325, 350):
        seen.saw("c", time)
    seen.stretch("c", 300, 305, good=True)
    seen.stretch("c", 303, 308, good=True)  # the clock was set back
    seen.stretch("c", 308, 320, good=False)
    assert seen.bins("c") == {0: 5.0, 15: 5.0, 300: 8.0, 315: 0.0}


def test_the_machines_own_zone_travels_to_another_process_and_tells_the_time_of_the_machine() -> None:
    zone = pickle.loads(pickle.dumps(local_time.zone()))  # noqa: S301 -- our own
    for seconds in (0, 1_790_000_000, 1_770_000_000):
        here = datetime.fromtimestamp(seconds).astimezone()
        told = local_time.local(seconds, zone)
        assert (told.utcoffset(), told.hour, told.timestamp()) == (here.utcoffset(), here.hour, seconds)
    assert local_time.written(local_time.local(1_790_000_000, ZoneInfo(BERLIN)), ZoneInfo(BERLIN)).endswith(" CEST")


@pytest.mark.parametrize(
    ("rules", "written", "name", "noon"),
    [
        ("UTC", "Europe/Berlin", "Europe/Berlin", "14"),  # a container image that was told its zone
        (BERLIN, "Europe/Berlin", "Europe/Berlin", "14"),
        (BERLIN, "Etc/UTC", None, "14"),  # the copy was made by hand
        ("UTC", "Etc/UTC", "Etc/UTC", "12"),
        ("UTC", "nonsense", None, "12"),
    ],
)
def test_a_machine_whose_rules_are_a_copy_has_the_zone_that_is_written_down(  # noqa: PLR0913, PLR0917 - a table
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, written: str, name: str | None, noon: str
) -> None:
    (tmp_path / "localtime").write_bytes(b"a copy")
    (tmp_path / "timezone").write_text(f"{written}\n")
    monkeypatch.setattr(local_time, "_LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(local_time, "_TIMEZONE", tmp_path / "timezone")
    monkeypatch.delenv("TZ", raising=False)
    where = ZoneInfo(rules)
    monkeypatch.setattr(local_time._Machine, "utcoffset", lambda _, moment: moment.replace(tzinfo=where).utcoffset())
    monkeypatch.setattr(local_time._Machine, "fromutc", lambda _, moment: _from_utc(moment, where))
    assert local_time.machine_name() == name
    summer = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("UTC")).timestamp()
    assert f"{local_time.local(summer, local_time.zone()):%H}" == noon


@pytest.mark.parametrize(
    ("registry", "name"),
    [
        ({"TimeZoneKeyName": "W. Europe Standard Time", "DynamicDaylightTimeDisabled": 0}, "Europe/Berlin"),
        ({"TimeZoneKeyName": "Turkey Standard Time\0\0rest"}, "Europe/Istanbul"),
        ({"TimeZoneKeyName": "UTC"}, "Etc/UTC"),
        ({"TimeZoneKeyName": "W. Europe Standard Time", "DynamicDaylightTimeDisabled": 1}, None),
        ({"TimeZoneKeyName": "Middle-earth Standard Time"}, None),
    ],
)
def test_a_machine_with_windows_has_the_zone_of_its_registry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: dict[str, object], name: str | None
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    for place in ("_LOCALTIME", "_TIMEZONE"):
        monkeypatch.setattr(local_time, place, tmp_path / "none")
    monkeypatch.setattr(local_time, "_registry", lambda: registry)
    assert local_time.machine_name() == name


def test_every_zone_of_windows_leads_to_one_that_exists() -> None:
    assert len(IANA) > 130
    assert set(IANA.values()) <= available_timezones()


def _from_utc(moment: datetime, where: ZoneInfo) -> datetime:
    """As a machine with these rules shows it."""
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(where).replace(tzinfo=moment.tzinfo)


def test_a_zone_that_does_not_exist_is_named() -> None:
    with pytest.raises(UserError, match="unknown time zone 'Mars/Olympus'"):
        local_time.zone("Mars/Olympus")
    with pytest.raises(UserError, match=r"unknown time zone '\.\./etc/passwd'"):
        local_time.zone("../etc/passwd")
