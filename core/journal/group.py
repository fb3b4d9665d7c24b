"""The rows that the journal writes with one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import structlog

from core.journal.rows import Row, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import AnyEvent
    from core.journal.handoff import HandOff

_ROWS: Final = 5_000

log = structlog.get_logger()


class Group(NamedTuple):
    """Rows in order, and how many events were lost on their way since the group before."""

    rows: list[Row]
    dropped: int

    def filled(self, queue: HandOff[AnyEvent | Row]) -> Group:
        """This one with what waits in `queue`, up to the size of a group."""
        events, refused = queue.take(_ROWS - len(self.rows))
        more, failed = _encode_all(events)
        queue.lose(failed)
        return Group(self.rows + more, self.dropped + refused + failed)


def _encode_all(events: Sequence[AnyEvent | Row]) -> tuple[list[Row], int]:
    """Rows, and how many events could not be written as JSON."""
    rows, failed = [], 0
    for event in events:
        try:
            rows.append(event if isinstance(event, Row) else encode(event))
        except Exception as error:  # noqa: BLE001 -- one strange event must not end the journal
            failed += 1
            log.warning("cannot encode an event as JSON", kind=type(event).__name__, error=repr(error))
    return rows, failed
