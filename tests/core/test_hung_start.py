"""An engine that begins on a disk which does not respond says so, and begins once it does."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from waiting import eventually

from bootstrap.condition import part_troubles
from core.engine import Engine
from core.errors import UserError
from core.journal.store import Store
from core.live import read_state
from core.settings import Settings
from core.threads import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REASON = "the disk of the journal does not respond; counting begins when it does"


class Disk:
    """Hangs until it `answers`, and then refuses if it shall."""

    def __init__(self) -> None:
        self.answers, self.refuses = threading.Event(), False

    def opened(self, opening: Callable[..., None]) -> Callable[..., None]:
        def open_store(*arguments: Any) -> None:
            self.answers.wait(60)
            if self.refuses:
                raise UserError("cannot write the journal", "mend it")
            opening(*arguments)

        return open_store


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk()
    monkeypatch.setattr("core.journal.journal._PATIENCE", 0.05)
    monkeypatch.setattr("core.engine._SLOW", 0.1)
    monkeypatch.setattr("core.engine.LEDGER", Ledger())  # what the threads of other tests raised is not its own
    monkeypatch.setattr(Store, "__init__", disk.opened(Store.__init__))
    yield disk
    disk.answers.set()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    camera = {"id": "yard", "source": "simulator:crossroads?seed=1", "detector": {"model": "ground-truth"}}
    settings = Settings.model_validate({"site": "here", "cameras": [camera]})
    return Engine(settings, state_dir=tmp_path, runtime_dir=tmp_path, cache_dir=tmp_path, realtime=True)


@pytest.fixture
def start(engine: Engine) -> Callable[[], threading.Thread]:
    def begun() -> threading.Thread:
        def work() -> None:
            try:
                engine.start()
            except UserError:
                return

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return thread

    return begun


def test_a_start_on_a_hung_disk_is_told_and_goes_on_when_it_answers(
    engine: Engine, start: Callable[[], threading.Thread], disk: Disk, tmp_path: Path
) -> None:
    def state() -> dict[str, Any]:
        return read_state(tmp_path) or {}

    beginning = start()
    eventually(lambda: (state().get("journal") or {}).get("reason") == REASON)
    assert state()["journal"]["state"] == "failed"
    assert state()["health"]["engine"]["state"] == "starting"
    assert [trouble.what for trouble in part_troubles(state())] == [f"journal failed: {REASON}"]
    disk.answers.set()
    eventually(lambda: (state().get("cameras") or {}).get("yard", {}).get("frames"))
    beginning.join(60)
    eventually(lambda: state()["health"]["engine"]["state"] == "running" and not list(part_troubles(state())))
    engine.stop(10.0)


def test_one_that_cannot_begin_after_all_says_that_it_has_ended(
    start: Callable[[], threading.Thread], disk: Disk, tmp_path: Path
) -> None:
    beginning = start()
    eventually(lambda: (read_state(tmp_path) or {}).get("journal"))
    disk.refuses = True
    disk.answers.set()
    beginning.join(60)
    state = read_state(tmp_path)
    assert state is not None
    assert state["stopped"] is True
