"""In the decoder process: finished pictures go to the engine, through shared memory and one pipe."""

from __future__ import annotations

import json
import os
import queue
import threading
import time
from typing import TYPE_CHECKING, Final

import numpy as np

from core.sources import ring as rings
from core.sources.capture import CaptureError
from core.sources.wire import ORDER, ORDER_SIZE, WANT, Message, Order, Say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.sources.deck import Deck
    from core.types import Image

_SIGN_OF_LIFE: Final = 1.0  # a decoder that waits on purpose says so this often, seconds
_ANYBODY: Final = WANT[1]
_ORDERED: Final = ORDER[1]


class Outlet:
    """The pipe to the engine. Without an engine there is nothing left to do: the process ends.

    Attributes:
        leave: called before that.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.leave: Callable[[], None] = lambda: None

    def send(self, message: Message) -> None:
        """Write one message as a whole."""
        data = message.pack()
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except OSError:
            self.leave()
            os._exit(0)

    def wait_until(self, due: float) -> None:
        """Sleep until it is `due` by `time.monotonic()`; who waits on purpose says so."""
        while (left := due - time.monotonic()) > 0:
            if left > _SIGN_OF_LIFE:
                self.send(Message(Say.ALIVE))
            time.sleep(min(left, _SIGN_OF_LIFE))


class EveryFrame:
    """Hands over every picture in order, and waits while the engine holds all slots.

    Attributes:
        sized: told how many pixels the pictures have, whenever that changes.
    """

    def __init__(self, outlet: Outlet, name: str) -> None:
        self._outlet = outlet
        self._name = name
        self._ring: rings.Ring | None = None
        self._kept: list[rings.Ring] = []  # on Windows one that nobody has mapped is gone
        # One value, so that the thread that hears of free slots always sees the two that belong together.
        self._current: tuple[int, queue.SimpleQueue[int]] = (0, queue.SimpleQueue())
        self.sized: Callable[[int], None] = lambda _: None
        self.skipped = 0

    def slot(self) -> int | None:
        """A slot to decode into; None before the first picture."""
        return self._current[1].get() if self._ring else None

    def target(self, slot: int | None) -> Image | None:
        """The picture in `slot`."""
        return self._ring.pictures[slot] if self._ring and slot is not None else None

    def settle(self, slot: int | None, picture: Image) -> int | None:
        """See that `picture` is in a slot of its size: the same one, or one of a new ring."""
        if self._ring is None or self._ring.shape != picture.shape:
            self._renew(picture)
            slot = self.slot()
        target = self.target(slot)
        if target is not None and picture is not target:
            np.copyto(target, picture)
        return slot

    def publish(self, slot: int | None, message: Message) -> None:
        """Tell the engine of the picture in `slot`."""
        if slot is not None:
            self._outlet.send(message._replace(slot=slot, generation=self._current[0], skipped=self.skipped))

    def take_back(self, slot: int | None) -> None:
        """The picture in `slot` goes nowhere; it is free again."""
        if slot is not None:
            self._current[1].put(slot)

    def leave(self) -> None:
        """The engine is gone: what it has not attached, nobody will."""
        for generation in (self._current[0], self._current[0] + 1):
            rings.remove(f"{self._name}-{generation}")

    def freed(self, generation: int, slot: int) -> None:
        """The engine is done with `slot` of that ring."""
        current, free = self._current
        if generation == current % 256 and slot < rings.SLOTS:
            self._kept.clear()  # the engine has attached this one, and before it the older ones
            free.put(slot)

    def want(self) -> None:
        """The engine asks for a picture; it gets all of them anyway."""

    def _renew(self, picture: Image) -> None:
        height, width, channels = picture.shape
        if height * width > rings.MAX_PIXELS:
            raise CaptureError("too_large")
        self.sized(height * width)
        generation = self._current[0] + 1
        if self._ring:
            self._kept.append(self._ring)
        try:
            self._ring, place = rings.create(f"{self._name}-{generation}", (height, width, channels))
        except OSError:
            raise CaptureError("memory") from None
        free: queue.SimpleQueue[int] = queue.SimpleQueue()
        for slot in range(rings.SLOTS):
            free.put(slot)
        self._current = (generation, free)
        body = json.dumps([place, height, width]).encode()
        self._outlet.send(Message(Say.RING, generation=generation, body=body))


class NewestFrame(EveryFrame):
    """Hands over the newest picture when the engine asks for one, and counts those that were overtaken."""

    def __init__(self, outlet: Outlet, name: str) -> None:
        super().__init__(outlet, name)
        self._lock = threading.Lock()
        self._waiting: tuple[int, Message] | None = None
        self._wanted = False

    def slot(self) -> int | None:
        """A free slot, else that of the picture nobody asked for yet; None if the engine holds all of them."""
        try:
            return self._current[1].get_nowait()
        except queue.Empty:
            with self._lock:
                return self._overtake()

    def publish(self, slot: int | None, message: Message) -> None:
        """Send the picture if one is wanted, else keep it until it is overtaken."""
        with self._lock:
            self._put_back(self._overtake())
            if slot is None:  # the engine holds all slots
                self.skipped += 1
            elif self._wanted:
                self._wanted = False
                super().publish(slot, message)
            else:
                self._waiting = (slot, message)

    def want(self) -> None:
        """Send the newest picture, now or as soon as there is one."""
        with self._lock:
            if self._waiting is None:
                self._wanted = True
            else:
                (slot, message), self._waiting = self._waiting, None
                super().publish(slot, message)

    def _renew(self, picture: Image) -> None:
        with self._lock:
            self._overtake()
        super()._renew(picture)

    def _overtake(self) -> int | None:
        if self._waiting is None:
            return None
        slot, self._waiting = self._waiting[0], None
        self.skipped += 1
        return slot

    def _put_back(self, slot: int | None) -> None:
        if slot is not None:
            self._current[1].put(slot)


def listen(hand: EveryFrame, descriptor: int, deck: Deck) -> None:
    """Hear what the engine says until it says no more; then end the process, whatever it does (run in a thread)."""
    heard = b""
    while True:
        try:
            data = os.read(descriptor, 4096)
        except OSError:
            data = b""
        if not data:
            hand.leave()
            os._exit(0)
        heard = _understand(hand, deck, heard + data)


def _understand(hand: EveryFrame, deck: Deck, heard: bytes) -> bytes:
    """Do what `heard` says; returns what is not whole yet."""
    at = 0
    while len(heard) - at >= len(WANT):
        generation, slot = heard[at], heard[at + 1]
        after = at + len(WANT)
        if slot == _ORDERED:
            order = Order.unpack(heard[after:])
            if order is None:
                break
            deck.hear(order)
            after += ORDER_SIZE
        elif slot == _ANYBODY:
            hand.want()
        else:
            hand.freed(generation, slot)
        at = after
    return heard[at:]
