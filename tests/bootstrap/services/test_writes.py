"""A database that answers and cannot write is not well; it is started again once that can help, and not more often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from test_how_services_end import Asked

from bootstrap.services import child as module
from bootstrap.services import control, writes

if TYPE_CHECKING:
    from pathlib import Path

HERE = "http://127.0.0.1:8086"
FULL = "HTTP 500: unexpected error writing points to database: [shard 2] no space left on device"
STUCK = (
    "HTTP 500: unexpected error writing points to database: not attempting to open shard 2; "
    "opening shard previously failed with: no space left on device"
)
ROOM = 10**9


def state(reason: str | None, address: str = HERE) -> dict[str, Any]:
    return {"database": {"address": address, "reason": reason, "state": "failing"}}


@pytest.mark.parametrize(
    ("found", "room", "restart"),
    [
        (state(None), ROOM, None),
        (state("connection refused"), ROOM, None),
        (state(STUCK, "http://elsewhere:8086"), ROOM, None),
        ({}, ROOM, None),
        (state(FULL), 0, False),
        (state(STUCK), 0, False),
        (state(FULL), ROOM, False),
        (state(STUCK), ROOM, True),
        (state(f"the server rejects all points: {STUCK}"), ROOM, True),
    ],
)
def test_what_the_engine_says_of_its_writes_belongs_to_the_databases_health(
    found: dict[str, Any], room: int, *, restart: bool | None
) -> None:
    told = writes.judge(HERE, found, lambda: room)
    assert (told.restart if told else None) is restart
    if told:
        assert "cannot write" in told.what
        assert ("disk is full" in told.what) is (room == 0)


def test_a_store_that_stays_closed_is_opened_once_there_is_room_and_not_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, room, asked = [1000.0], [0], []
    monkeypatch.setattr(writes, "read_state", lambda _: state(STUCK))
    monkeypatch.setattr(writes, "lives", bool)
    monkeypatch.setattr(writes, "free", lambda _: room[0])
    monkeypatch.setattr(module, "signal_group", lambda *_, **__: asked.append(now[0]))
    thing = Asked(tmp_path, now, writes=HERE, store=tmp_path)
    thing._answered(None)
    assert asked == []
    assert thing._health["healthy"] is False
    assert "the disk is full" in thing._health["detail"]
    assert control._silence(thing._health, "ready").startswith("cannot write, the disk is full: HTTP 500")  # it answers
    room[0] = ROOM
    for now[0] in (1005.0, 1010.0, 1300.0, 1700.0):
        thing._answered(None)
        if asked and asked[-1] == now[0]:
            assert "cannot write" in thing._machine.reason
            thing = again(thing, tmp_path, now)
    assert asked == [1005.0, 1700.0]


def again(before: Asked, folder: Path, now: list[float]) -> Asked:
    """The same after its new start."""
    after = Asked(folder, now, writes=HERE, store=folder)
    after._opened_at = before._opened_at
    return after
