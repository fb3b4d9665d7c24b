"""The question for the made-up events, as the database and as Grafana is asked it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.events import SELFTEST, utc

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run

_AROUND: Final = timedelta(minutes=10)
#: Columns without Grafana's special names make a plain table in every version of it.
_QUERY: Final = """\
from(bucket: {bucket})
    |> range(start: {start}, stop: {stop})
    |> filter(fn: (r) => r.site == "{site}" and r._field == "event")
    |> group()
    |> keep(columns: ["_time", "_value"])
    |> rename(columns: {{_time: "time", _value: "event"}})
"""


def around(run: Run) -> tuple[str, str]:
    """The time span in which the events are, RFC 3339."""
    time = utc(run.now)
    return tuple((time + offset).strftime("%Y-%m-%dT%H:%M:%SZ") for offset in (-_AROUND, _AROUND))  # type: ignore[return-value]  # two of them


def question(bucket: str, start: str, stop: str) -> str:
    """The ids of all made-up events of a time span.

    Args:
        bucket: an expression.
        start: an expression.
        stop: the same.
    """
    return _QUERY.format(bucket=bucket, start=start, stop=stop, site=SELFTEST)
