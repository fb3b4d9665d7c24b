"""The journal's file on the disk: opened, exchanged where it is damaged or taken away, written in groups."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from core.journal import schema
from core.journal.guard import Guard
from core.journal.salvage import replace_damaged, replace_moved
from core.journal.store import Store
from core.journal.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from core.journal.rows import Row
    from core.journal.totals import Settled, Totals

log = structlog.get_logger()


class JournalFile:
    """Owns the lock, the open store and the note beside it. One thread at a time uses it.

    Args:
        path: the SQLite file; its lock lies beside it.
        sinks: names of the sinks that must have an event before it may go.
    """

    def __init__(self, path: Path, sinks: tuple[str, ...]) -> None:
        self.path = path
        self._sinks = sinks
        self._guard = Guard(path)
        self._witness = Witness(path.with_name(f"{path.name}.note"))
        self._store: Store | None = None
        self._suspicion: sqlite3.Error | None = None
        self.generation = 0

    def open(self) -> Store:
        """Take the lock and open the file; a damaged one is set aside and salvaged.

        Raises:
            UserError: another process has the journal, it cannot be written, or it belongs to a newer program.
        """
        self._guard.take()
        try:
            store = self._open_store()
        except BaseException:
            self.let_go()
            self._guard.release()
            raise
        if store.copied:
            what = "the journal comes from another machine; it logs in to brokers under a new name"
            log.warning(what, name=store.client)
        return store

    def _open_store(self) -> Store:
        emptied = self.path.is_file() and not self.path.stat().st_size
        try:
            self._store = store = Store(self.path, self._sinks)
            store.check()
        except sqlite3.DatabaseError as error:
            if not schema.is_damage(error):
                raise self._guard.unwritable(error) from error
            store = self.replace_damaged()
        if not self.generation and (told := self._witness.compare(store, emptied=emptied)):  # else a salvage told it
            log.error(told, path=str(self.path))
        self._witness.note(store.instance, store.totals, now=True)
        return store

    def replace_damaged(self, known: Totals | None = None) -> Store:
        """Set the file aside under a telling name and go on with what can be saved of it.

        Raises:
            OSError: it cannot be moved.
            sqlite3.Error: no new file can be made.
        """
        self.let_go()
        self._store, message = replace_damaged(self.path, self._sinks, known)
        self.generation += 1
        log.error(message)
        return self._store

    def _replace_moved(self, old: Store) -> Store:
        """Go on in a new file at the journal's path: what is written elsewhere, nobody would ever read."""
        self._store, message = replace_moved(self.path, self._sinks, old)
        self._suspicion = None  # of what was put there meanwhile
        self.generation += 1
        log.error(message)
        return self._store

    def suspect(self, error: sqlite3.Error) -> bool:
        """A reader met `error`; whether it speaks of damage, which the next commit then looks at."""
        if not schema.is_damage(error):
            return False
        self._suspicion = error
        return True

    def commit(self, rows: Sequence[Row], settled: Mapping[str, Settled], dropped: int, now: float) -> Store:
        """Write one group; see `Store.commit`. Returns the store that has it.

        Raises:
            OSError: the file was moved, and its place cannot be cleared.
            sqlite3.Error: it cannot be written, or is damaged.
        """
        store = self._store
        if store is not None and store.moved():
            store = self._replace_moved(store)
        suspicion, self._suspicion = self._suspicion, None
        if suspicion is not None:
            raise suspicion
        if store is None:
            self._store = store = Store(self.path, self._sinks)
        store.commit(rows, settled, dropped, now)
        return store

    def note(self, store: Store) -> None:
        """Leave word beside the file of how far it is, now and then."""
        self._witness.note(store.instance, store.totals)

    def distrust(self) -> None:
        """After an I/O error the connection is given up, unless nothing else leads to the events."""
        if self._store is None or not self._store.moved():
            self.let_go()

    def let_go(self) -> None:
        """Close the connection; the lock stays."""
        if self._store is not None:
            with suppress(sqlite3.Error):
                self._store.close()
            self._store = None

    def close(self) -> None:
        """Leave word, close the file and give back the lock."""
        if self._store is not None:
            self._witness.note(self._store.instance, self._store.totals, now=True)
        self.let_go()
        self._guard.release()
