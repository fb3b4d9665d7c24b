"""What the journal does between its groups, and says of it: bounds, recounts, events that were set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.journal.settling import Settling
    from core.journal.store import Store
    from core.journal.totals import Settled

log = structlog.get_logger()


def tell_refused(settled: Mapping[str, Settled]) -> None:
    """Log what was set aside, by sink, with the first reason."""
    for sink, news in settled.items():
        if news.refused:
            first = scrub(news.refused[0].reason)
            log.warning("events were set aside", sink=sink, events=len(news.refused), reason=first)


def withdraw(store: Store, settling: Settling) -> None:
    """What a new count told is in `told`, on the disk or not yet: it stays in any case."""
    for counted in settling.recounts:
        gone = store.replace(counted)
        settling.recounted()
        if gone:
            log.info("replaced an earlier count of a recording", camera=counted.camera, withdrawn=gone)


def trim(store: Store, max_bytes: int, oldest: float) -> None:
    """Let go of what is over the bounds; see `Store.trim`."""
    before, forgotten = store.totals.dropped, store.totals.forgotten
    while store.trim(max_bytes, oldest):
        pass
    lost = store.totals.dropped - before
    if lost:
        log.warning("journal limits reached: events were dropped before all receivers had them", dropped=lost)
    forgotten = store.totals.forgotten - forgotten
    if forgotten:
        log.warning("more is set aside than its limits allow: the oldest was deleted", deleted=forgotten)
