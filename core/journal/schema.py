"""The journal's file: tables, pragmas and migrations."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core import private
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

#: Its name in an engine's state folder.
JOURNAL: Final = "journal.sqlite"
#: That of `ingest` in its own.
INGEST_JOURNAL: Final = "ingest.sqlite"
#: Step n brings a file from version n to n + 1; a released step never changes, new ones are appended.
#: events_once begins with kind and time, so that it answers questions about a period too and grows at its end:
#: a key of hashes alone would touch a random page for every event.
MIGRATIONS: Final = (
    """
    CREATE TABLE events (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, time INTEGER NOT NULL,
        digest INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE UNIQUE INDEX events_once ON events (kind, time, digest);
    CREATE TABLE cursors (sink TEXT PRIMARY KEY, seq INTEGER NOT NULL, acked INTEGER NOT NULL,
        set_aside INTEGER NOT NULL, dropped INTEGER NOT NULL);
    CREATE TABLE set_aside (id INTEGER PRIMARY KEY, sink TEXT NOT NULL, seq INTEGER NOT NULL, at REAL NOT NULL,
        reason TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
    CREATE TABLE marks (seq INTEGER PRIMARY KEY, at REAL NOT NULL);
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    INSERT INTO meta VALUES ('instance', lower(hex(randomblob(8))));
    """,
    """
    ALTER TABLE set_aside ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX set_aside_again ON set_aside (sink, id) WHERE again;
    """,
)

#: KiB of pages that a connection keeps. They fill with the journal, for half an hour at 4 MiB, which looks like a leak.
_WRITER_KIB: Final = 1024
_READER_KIB: Final = 256

_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_damage(error: Exception) -> bool:
    """Whether the file itself is broken; everything else (disk full, no permission) may pass."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE


def connect(path: Path) -> sqlite3.Connection:
    """Open the journal for writing; what is committed is on the disk, power cut or not.

    Raises:
        sqlite3.Error: it cannot be opened, or is damaged.
    """
    with suppress(OSError):  # a new one, whose WAL takes its rights from it; what else is wrong SQLite says itself
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, private.FILE))
    database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "wal_autocheckpoint=4000",
            "journal_size_limit=33554432",
            f"cache_size=-{_WRITER_KIB}",
        ):
            database.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:
        database.close()
        raise
    return database


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open the journal for reading, beside its writer."""
    database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    for pragma in ("query_only=ON", f"cache_size=-{_READER_KIB}"):
        database.execute(f"PRAGMA {pragma}")
    return database


def migrate(database: sqlite3.Connection, path: Path) -> None:
    """Bring the file to this program's version, each step whole or not at all.

    Raises:
        UserError: the file was written by a newer program.
    """
    have = version(database)
    if have > len(MIGRATIONS):
        raise UserError(
            f"journal {path} has version {have}; this release supports up to {len(MIGRATIONS)}",
            "install the newer release, or move the file away to start a new journal",
        )
    for number, step in enumerate(MIGRATIONS[have:], have + 1):
        try:
            database.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version={number}; COMMIT")
        except sqlite3.Error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise


def version(database: sqlite3.Connection) -> int:
    """The file's schema version; 0 is an empty file."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])
