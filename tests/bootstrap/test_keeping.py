"""What runs is kept for the next start; a disk that does not respond is not waited for, and gets the newest."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from bootstrap import keeping
from bootstrap.effective import Effective, read, write
from bootstrap.keeping import Keeping

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_is_kept_and_what_the_disk_refuses_is_told(tmp_path: Path) -> None:
    one = Effective("cameras: []", tmp_path)
    assert Keeping(tmp_path).keep(one) is None
    assert read(tmp_path) == one
    (tmp_path / "file").touch()
    assert Keeping(tmp_path / "file" / "below").keep(one) == "Not a directory"


def test_a_hung_disk_is_not_waited_for_and_has_the_newest_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()

    def hang(runtime: Path, one: Effective | None) -> None:
        assert answers.wait(60)
        write(runtime, one)

    monkeypatch.setattr(keeping, "write", hang)
    kept = Keeping(tmp_path, patience=0.05)
    for text in ("cameras: [a]", "cameras: [b]"):
        assert kept.keep(Effective(text, tmp_path)) == "the disk does not respond"
    answers.set()
    late = time.monotonic() + 60
    while (found := read(tmp_path)) is None or found.text != "cameras: [b]":
        assert time.monotonic() < late, found
        time.sleep(0.01)
