"""A journal that is damaged, or whose disk is full."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from samples import crossing
from waiting import eventually

from core.events import load
from core.journal.reader import Reader
from core.journal.totals import Settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.journal import Journal

    Open = Callable[..., Journal]

PAGE = 4096


def _numbers(journal: Journal) -> list[int]:
    with closing(Reader(journal)) as reader:
        return [load(event.body).track for event in reader.after(0, 1_000_000, 1_000_000_000)]  # type: ignore[union-attr]


def _filled(journal: Open, count: int) -> Path:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(count)])
    assert one.flush(10)
    one.settle("mqtt", Settled(count // 2, count // 2))
    one.close()
    return one.path


def _overwrite(path: Path, first: int, pages: int) -> None:
    with path.open("r+b") as file:
        file.seek(first * PAGE)
        file.write(b"\xa5" * PAGE * pages)


def test_a_journal_with_broken_pages_is_set_aside_and_what_is_readable_goes_on(
    journal: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _filled(journal, 5_000)
    _overwrite(path, 60, 3)
    one = journal("mqtt")
    aside = list(path.parent.glob("journal.damaged-*.sqlite"))
    assert len(aside) == 1
    assert str(aside[0]) in capsys.readouterr().out
    numbers = _numbers(one)
    assert numbers == sorted(numbers)
    assert 4_000 < len(numbers) < 5_000
    assert one.cursor("mqtt").seq == 2_500
    assert one.stats()["dropped"] == 5_000 - len(numbers)
    one.append([crossing(5_000)])
    assert one.flush(10)
    assert _numbers(one)[-1] == 5_000
    assert one.totals.last == 5_001


def test_a_file_that_is_no_database_is_set_aside_and_a_new_journal_begun(journal: Open, tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"not a database at all, " * 1_000)
    one = journal("mqtt")
    one.append([crossing(1)])
    assert one.flush(10)
    assert _numbers(one) == [1]
    (aside,) = path.parent.glob("journal.damaged-*.sqlite")
    assert aside.read_bytes().startswith(b"not a database")


def test_a_truncated_file_is_salvaged(journal: Open) -> None:
    path = _filled(journal, 5_000)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size // 2 // PAGE * PAGE)
    one = journal("mqtt")
    assert list(path.parent.glob("journal.damaged-*"))
    one.append([crossing(9_999)])
    assert one.flush(10)
    assert _numbers(one)[-1] == 9_999


def test_damage_that_a_reader_meets_while_running_is_mended_while_running(journal: Open) -> None:
    path = _filled(journal, 20_000)
    one = journal("mqtt")
    _overwrite(path, 300, 400)
    before = one.totals
    with closing(Reader(one)) as reader, pytest.raises(Exception, match="malformed") as caught:
        reader.after(0, 1_000_000, 1_000_000_000)
    one.suspect(caught.value)  # type: ignore[arg-type]
    eventually(lambda: one.generation == 1)
    one.append([crossing(20_000)])
    assert one.flush(10)
    numbers = _numbers(one)
    assert numbers[-1] == 20_000
    assert 5_000 < len(numbers) < 20_001
    assert one.totals.last == before.last + 1
    assert one.cursor("mqtt") == before.cursors["mqtt"]


FULL_DISK = textwrap.dedent(
    """
    import resource, sys, time
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from samples import crossing, settings
    from core.telemetry import Telemetry

    telemetry = Telemetry(settings(profile="local"), Path(sys.argv[1]))
    telemetry.start()
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    slowest, number = 0.0, 0
    while telemetry.stats()["journal"]["state"] == "running":
        began = time.perf_counter()
        telemetry.emit([crossing(number + more) for more in range(50)])
        slowest = max(slowest, time.perf_counter() - began)
        number += 50
        time.sleep(0.005)
    print(telemetry.stats()["journal"]["reason"])
    for _ in range(500):  # keeps detecting
        telemetry.emit([crossing(number + more) for more in range(50)])
        number += 50
    assert telemetry.stats()["journal"]["state"] == "paused"
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    while telemetry.stats()["journal"]["waiting"]:
        time.sleep(0.01)
    telemetry.close(5)
    journal = telemetry.stats()["journal"]
    assert journal["state"] == "running", journal
    assert journal["appended"] + journal["dropped"] == number, (journal, number)
    print(journal["dropped"])
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit for a process")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("instead", [None, b"", b"something else" * 1_000])
def test_a_file_that_is_taken_away_while_it_is_written_loses_nothing(journal: Open, instead: bytes | None) -> None:
    one = journal("mqtt")
    one.append([crossing(number) for number in range(50)])
    assert one.flush(10)
    one.settle("mqtt", Settled(20, 20))
    if instead is None:
        one.path.unlink()
    else:
        other = one.path.with_name("other")
        other.write_bytes(instead)
        other.replace(one.path)
    one.append([crossing(number) for number in range(50, 100)])
    eventually(lambda: one.totals.appended == 100)
    assert _numbers(one) == list(range(100))
    one.close()
    again = journal("mqtt")
    assert _numbers(again) == list(range(100))
    assert (again.totals.dropped, again.cursor("mqtt").seq) == (0, 20)


def test_a_full_disk_pauses_the_journal_and_only_what_has_no_room_in_memory_is_lost(tmp_path: Path) -> None:
    script = tmp_path / "full.py"
    script.write_text(FULL_DISK)
    done = subprocess.run(
        [sys.executable, script, tmp_path / "state", Path(__file__).parent], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert any(line.startswith("cannot write journal.sqlite") for line in lines)
    assert int(lines[-1]) > 0
    assert sum("cannot write the journal" in line for line in lines) == 1
