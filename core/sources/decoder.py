"""The decoder process: `python -m core.sources.decoder`, started by `DecoderProcess`, never by a user.

Decoders meet hostile bytes, and some crash or hang on them; in a process of their own they take nobody along. What it
has to do comes through standard input, because arguments can be read by everybody on the machine.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from core.decoders import SIMULATOR
from core.kinds.sources import SOURCES
from core.sources import captures
from core.sources.capture import CaptureError
from core.sources.deck import Deck, play
from core.sources.hand_over import EveryFrame, NewestFrame, Outlet, listen
from core.sources.live import LiveCapture, hand_over_live
from core.sources.looking import facts, look
from core.sources.room import Room
from core.sources.video import VideoCapture
from core.sources.wire import Job, Message, Say
from core.threads import After, begin

if TYPE_CHECKING:
    from core.sources.capture import Capture


def main() -> None:
    """Take one job, do it, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the engine decides
    outlet = Outlet(_private_output())
    outlet.send(Message(Say.ALIVE))
    if SIMULATOR in sys.argv[1:]:
        import core.sources.captures.simulator  # noqa: F401, PLC0415 -- cameras need not load the simulator
    try:
        job = Job.read(lambda size: os.read(0, size))
    except EOFError:
        return
    hand = (NewestFrame if job.live else EveryFrame)(outlet, job.ring)
    outlet.leave = hand.leave
    if SOURCES[job.kind].bounded:
        hand.sized = Room(job.kind).fit
    deck = Deck(job)
    begin(partial(listen, hand, 0, deck), "orders", after=After.END)
    outcome, problem, detail = _work(job, outlet, hand, deck)
    body = json.dumps({"outcome": outcome, "problem": problem, "detail": detail}).encode()
    outlet.send(Message(Say.END, skipped=hand.skipped, body=body))
    os._exit(0)  # the listening thread waits on standard input, and nothing is left to tidy up


def _private_output() -> int:
    """Keep our standard output for messages; what libraries print goes to the error output."""
    sys.stdout.flush()
    descriptor = os.dup(1)
    os.dup2(2, 1)
    return descriptor


def _work(job: Job, outlet: Outlet, hand: EveryFrame, deck: Deck) -> tuple[str, str | None, str | None]:
    if job.files:
        look(job, outlet)
        return "ended", None, None
    try:
        capture = captures.build(job)
        outlet.send(Message(Say.OPEN))
        try:
            return capture.ending(_handed_over(job, capture, outlet, hand, deck))
        finally:
            capture.close()
    except CaptureError as error:
        return "failed", _of(job, error.key), None
    except MemoryError:
        return "failed", _of(job, "bloated"), None
    except Exception as error:  # noqa: BLE001 -- whatever it is, the engine has to hear of it
        return "failed", SOURCES[job.kind].failure, type(error).__name__


def _of(job: Job, problem: str) -> str:
    """The key of a problem as a source of this kind has it: a file is no camera to be restarted.

    Where no user was given, none was wrong.
    """
    if problem == "sign_in" and "@" not in job.where:
        return "no_login"
    return "bloated_file" if problem == "bloated" and job.kind == "file" else problem


def _handed_over(job: Job, capture: Capture, outlet: Outlet, hand: EveryFrame, deck: Deck) -> int:
    """Hand over all pictures in the way of their source; returns how many there were."""
    if SOURCES[job.kind].nature == "video" and isinstance(capture, VideoCapture):
        outlet.send(facts(0, capture, job))
        return play(capture, deck, outlet, hand, job.begin)
    if isinstance(capture, LiveCapture) and not capture.finite:
        return hand_over_live(capture, outlet, hand)
    return _hand_all_over(capture, _paced(job, capture), outlet, hand)


def _paced(job: Job, capture: Capture) -> bool:
    """A recording behind an http address comes as fast as the line allows; as a live source it runs at its own pace."""
    recording = isinstance(capture, VideoCapture) and capture.finite and job.where.lower().startswith("http")
    return job.paced or (job.live and job.kind == "stream" and recording)


def _hand_all_over(capture: Capture, paced: bool, outlet: Outlet, hand: EveryFrame) -> int:  # noqa: FBT001 -- internal
    """Hand over pictures until there are no more; returns how many there were, skipped ones included."""
    count, began = 0, math.inf
    may_skip = paced and isinstance(hand, NewestFrame)
    while True:
        if may_skip and _late(began, capture):
            if not capture.skip():
                return count
            hand.skipped += 1
        else:
            slot = hand.slot()  # waits while the engine holds all
            before = time.perf_counter()
            picture = capture.read(hand.target(slot))
            decode_ms = (time.perf_counter() - before) * 1000
            if picture is None:
                return count
            slot = hand.settle(slot, picture)
            began = min(began, time.monotonic())
            if paced:
                outlet.wait_until(began + capture.offset)
            message = Message(Say.FRAME, number=count, offset=capture.offset, captured=time.monotonic())
            hand.publish(slot, message._replace(decode_ms=decode_ms, body=capture.truth))
        count += 1


def _late(began: float, capture: Capture) -> bool:
    """Whether the next picture would be over before it is made: a live source then leaves it out."""
    return time.monotonic() > began + capture.offset + 2 * capture.period


if __name__ == "__main__":
    main()
