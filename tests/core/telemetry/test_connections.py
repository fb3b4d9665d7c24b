"""What a connection to the journal keeps in memory."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from core.journal.schema import connect, connect_reader, migrate

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def kept_kib(database: sqlite3.Connection) -> int:
    return -int(database.execute("PRAGMA cache_size").fetchone()[0])  # SQLite counts KiB as negative numbers


def test_it_is_little_and_soon_full(tmp_path: Path) -> None:
    """A cache of megabytes fills for as long as the journal is young: that growth looks like a leak."""
    path = tmp_path / "journal.sqlite"
    with closing(connect(path)) as writer:
        migrate(writer, path)
        with closing(connect_reader(path)) as reader:
            assert 0 < kept_kib(writer) <= 1024
            assert 0 < kept_kib(reader) <= 256
