"""A disk that does not answer: the writer hangs in the middle of a write, and nothing else does."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from samples import crossing
from waiting import eventually

from core.journal.aside import Refused
from core.journal.reader import Reader
from core.journal.store import Store
from core.journal.totals import Settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.journal.journal import Journal

    Open = Callable[..., Journal]


class Disk(NamedTuple):
    """Was `asked` to write, and hangs until it `answers`."""

    asked: threading.Event
    answers: threading.Event


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk, commit = Disk(threading.Event(), threading.Event()), Store.commit

    def hang(store: Store, *group: Any) -> None:
        disk.asked.set()
        disk.answers.wait(60)
        commit(store, *group)

    monkeypatch.setattr("core.journal.journal._PATIENCE", 0.05)
    monkeypatch.setattr("core.journal.journal._CAPACITY", 100)
    monkeypatch.setattr(Store, "commit", hang)
    yield disk
    disk.answers.set()


def _hung(one: Journal, disk: Disk) -> None:
    one.append([crossing(0)])
    assert disk.asked.wait(60)


def test_while_its_disk_hangs_events_wait_and_what_does_not_fit_is_told(journal: Open, disk: Disk) -> None:
    one, grown = journal("mqtt"), threading.Event()
    one.listen(grown)
    _hung(one, disk)
    one.append([crossing(number) for number in range(1, 101)])
    eventually(lambda: one.stats()["state"] == "failed")
    told = one.stats()
    assert told["reason"] == "the journal is not being written; events wait in memory"
    assert (told["waiting"], told["dropped"], told["appended"]) == (101, 0, 0)
    one.append([crossing(number) for number in range(101, 151)])
    told = one.stats()
    assert (told["state"], told["waiting"], told["dropped"]) == ("failed", 101, 50)
    assert told["reason"] == "the journal is not being written and no more events fit in memory; new events are lost"
    assert not grown.is_set()
    disk.answers.set()
    assert one.flush(60)
    eventually(lambda: one.stats()["dropped"] == 50 and one.stats()["state"] == "running")
    assert (one.stats()["appended"], one.stats()["reason"]) == (101, None)
    assert grown.is_set()
    with closing(Reader(one)) as reader:
        assert len(reader.after(0, 1_000, 1_000_000)) == 101


def test_what_is_lost_is_told_in_every_instant_and_once(journal: Open, disk: Disk) -> None:
    """Before it is written down, while it is, and afterwards."""
    one, seen = journal("mqtt"), set[int]()
    _hung(one, disk)
    one.append([crossing(number) for number in range(1, 151)])
    disk.answers.set()
    eventually(lambda: (seen.add(one.stats()["dropped"]), one.stats()["appended"] == 101)[1])
    seen.add(one.stats()["dropped"])
    one.close()
    assert seen == {50}
    assert journal("mqtt").stats()["dropped"] == 50


def test_a_journal_that_ends_while_its_disk_hangs_says_how_much_is_lost(
    journal: Open, disk: Disk, capfd: pytest.CaptureFixture[str]
) -> None:
    one = journal("mqtt")
    _hung(one, disk)
    one.append([crossing(number) for number in range(1, 151)])
    one.close(0.05)
    said = "".join(capfd.readouterr())
    assert "could not be written before the end" in said
    assert "151" in said


def test_what_fails_after_a_group_was_written_counts_nothing_twice(
    journal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = journal("mqtt")
    trim, failed = Store.trim, threading.Event()

    def once(store: Store, *bounds: Any) -> int:
        if not failed.is_set() and store.totals.appended:
            failed.set()
            raise sqlite3.OperationalError("database or disk is full")
        return trim(store, *bounds)

    monkeypatch.setattr(Store, "trim", once)
    one.settle("mqtt", Settled(1, 1, (Refused(1, "not liked", b"{}"),)))
    one.append([crossing(1)])
    assert one.flush(60)
    assert failed.is_set()
    assert (one.stats()["appended"], one.stats()["duplicates"], one.cursor("mqtt").acked) == (1, 0, 1)
