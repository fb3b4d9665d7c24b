"""A date in a file's name is what the clock at the site showed."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from core import local_time
from core.sources.recordings import arranged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


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
