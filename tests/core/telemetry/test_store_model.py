"""The journal's tables behave like a plain list, whatever is done to them in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.journal.aside import Refused
from core.journal.rows import Row
from core.journal.schema import connect_reader
from core.journal.store import Store
from core.journal.totals import Settled

SINKS = ("mqtt", "influx")


class Model(RuleBasedStateMachine):
    """A list of events, and for each sink how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = 1_000_000.0
        self.store = Store(self.folder / "journal.sqlite", SINKS)
        self.events: dict[int, int] = {}  # number of the row -> time of the event
        self.last = 0
        self.dropped = self.duplicates = self.appended = 0
        self.seq = dict.fromkeys(SINKS, 0)
        self.acked = dict.fromkeys(SINKS, 0)
        self.aside = dict.fromkeys(SINKS, 0)

    @rule(times=st.lists(st.integers(0, 300), max_size=30), lost=st.integers(0, 2))
    def append(self, times: list[int], lost: int) -> None:
        self.store.commit([Row(1, time, 0, b"x" * 50) for time in times], {}, lost, self.now)
        self.dropped += lost
        for time in times:
            if time in self.events.values():
                self.duplicates += 1
            else:
                self.last += 1
                self.events[self.last] = time
                self.appended += 1

    @rule(sink=st.sampled_from(SINKS), count=st.integers(0, 20), refused=st.integers(0, 2))
    def settle(self, sink: str, count: int, refused: int) -> None:
        upto = min(self.seq[sink] + count, self.last)
        done = upto - self.seq[sink]
        refused = min(refused, done)
        items = tuple(Refused(upto, "why", b"") for _ in range(refused))
        self.store.commit([], {sink: Settled(upto, done - refused, items)}, 0, self.now)
        self.seq[sink] = upto
        self.acked[sink] += done - refused
        self.aside[sink] += refused

    @rule()
    def grow_old(self) -> None:
        self.now += 1_000

    @rule(age=st.sampled_from([500, 1_500, 10_000]))
    def trim(self, age: int) -> None:
        before = self.store.totals.first
        while self.store.trim(10**9, self.now - age):
            pass
        gone = range(before, self.store.totals.first)
        self.dropped += max(sum(number > seq for number in gone) for seq in self.seq.values())
        for number in gone:
            del self.events[number]
        for sink in SINKS:
            self.seq[sink] = max(self.seq[sink], self.store.totals.first - 1)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store(self.folder / "journal.sqlite", SINKS)

    @invariant()
    def agrees(self) -> None:
        totals = self.store.totals
        database = connect_reader(self.folder / "journal.sqlite")
        assert dict(database.execute("SELECT seq, time FROM events")) == self.events
        database.close()
        assert (totals.appended, totals.duplicates, totals.dropped) == (self.appended, self.duplicates, self.dropped)
        assert totals.last == self.last
        for sink, cursor in totals.cursors.items():
            assert (cursor.seq, cursor.acked, cursor.set_aside) == (self.seq[sink], self.acked[sink], self.aside[sink])
            assert cursor.acked + cursor.set_aside + cursor.dropped == cursor.seq

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestModel = Model.TestCase
TestModel.settings = settings(stateful_step_count=30)
