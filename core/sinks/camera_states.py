"""The newest state of each camera, as a broker retains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json, to_json

from core.conditions import DELIVERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.sinks.retained import Retained

_KEYS: Final = ("schema_version", "site", "camera", "time", "state", "reason", "detector", "fps")


class CameraStates:
    """What is retained, and what is to be taken away. One thread uses it.

    Args:
        prefix: of the topics.
        retained: what is remembered over runs.

    Attributes:
        wanted: the cameras there are; None for whichever there may be. Any thread may set it.
    """

    def __init__(self, prefix: str, retained: Retained) -> None:
        self._prefix, self._retained = prefix, retained
        self.wanted: frozenset[str] | None = None
        self._states: dict[str, bytes] = {}
        self._clearing: set[str] = set()

    @property
    def known(self) -> Iterable[tuple[str, bytes]]:
        """Topic and payload of every camera, to be published again on a new connection."""
        return tuple(self._states.items())

    def connecting(self) -> None:
        """What was being taken away on the connection before has to be taken away again."""
        self._clearing.clear()

    def newest(self, body: bytes) -> tuple[str, bytes] | None:
        """Topic and payload after a performance event; None if its camera has none.

        What was measured up to then is no frame rate of one that delivers no more.
        """
        event: dict[str, Any] = from_json(body, cache_strings="keys")  # of values none comes again
        if set(event["camera"]) & set("+#"):
            return None  # from a journal older than today's rules for names; no topic can hold it
        if self.wanted is not None and event["camera"] not in self.wanted:
            return None  # it has been removed since
        topic = self._topic_of(event["camera"])
        state = {key: event.get(key) for key in _KEYS}
        self._states[topic] = to_json(state if state["state"] in DELIVERS else {**state, "fps": 0.0})
        self._retained.add(topic)
        return topic, self._states[topic]

    def to_clear(self) -> list[str]:
        """Topics of cameras that are gone, each told once for a connection."""
        if self.wanted is None:
            return []
        stale = [one for one in self._retained.stale(self.wanted, self._topic_of) if one not in self._clearing]
        for topic in stale:
            self._clearing.add(topic)
            self._states.pop(topic, None)
        return stale

    def taken(self, topic: str) -> None:
        """The broker took our message on `topic`."""
        if topic in self._clearing:
            self._retained.remove(topic)

    def _topic_of(self, camera: str) -> str:
        return f"{self._prefix}/cameras/{camera}"
