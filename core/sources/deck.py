"""In the decoder process: plays a recording as the engine orders, every picture in order."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, Protocol

from core.sources.capture import Capture
from core.sources.wire import Do, Message, Order, Say

if TYPE_CHECKING:
    from core.sources.hand_over import EveryFrame, Outlet
    from core.sources.wire import Job

_SIGN_OF_LIFE: Final = 1.0  # a decoder that waits on purpose says so this often, seconds
_FAR_BEHIND: Final = 1.0  # seconds after which lost time is let go, not caught up with


class Recorded(Capture, Protocol):
    """A capture that can go to any place.

    Attributes:
        number: of the picture that `read` gives next.
    """

    number: int

    def seek(self, offset: float, hurry: threading.Event) -> None:
        """Have the next `read` give the first picture at or after `offset` seconds; `hurry` ends the search."""
        ...

    def before(self, offset: float, hurry: threading.Event) -> None:
        """Have the next `read` give the last picture before `offset` seconds; `hurry` ends the search."""
        ...


class Deck:
    """Hears orders on one thread, and tells the one that decodes when a picture may go.

    Args:
        job: how the recording begins.
    """

    def __init__(self, job: Job) -> None:
        self.epoch = job.epoch
        self.overtaken = threading.Event()  # an order to go elsewhere waits
        self._changed = threading.Condition()
        self._order: Order | None = None
        self._playing, self._speed = job.playing, job.speed
        self._free = int(job.show)  # pictures that may go whatever else holds
        self._began: tuple[float, float] | None = None  # on the clock, in the recording

    def hear(self, order: Order) -> None:
        """Take one order."""
        with self._changed:
            self._began = None
            if order.do in {Do.SEEK, Do.BACK}:
                self._order = order
                self.overtaken.set()
            elif order.do == Do.SPEED:
                self._speed = order.value
            elif order.do == Do.STEP:
                self._playing, self._free = False, self._free + 1
            else:
                self._playing = order.do == Do.PLAY
            self._changed.notify_all()

    def turn(self) -> Order | None:
        """Where to go before the next picture, if anywhere."""
        with self._changed:
            order, self._order = self._order, None
            self.overtaken.clear()
            if order is not None:
                self.epoch, self._free = order.epoch, 1
            return order

    def admit(self, offset: float, outlet: Outlet) -> bool:
        """Wait until the picture `offset` seconds from the beginning may go; False if it shall not any more."""
        told = False
        with self._changed:
            while True:
                if self._order is not None:
                    return False
                wait = self._wait(offset)
                if wait <= 0:
                    return True
                if not self._playing and not told:
                    outlet.send(Message(Say.PAUSED, epoch=self.epoch))
                    told = True
                if not self._changed.wait(min(wait, _SIGN_OF_LIFE)):
                    outlet.send(Message(Say.ALIVE))

    def _wait(self, offset: float) -> float:
        """Seconds until the picture may go, as far as can be said now."""
        if self._free:
            self._free -= 1
            self._began = None
            return 0.0
        if not self._playing:
            return _SIGN_OF_LIFE
        if not self._speed:
            return 0.0
        return self._until_due(offset)

    def _until_due(self, offset: float) -> float:
        now = time.monotonic()
        if self._began is None:
            self._began = (now, offset)
        clock, media = self._began
        wait = clock + (offset - media) / self._speed - now
        if wait < -_FAR_BEHIND:
            self._began = (now, offset)
        return wait


def play(capture: Recorded, deck: Deck, outlet: Outlet, hand: EveryFrame, begin: float) -> int:
    """Hand over pictures until there are no more; returns the number of the one that would follow."""
    shown = 0.0
    if begin > 0:
        deck.hear(Order(Do.SEEK, deck.epoch, begin))
    while True:
        order = deck.turn()
        if order is not None:
            _go(capture, deck, order, shown)
        slot = hand.slot()  # waits while the engine holds all
        before = time.perf_counter()
        picture = capture.read(hand.target(slot))
        decode_ms = (time.perf_counter() - before) * 1000
        if picture is None:
            if deck.overtaken.is_set():
                hand.take_back(slot)
                continue
            return capture.number
        slot = hand.settle(slot, picture)
        if not deck.admit(capture.offset, outlet):
            hand.take_back(slot)
            continue
        shown = capture.offset
        message = Message(Say.FRAME, number=capture.number - 1, offset=shown, captured=time.monotonic())
        hand.publish(slot, message._replace(decode_ms=decode_ms, epoch=deck.epoch))


def _go(capture: Recorded, deck: Deck, order: Order, shown: float) -> None:
    if order.do == Do.BACK:
        capture.before(shown, deck.overtaken)
    else:
        capture.seek(order.value, deck.overtaken)
