"""Whether anybody is there for what is published: a broker takes a message that nobody will ever get, and says so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Reason code of PUBACK: taken, and no subscription matches (MQTT 5, 3.4.2.1).
NOBODY: Final = 0x10
#: Seconds for which events wait for subscribers that were there before: a broker that has lost its sessions gets them
#: back within this time, and where nobody wants them any more, nothing may stand still for longer.
_GRACE: Final = 90.0


class Hearers:
    """Which topics had subscribers lately. One thread uses it.

    Args:
        monotonic: seconds from anywhere; never jumps.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._heard: set[str] = set()
        self._gone: dict[str, float] = {}

    def heard(self, topic: str) -> None:
        """Somebody got a message on `topic`."""
        self._heard.add(topic)
        self._gone.pop(topic, None)

    def awaited(self, topic: str) -> bool:
        """Nobody got one: whether those who did before are worth waiting for."""
        if topic not in self._heard:
            return False
        if self._monotonic() - self._gone.setdefault(topic, self._monotonic()) < _GRACE:
            return True
        self._heard.discard(topic)
        del self._gone[topic]
        return False
