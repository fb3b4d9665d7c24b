"""What lets a service that has given up begin again: its configuration is another one."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from bootstrap.services.heed import Heed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_change_of_either_file_is_seen_and_one_that_says_the_same_is_none(tmp_path: Path) -> None:
    now = [0.0]
    named, kept = tmp_path / "c.yaml", tmp_path / "effective.json"
    named.write_text("cameras: []")
    kept.write_text(json.dumps({"file": str(named)}))
    heed = Heed(kept, lambda: now[0])

    def changed() -> bool:
        now[0] += 1.0
        return heed.changed()

    assert not changed()
    kept.rename(tmp_path / "old")
    kept.write_text(json.dumps({"file": str(named)}))  # the engine writes it once more before it ends
    assert not changed()
    os.utime(named, (1, 1))
    assert changed()
    heed.note()
    assert not changed()
    kept.write_text(json.dumps({"file": None}))
    assert changed()
    heed.note()
    kept.unlink()
    assert changed()
    heed.note()
    kept.write_text("{")
    assert changed()
    assert not heed.changed()  # once a second


def test_a_service_that_runs_on_nothing_has_nothing_that_changes() -> None:
    assert not Heed(None, lambda: 0.0).changed()
