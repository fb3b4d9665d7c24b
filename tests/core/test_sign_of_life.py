"""An engine without room on the disk counts on: it is not taken for one that hangs, and what it told is told as old."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from bootstrap.condition import engine_trouble, part_troubles
from bootstrap.services import probes
from bootstrap.services.spec import StateProbe
from core import private, sign_of_life
from core.live import read_state, state_path, write_state
from core.processes import Identity
from core.telling import Telling

if TYPE_CHECKING:
    from pathlib import Path

OLD = 60.0


def told(runtime: Path, **more: Any) -> None:
    """What an engine that is this process said a minute ago."""
    me = Identity.own()
    beat, updated = time.monotonic() - OLD, time.time() - OLD
    write_state(runtime, {"pid": me.pid, "created": me.created, "beat": beat, "updated": updated, **more})


@pytest.fixture(autouse=True)
def in_plenty(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this machine is, nobody is silent because of that."""
    monkeypatch.setattr(probes, "starves", lambda _: False)


def silent(runtime: Path) -> str | None:
    return probes._tells(StateProbe(path=state_path(runtime)))


def test_a_sign_of_life_is_heard_until_the_file_is_written_again(tmp_path: Path) -> None:
    told(tmp_path)
    assert sign_of_life.heard(state_path(tmp_path)) is None
    assert silent(tmp_path) is not None
    sign_of_life.give(state_path(tmp_path))
    assert silent(tmp_path) is None
    state = read_state(tmp_path)
    assert state is not None
    assert time.monotonic() - state["beat"] < OLD / 2
    assert abs(time.time() - state["updated"]) < OLD / 2
    assert engine_trouble(state, None) is None
    assert [str(one.what) for one in part_troubles(state)] == [f"engine {state['unwritten']}"]
    told(tmp_path)
    assert "unwritten" not in (read_state(tmp_path) or {})
    assert silent(tmp_path) is not None


def test_one_that_gives_no_more_signs_hangs(tmp_path: Path) -> None:
    told(tmp_path)
    os.utime(state_path(tmp_path), (0.0, time.monotonic() - OLD / 2))
    assert silent(tmp_path) is not None


def test_the_engine_gives_one_where_it_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    class Idle:
        def __getattr__(self, _: str) -> Any:
            return dict

    idle: Any = Idle()
    telling = Telling(tmp_path, idle, idle, look=dict, snapshot=dict, beside=dict, about=dict)
    monkeypatch.setattr(private, "write", full)
    telling._write({})
    monkeypatch.undo()
    assert silent(tmp_path) is None
    telling._write({})
    assert "unwritten" not in (read_state(tmp_path) or {})
