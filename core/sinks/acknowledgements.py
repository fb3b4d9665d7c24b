"""What a broker's answer to a message means: taken, never to be taken, or to be tried again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.sinks.hearers import NOBODY, Hearers
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.rows import Stored

WINDOW: Final = 400  # messages handed to paho and not acknowledged
#: Reason codes of PUBACK (MQTT 5, 3.4.2.1) for a message that will never be taken.
TOO_LARGE: Final = 0x95
_TOPIC_INVALID: Final = 0x90
_POISON: Final = {TOO_LARGE: "packet too large", 0x99: "payload format invalid"}
FATAL: Final = 0x1FF  # no reason code: the broker hangs up instead
FAULTY: Final = 0x1FE  # no reason code either: nothing that could be sent
_LOSSES: Final = 3
_MOST_SUSPECTS: Final = 5  # in a row; where a broker hangs up at more, it is not because of them
_BELIEVED: Final = 20  # refusals in a row that are put down to events, after one that was taken
_UNEXPLAINED: Final = {0x80: "unspecified error", 0x83: "implementation specific error"}
_TRIES: Final = 5
_NOT_AUTHORIZED: Final = 0x87
FAILURE: Final = 0x80
_MACHINE: Final = "machine-"  # what users of machines begin with that were let in by 'machines add'
SLOW_S: Final = 30.0


@dataclass(slots=True)
class Suspect:
    """An event with which the connection is lost again and again. Some brokers answer what they dislike that way.

    Three times may be the network's fault. Then events are sent one by one, so that there is only one to blame.
    """

    seq: int = 0
    losses: int = 0
    _blamed: set[int] = field(default_factory=set)

    def lost_with(self, event: Stored | None) -> None:
        """The connection was lost, and `event` was the first one without an answer."""
        if event is not None:
            self.losses = self.losses + 1 if event.seq == self.seq else 1
            self.seq = event.seq
            if self.losses >= 2 * _LOSSES:
                self._blamed.add(self.seq)
            if len(self._blamed) > _MOST_SUSPECTS:
                self._blamed, self.losses = set(), 0

    def window(self, done: int) -> int:
        """How many messages may wait for an answer while the cursor is at `done`."""
        return 1 if self.losses >= _LOSSES and done < self.seq else WINDOW

    def convicted(self, seq: int) -> bool:
        """Whether this is such an event."""
        return seq in self._blamed

    def answered(self, seq: int) -> None:
        """The broker refused an event in words: it does not hang up because of it, so others may be sent behind it."""
        if seq == self.seq:
            self.losses = 0

    def cleared(self) -> None:
        """The broker took an event: whatever it was is over."""
        self._blamed.clear()


class Verdicts:
    """One sink's; a thread uses it.

    Args:
        prefix: of the topics.

    Attributes:
        hearers: which topics have subscribers.
        suspect: the event with which the connection may be lost.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.hearers = Hearers()
        self.suspect = Suspect()
        self._tries = (0, 0)  # an event that got an unexplained error, and how often
        self._credit = 0

    def on(self, event: Stored, topic: str, code: int, user: str | None) -> str | None:
        """None if the broker took it from `user`, a reason if it never will.

        Raises:
            Unavailable: it may, later.
        """
        if code < FAILURE:
            self.suspect.cleared()
            self._credit = _BELIEVED
            if code != NOBODY:
                self.hearers.heard(topic)
            return None
        if code == FAULTY:
            return event.fault
        if code == FATAL:
            return f"the connection was lost {2 * _LOSSES} times while sending it on {topic}"
        self.suspect.answered(event.seq)
        if code in _POISON:
            return f"broker: {_POISON[code]} ({topic})"
        if code == _TOPIC_INVALID:
            why = f"the broker does not accept the topic {topic} — check telemetry.mqtt.prefix"
            raise Unavailable("refused", why, SLOW_S)
        if code == _NOT_AUTHORIZED:
            why = f"the broker denies publishing on {topic} — {_grant(user, self._prefix)}"
            raise Unavailable("refused", why, SLOW_S)
        self._tries = (event.seq, self._tries[1] + 1 if self._tries[0] == event.seq else 1)
        if code in _UNEXPLAINED and self._tries[1] >= _TRIES:
            return f"broker: {_UNEXPLAINED[code]} ({topic}), {_TRIES} times"
        raise Unavailable("busy", f"the broker rejected a message on {topic}: reason code {code:#x}")

    def connecting(self) -> None:
        """Another connection, maybe to another broker: nobody knows yet what it takes."""
        self._credit = 0

    def credible(self, reason: str, codes: Sequence[int | None]) -> bool:
        """Whether `reason` is about the event alone, since others are taken; False if that is not known yet.

        Args:
            reason: why an event is refused.
            codes: the answers to it and to those after it, None where there is none yet.

        Raises:
            Unavailable: the broker takes none of them.
        """
        if any(code is not None and code < FAILURE for code in codes):
            self._credit = _BELIEVED
        if self._credit:
            self._credit -= 1
            return True
        if None in codes:
            return False
        raise Unavailable("refused", f"the broker rejects all messages: {reason}", SLOW_S)


def _grant(user: str | None, prefix: str) -> str:
    """How somebody is let publish there; users of other machines are made by a verb on the broker's."""
    if user and user.startswith(_MACHINE):
        site = prefix.rpartition("/")[2]
        verb = f"smart-intersection machines add {user.removeprefix(_MACHINE)} --site '{site}' --output FILE"
        return f"on the broker's machine, run: {verb}"
    return f"grant the user {user!r} write access"
