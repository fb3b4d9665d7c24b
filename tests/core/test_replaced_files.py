"""Files that somebody holds for a moment, as virus scanners and readers on Windows do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bootstrap.report_file import write_report
from core import patience, private
from core.evidence.shelf import Shelf
from core.live import read_state, write_state
from core.patience import patiently


class Held:
    """A file that is held by somebody else the first few times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, method: str, times: int = 2) -> None:
        self.refused = 0
        real = getattr(Path, method)

        def refusing(path: Path, *given: Any, **named: Any) -> Any:
            if self.refused < times:
                self.refused += 1
                raise PermissionError(13, "being used by another process", str(path))
            return real(path, *given, **named)

        monkeypatch.setattr(Path, method, refusing)
        monkeypatch.setitem(patiently.__kwdefaults__, "system", "nt")
        monkeypatch.setitem(patiently.__kwdefaults__, "pause", lambda _: None)


def test_what_is_done_patiently_gives_what_it_gives() -> None:
    assert patience.patiently(lambda: 7) == 7


def test_pauses_double_and_end() -> None:
    pauses: list[float] = []

    def refused() -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        patiently(refused, attempts=4, pause=pauses.append, system="nt")
    assert pauses == [0.01, 0.02, 0.04]


def test_state_report_and_evidence_are_written_once_their_reader_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path / "evidence", 1, 1_000)
    shelf.open()
    writes = {
        "state": lambda: write_state(tmp_path, {"pid": 1}),
        "private": lambda: private.write(tmp_path / "note", "text"),
        "report": lambda: write_report(tmp_path / "report.json", {"cameras": {}}),
        "evidence": lambda: shelf.write("ab" * 8, ".jpg", lambda path: path.write_bytes(b"picture")),
    }
    for name, write in writes.items():
        with monkeypatch.context() as patched:
            held = Held(patched, "replace")
            write()
            assert (name, held.refused) == (name, 2)
    assert not list(tmp_path.rglob("*.part*"))
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == {"cameras": {}}


def test_a_state_that_is_just_being_replaced_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_state(tmp_path, {"pid": 1})
    Held(monkeypatch, "read_text")
    assert read_state(tmp_path) == {"pid": 1}
