"""The two events that never happened."""

from __future__ import annotations

from typing import Any

from core.events import SELFTEST, Crossing, Violation, event_id, utc


def events(time: float) -> tuple[Crossing, Violation]:
    """A crossing and a violation of the red light at a site that cannot exist.

    Args:
        time: seconds since the epoch; at another millisecond they are other events.
    """
    time = round(time, 3)
    return (
        Crossing(
            **_common("crossing", time),
            line=SELFTEST,
            direction="forward",
            confidence=1.0,
            point=(0.0, 0.0),
        ),
        Violation(
            **_common("violation", time),
            rule="red_light",
            started=utc(time),
            facts={"synthetic": "test event of smart-intersection selftest"},
        ),
    )


def _common(kind: str, time: float) -> dict[str, Any]:
    return {
        "id": event_id(SELFTEST, SELFTEST, kind, SELFTEST, time),
        "site": SELFTEST,
        "camera": SELFTEST,
        "time": utc(time),
        "track": 0,
        "class": "car",
    }
