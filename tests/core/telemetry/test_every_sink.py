"""What every sink does, whatever it delivers to: order, retry, restart, refusal, dead letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from receivers import ODD, RECEIVERS
from samples import crossing, one_of_each
from waiting import eventually

from core.journal.retry import retry
from core.settings.sinks import SINKS
from core.sinks.sink import OFF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from receivers import Receiver

    from core.telemetry import Telemetry

    Make = Callable[..., Telemetry]


@pytest.fixture(params=SINKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def receiver(name: str, tmp_path: Path) -> Iterator[Receiver]:
    folder = tmp_path / "receiver"
    folder.mkdir()
    one = RECEIVERS[name](folder)
    yield one
    one.go()


def _sink(telemetry: Telemetry, name: str) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"][name]
    return sink


def _ids(*numbers: int) -> list[str]:
    return [crossing(number).id for number in numbers]


def _emit(telemetry: Telemetry, name: str, *numbers: int) -> None:
    """Emit crossings, and wait until they are in the journal and delivered as far as they can be."""
    before = telemetry.stats()["journal"]["appended"]
    telemetry.emit([crossing(number) for number in numbers])
    eventually(lambda: telemetry.stats()["journal"]["appended"] == before + len(numbers))
    assert _sink(telemetry, name).keys() >= OFF.keys()


def test_all_come_in_their_order_and_are_counted(name: str, receiver: Receiver, telemetry: Make) -> None:
    one = telemetry(**receiver.options())
    _emit(one, name, *range(50))
    eventually(lambda: _sink(one, name)["backlog"] == 0)
    eventually(lambda: receiver.got() == _ids(*range(50)))
    told = _sink(one, name)
    assert (told["acked"], told["set_aside"], told["state"], told["reason"]) == (50, 0, "running", None)


def test_while_it_is_away_all_are_kept_and_come_in_their_order_afterwards(
    name: str, receiver: Receiver, telemetry: Make
) -> None:
    one = telemetry(**receiver.options())
    _emit(one, name, *range(5))
    eventually(lambda: receiver.got() == _ids(*range(5)))
    eventually(lambda: _sink(one, name)["backlog"] == 0)
    receiver.go()
    _emit(one, name, *range(5, 20))
    eventually(lambda: _sink(one, name)["state"] == "unreachable")
    assert (_sink(one, name)["backlog"], _sink(one, name)["set_aside"]) == (15, 0)
    receiver.come()
    eventually(lambda: receiver.got() == _ids(*range(20)))
    eventually(lambda: (_sink(one, name)["acked"], _sink(one, name)["state"]) == (20, "running"))


def test_another_run_goes_on_where_the_one_before_was(name: str, receiver: Receiver, telemetry: Make) -> None:
    one = telemetry(**receiver.options())
    _emit(one, name, *range(5))
    eventually(lambda: _sink(one, name)["backlog"] == 0)
    receiver.go()
    _emit(one, name, *range(5, 10))
    one.close(5.0)
    receiver.come()
    two = telemetry(**receiver.options())
    eventually(lambda: receiver.got() == _ids(*range(10)))
    eventually(lambda: (_sink(two, name)["acked"], _sink(two, name)["backlog"]) == (10, 0))


def test_a_refused_login_is_told_and_loses_nothing(name: str, receiver: Receiver, telemetry: Make) -> None:
    one = telemetry(**receiver.options(right=False))
    _emit(one, name, 1, 2)
    eventually(lambda: _sink(one, name)["state"] == "refused")
    told = _sink(one, name)
    assert (told["acked"], told["set_aside"], told["backlog"]) == (0, 0, 2)
    assert told["reason"]
    one.close(5.0)
    two = telemetry(**receiver.options())
    eventually(lambda: receiver.got() == _ids(1, 2))
    eventually(lambda: _sink(two, name)["acked"] == 2)


def test_what_it_never_takes_is_set_aside_with_the_reason_and_sent_again_when_asked(
    name: str, receiver: Receiver, telemetry: Make, tmp_path: Path
) -> None:
    one = telemetry(**receiver.options())
    one.emit([crossing(1), one_of_each()[2].model_copy(update={"facts": {"text": ODD}}), crossing(2)])
    eventually(lambda: (_sink(one, name)["acked"], _sink(one, name)["set_aside"]) == (2, 1), lambda: _sink(one, name))
    assert _sink(one, name)["set_aside_reason"]
    eventually(lambda: receiver.got() == _ids(1, 2))
    one.close(5.0)
    receiver.go()
    receiver.come()
    assert sum(retry(tmp_path / "state" / "journal.sqlite", name).values()) == 1
    two = telemetry(**receiver.options())
    eventually(lambda: (_sink(two, name)["acked"], _sink(two, name)["set_aside"]) == (3, 0))
