"""What a broker's answers mean."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from core.sinks.acknowledgements import TOO_LARGE, WINDOW, Verdicts


def test_an_event_that_a_broker_first_hung_up_at_and_then_refused_does_not_hold_those_behind_it() -> None:
    verdicts, odd = Verdicts("traffic"), SimpleNamespace(seq=2, fault=None)
    event: Any = odd
    for _ in range(3):
        verdicts.suspect.lost_with(event)
    assert verdicts.suspect.window(1) == 1
    reason = verdicts.on(event, "traffic/violations", TOO_LARGE, None)
    assert reason == "broker: packet too large (traffic/violations)"
    assert verdicts.suspect.window(1) == WINDOW
    assert not verdicts.credible(reason, [TOO_LARGE, None])  # the next one's answer tells
    assert verdicts.credible(reason, [TOO_LARGE, 0])
