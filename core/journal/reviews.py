"""What people think of violations: written into the journal beside a running engine, or without one.

SQLite takes one writer at a time and lets the other wait; whoever writes reads the counts anew within its transaction
(`Store.commit`). The engine notices within a second and delivers; without an engine the next one does.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from core.errors import UserError
from core.events import Review, event_id, utc
from core.journal.rows import encode
from core.journal.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any


def review(of: Mapping[str, Any], verdict: str, note: str, reviewer: str, time: float) -> Review:
    """The event that says what `reviewer` thinks.

    Args:
        of: the violation: its id, site, camera and rule.
        verdict: accepted, dismissed, or open for no verdict any more.
        note: why, in the reviewer's words.
        reviewer: who.
        time: seconds since the epoch; of several reviews of a violation the newest counts.

    Raises:
        pydantic.ValidationError: a value is none that the vocabulary allows.
    """
    return Review.model_validate(
        {
            "id": event_id(of["site"], of["camera"], "review", of["id"], time),
            "site": of["site"],
            "camera": of["camera"],
            "time": utc(time),
            "violation": of["id"],
            "rule": of["rule"],
            "verdict": verdict,
            "note": note,
            "reviewer": reviewer,
        }
    )


def append(journal: Path, said: Review) -> None:
    """Put a review on the disk.

    Raises:
        UserError: there is no journal, or it cannot be written now.
    """
    if not journal.is_file():
        raise UserError(f"no journal found at {journal}", "start the engine first")
    try:
        with closing(Store(journal, ())) as store:
            store.commit([encode(said)], {}, 0, said.time.timestamp())
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            f"cannot save the review in {journal}: {error}", "free some disk space and check the file's permissions"
        ) from error
