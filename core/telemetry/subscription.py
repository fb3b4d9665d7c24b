"""Which topics ingest reads, in a form that survives a restart of this broker; and whose each message may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from core.topics import SITE_LEVEL, TOPICS

if TYPE_CHECKING:
    from core.events import AnyEvent

VERSION_TOPIC: Final = "$SYS/broker/version"
_MOSQUITTO: Final = re.compile(r"mosquitto version (\d+)\.(\d+)\.(\d+)")
#: Mosquitto before this release forgets the shared subscriptions of a session when it restarts.
_KEEPS_SHARED: Final = (2, 0, 12)
_USUAL_GROUP: Final = "ingest"


@dataclass(frozen=True, slots=True)
class Topics:
    """What to subscribe to.

    Attributes:
        filters: topic filters.
        former: filters that an earlier run may have left in the session.
        notice: why each process of a group reads everything, if so.
    """

    filters: tuple[str, ...]
    former: tuple[str, ...]
    notice: str | None = None


def filters(prefix: str) -> list[str]:
    """Topics below a prefix, and those of each site below it."""
    root = prefix.removesuffix(SITE_LEVEL)
    bases = [root] if "+" in root else [root, f"{root}/+"]
    return [f"{base}/{topic}" for base in bases for topic in sorted(set(TOPICS.values()))]


def plain(wanted: list[str], notice: str | None = None) -> Topics:
    """Everything for this process alone."""
    return Topics(tuple(wanted), tuple(f"$share/{_USUAL_GROUP}/{one}" for one in wanted), notice)


def shared(wanted: list[str], group: str, password: str | None, version: str | None) -> Topics:
    """A share of everything, if the broker keeps such subscriptions over its restarts.

    Who may read the topics could join a group whose name he knows, and take messages from it: the name holds what
    only processes with our password know.

    Args:
        wanted: topic filters.
        group: its name.
        password: what we log in with.
        version: what the broker says of itself; None if it says nothing.
    """
    found = _MOSQUITTO.search(version or "")
    if version is None:
        return plain(wanted, "the broker does not tell its version")
    if found and tuple(int(part) for part in found.groups()) < _KEEPS_SHARED:
        return plain(wanted, f"{version} forgets shared subscriptions when it restarts")
    secret = sha256(f"{group}\0{password}".encode()).hexdigest()[:16] if password else ""
    name = f"{group}-{secret}" if secret else group
    return Topics(tuple(f"$share/{name}/{one}" for one in wanted), tuple(wanted))


def stranger(event: AnyEvent, topic: str, wanted: list[str]) -> str | None:
    """Why an event does not belong on the topic it came on: below a level for each site only that site may speak."""
    levels = topic.split("/")
    for one in wanted:
        parts = one.split("/")
        if "+" in parts and len(parts) == len(levels) and parts[-1] == levels[-1]:
            site = levels[len(parts) - 1 - parts[::-1].index("+")]
            if all(part in ("+", level) for part, level in zip(parts, levels, strict=True)) and site != event.site:
                return f"site {event.site!r} on the topic of site {site!r} ({topic})"
    return None
