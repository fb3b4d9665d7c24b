"""Where each kind of event is published. Setup reads this at each run and must not load the events for it."""

from __future__ import annotations

from typing import Final

#: The topic below the prefix on which each kind is published.
TOPICS: Final = {
    "detection": "detection",
    "crossing": "detection",
    "movement": "detection",
    "occupancy": "detection",
    "violation": "violations",
    "review": "violations",
    "withdrawal": "detection",
    "watching": "performance",
    "performance": "performance",
    "service_health": "performance",
}
#: In a prefix: the site's own name, so that many engines share a broker and none speaks for another.
SITE_LEVEL: Final = "/{site}"
