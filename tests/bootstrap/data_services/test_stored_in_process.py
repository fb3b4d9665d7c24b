"""What is missing from the database's own files is told once, with what helps: InfluxDB itself says it is well."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest
from in_process import Here, installed

from bootstrap.converge.resource import InOrder, Skip
from bootstrap.setup.roles import influxdb as role

if TYPE_CHECKING:
    from pathlib import Path

STORED = "stored data"
CORRUPT = (
    'ts=2026-11-30T10:00:0{}Z lvl=info msg="File corrupt" log_id=0 service=storage-engine engine=tsm1 '
    'error="snappy: corrupt input" name=/data/engine/wal/0123456789abcdef/autogen/1/_00001.wal pos=812\n'
)
START = 'ts=2026-11-30T09:59:59Z lvl=info msg="Welcome to InfluxDB" log_id=0 version=v2.9.1\n'


@pytest.fixture
def here(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    here = installed(prefix, monkeypatch, "influxdb")
    folder(here).mkdir(parents=True, exist_ok=True)
    (folder(here) / "points").write_text(f"counts,site=s count=1i {time.time_ns() - 60_000_000_000}\n")
    assert here.setup() == {}  # it notes the newest value
    return here


def folder(here: Here) -> Path:
    influx = role.site(here.context).operator(here.context)
    org = influx.organization("smart-intersection")
    assert org
    bucket = influx.bucket(org.id, "traffic")
    assert bucket
    return here.layout.data("influxdb") / "engine" / "data" / bucket.id


def test_values_that_are_gone_with_their_files_are_told_once(here: Here) -> None:
    shutil.rmtree(here.layout.data("influxdb") / "engine")
    assert "are gone" in here.setup()[STORED]
    (note,) = here.notes
    assert "holds nothing of them; if there is a backup" in note
    assert "telemetry retry influx --all" in note
    assert here.setup() == {}


def test_values_that_the_index_lacks_are_told_with_the_command_that_makes_it_anew(here: Here) -> None:
    bucket = folder(here)
    (bucket / "points").unlink()
    (bucket / "autogen" / "1").mkdir(parents=True)
    (bucket / "autogen" / "1" / "000000001-000000001.tsm").write_bytes(b"x")
    assert "are gone" in here.setup()[STORED]
    assert f"influxd inspect build-tsi --bucket-id {bucket.name} " in here.notes[0]
    assert here.setup() == {}


def test_files_of_a_bucket_that_the_metadata_do_not_know_are_told(here: Here) -> None:
    bucket = folder(here)
    bucket.rename(bucket.with_name("0123456789abcdef"))
    assert "are gone" in here.setup()[STORED]
    assert "influxd.bolt is not the file that belongs to them" in here.notes[0]
    assert here.setup() == {}


def test_what_metadata_of_another_time_do_not_know_is_told_until_the_next_run(here: Here) -> None:
    noted = here.context.notes.get("influxdb", "newest value")
    here.context.notes.put("influxdb", "newest value", {**noted, "bucket": "0123456789abcdef"})
    earlier = folder(here).with_name("0123456789abcdef")
    earlier.mkdir()
    (earlier / "points").write_text("x")
    here.context.check = True
    found = here.look("influxdb", STORED)
    assert isinstance(found, Skip)
    assert f"{earlier}: data of buckets that InfluxDB does not know" in found.reason
    here.context.check = False
    assert here.setup() == {}
    assert isinstance(here.look("influxdb", STORED), InOrder)


def test_a_file_that_was_cut_off_is_told_once_and_again_after_the_next_start(here: Here) -> None:
    log = here.layout.logs / "influxdb.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(CORRUPT.format(0) + START)
    assert here.setup() == {}  # of an earlier start
    log.write_text(START + CORRUPT.format(1))
    assert "_00001.wal" in here.setup()[STORED]
    assert "went on without the rest" in here.notes[0]
    assert here.setup() == {}
    log.write_text(START + CORRUPT.format(1) + START + CORRUPT.format(2))
    assert STORED in here.setup()


def test_what_is_older_than_the_retention_may_be_gone(here: Here) -> None:
    noted = here.context.notes.get("influxdb", "newest value")
    here.context.notes.put("influxdb", "newest value", {**noted, "time": "2020-01-01T00:00:00.000Z"})
    (folder(here) / "points").unlink()
    assert here.setup() == {}
    assert here.context.notes.get("influxdb", "newest value") is None
