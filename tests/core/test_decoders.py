"""A decoder that is begun ahead is the first that is taken; none is left over, none that ended is handed out."""

import io
from typing import Any

import pytest

from core import decoders


class Process:
    """What `Popen` would give."""

    begun: list["Process"]

    def __init__(self, command: list[str], **_options: Any) -> None:
        self.command, self.code, self.stdin = command, None, io.BytesIO()
        self.begun.append(self)

    def poll(self) -> int | None:
        return self.code

    def kill(self) -> None:
        self.code = -9

    def communicate(self) -> None:
        assert self.code is not None


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    monkeypatch.setattr(Process, "begun", [], raising=False)
    monkeypatch.setattr("core.decoders.subprocess.Popen", Process)
    return Process.begun


def test_what_was_begun_ahead_is_taken_first_and_once(begun: list[Process]) -> None:
    with decoders.begun_ahead(simulator=True):
        assert begun[0].command[-1] == decoders.SIMULATOR
        assert decoders.take().process is begun[0]
        assert decoders.take().process is begun[1]
    assert [one.code for one in begun] == [None, None]  # they have their work


def test_one_that_nobody_took_is_ended(begun: list[Process]) -> None:
    with decoders.begun_ahead(simulator=False):
        pass
    assert begun[0].code == -9
    assert decoders.take().process is begun[1]


def test_one_that_has_ended_meanwhile_is_not_taken(begun: list[Process]) -> None:
    with decoders.begun_ahead(simulator=False):
        begun[0].code = 1
        assert decoders.take().process is begun[1]
