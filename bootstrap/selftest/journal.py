"""Link: events are on the disk, and read back as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from core.errors import UserError
from core.events import dump
from core.journal.journal import Journal
from core.journal.reader import Reader
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run


def check(run: Run) -> str:
    """Write the events into a journal of their own beside the engine's, and read them."""
    journal = Journal(run.folder("journal") / "journal.sqlite", Bounds(), ["selftest"])
    journal.open()
    try:
        journal.append(run.events)
        if not journal.flush(min(10.0, run.left)):
            raise UserError(journal.problem or "timed out writing the journal", "check the disk")
        with closing(Reader(journal)) as reader:
            found = {row.body for row in reader.after(0, 10, 1_000_000)}
    except sqlite3.Error as error:
        raise UserError(f"cannot read the journal: {error}", "check the disk") from None
    finally:
        journal.close()
    if found != {dump(event) for event in run.events}:
        raise UserError("the journal does not return what was written", "check the disk")
    return f"{len(found)} events written and read back"
