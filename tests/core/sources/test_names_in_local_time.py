"""A date in a file's name is what the clock at the site showed."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from core import local_time
from core.errors import UserError
from core.sources.recordings import arranged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def says(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield says
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def berlin(environment: Callable[[str], None]) -> None:
    environment("Europe/Berlin")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ")
@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(("month", "hour"), [("05", 12), ("12", 13)])
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_the_machines_zone_counts_where_the_site_names_none(
    tmp_path: Path, month: str, hour: int, zone: str | None
) -> None:
    (tmp_path / f"junction_2026-{month}-04_14-00-00.mp4").touch()
    (found,) = arranged(str(tmp_path), local_time.zone(zone))
    assert datetime.fromtimestamp(found.begin.time, UTC).hour == hour


@pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ")
@pytest.mark.parametrize("name", ["Asia/Kathmandu", ":Asia/Kathmandu"])
def test_a_zone_that_the_system_has_no_file_of_is_no_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: Callable[[str], None], name: str
) -> None:
    monkeypatch.setenv("TZDIR", str(tmp_path))
    environment(name)
    local_time.refuse_unknown_zone()
    assert local_time.local(1_767_225_600, local_time.zone()).isoformat() == "2026-01-01T05:45:00+05:45"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("UTC+3", "2025-12-31T21:00:00-03:00"),
        ("<+0545>-5:45", "2026-01-01T05:45:00+05:45"),
        ("EST5EDT,M3.2.0,M11.1.0", "2025-12-31T19:00:00-05:00"),
    ],
)
def test_a_zone_may_be_told_by_its_rules(environment: Callable[[str], None], said: str, told: str) -> None:
    environment(said)
    local_time.refuse_unknown_zone()
    assert local_time.local(1_767_225_600, local_time.zone()).isoformat() == told


@pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ")
@pytest.mark.parametrize("name", ["Europe/berlin", "Nonsense", "Mars/Olympus_Mons"])
def test_a_zone_that_nobody_knows_is_refused_unless_the_site_names_one(
    environment: Callable[[str], None], name: str
) -> None:
    environment(name)
    with pytest.raises(UserError, match=f"'{name}' in the environment variable TZ"):
        local_time.refuse_unknown_zone()
    local_time.refuse_unknown_zone("Europe/Berlin")
