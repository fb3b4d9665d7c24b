"""What do the watchdogs' beats and the clock that nobody sets cost? Processor time of a frame, with and without them.

    python -m benchmarks.beats [--frames 1500] [--turns 40]

The real pipeline with tracker, counting and rules is fed with kept detections of the simulated intersection: nothing is
decoded, inferred or shown, so that what is looked for is as large a share as it can be. Each pair of turns sees the
same frames, in blocks with and without, drawn by chance: what one turn has, the other has not, so that a machine that
becomes faster or slower favours neither. Without, beats and the watchdog's patience do nothing and the time is the wall
clock's. The median of the differences of its blocks is what a pair says; Student's t gives the interval of the pairs'
mean. Beside it, what one frame calls is called alone, again and again: the least time is what a busy machine cannot
spoil.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import statistics
import time
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import structlog

from core.analyse import Analyser
from core.beat import ANALYSIS, DETECTOR, Beat, Limits, Patience
from core.detect.ground_truth import GroundTruthDetector
from core.pipeline import Pipeline
from core.settings.models import Camera
from core.simulator import Crossroads, scene
from core.stages import Stages
from core.track import Tracker
from core.types import Frame
from core.wall_clock import WallClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Milliseconds that a frame takes in the whole engine, with decoding and inference; see RESULTS.md.
_WHOLE_MS: Final = 6.86
_BLOCK: Final = 25  # frames
_SHAPE: Final = (720, 1280, 3)
_PERIOD: Final = 0.04
_EPOCH: Final = 1_700_000_000.0
#: Student's t, 97.5 %, for that many degrees of freedom and more.
_T: Final = ((120, 1.98), (60, 2.0), (39, 2.02), (30, 2.04), (20, 2.09), (10, 2.23), (5, 2.57), (1, 12.71))


class Estimate(NamedTuple):
    """A mean and half of its 95 % interval."""

    mean: float
    half: float


class Kept:
    """A source of frames that are there already; it asks a clock for the time as a live one does.

    Args:
        frames: what it gives.
        beats: by block, whether there are beats.

    Attributes:
        spent: processor seconds of each block.
    """

    live, skipped, state, reason, notice = True, 0, "running", None, None

    def __init__(self, frames: Sequence[Frame], beats: Sequence[bool]) -> None:
        self._frames, self._beats = frames, beats
        self._clock = WallClock()
        self.spent: list[float] = []

    def frames(self) -> Iterator[Frame]:
        """Each once."""
        for block, beats in zip(_blocks(self._frames), self._beats, strict=True):
            with nullcontext() if beats else without():
                began = time.thread_time()
                yield from self._timed(block, self._clock.media if beats else time.time)
                self.spent.append(time.thread_time() - began)

    def _timed(self, block: Sequence[Frame], now: Callable[[], float]) -> Iterator[Frame]:
        for frame in block:
            now()
            yield frame

    def release(self, frame: Frame) -> None:
        """They are kept."""

    def close(self) -> None:
        """They are kept."""


def _blocks(frames: Sequence[Frame]) -> Iterator[Sequence[Frame]]:
    for begin in range(0, len(frames), _BLOCK):
        yield frames[begin : begin + _BLOCK]


def kept(count: int, seed: int = 1) -> list[Frame]:
    """That many frames of the simulated intersection: one picture, and the truth about each moment."""
    world = Crossroads(seed=seed)
    width, height = world.size
    picture = np.zeros((height, width, 3), np.uint8)
    return [
        Frame(picture, number, _EPOCH + number * _PERIOD, number * _PERIOD, truth=world.step())
        for number in range(count)
    ]


def turn(frames: Sequence[Frame], beats: Sequence[bool]) -> list[float]:
    """Processor milliseconds a frame, by block, of one run through all of them.

    Raises:
        RuntimeError: it was no run: a frame was not finished.
    """
    camera = Camera.model_validate({"id": "yard", "source": "simulator:crossroads", "scene": scene().model_dump()})
    kept = Kept(frames, beats)
    source: Any = kept
    stages = Stages(
        source=source,
        detector=GroundTruthDetector(),
        tracker=Tracker(),
        analyser=Analyser("site", camera, 1.0, "ground-truth"),
        live=None,
        emit=lambda _: None,
        receivers=lambda: ({}, {}),
    )
    one = Pipeline("site", "yard", stages)
    one.run()
    if one.progress.frames != len(frames):
        raise RuntimeError(f"{one.progress.frames} of {len(frames)} frames: {one.progress.reason}")
    return [spent * 1000 / _BLOCK for spent in kept.spent]


@contextmanager
def without() -> Iterator[None]:
    """No beats and no patience; put back afterwards."""
    doing: dict[tuple[type, str], Any] = {
        (Beat, "begin"): lambda _self, _stage, _limit: None,
        (Beat, "rest"): lambda _self: None,
        (Patience, "limit"): lambda _self, _shape=None: 0.0,
        (Patience, "took"): lambda _self, _began: None,
    }
    before = {(owner, name): owner.__dict__[name] for owner, name in doing}
    for (owner, name), nothing in doing.items():
        setattr(owner, name, nothing)
    try:
        yield
    finally:
        for (owner, name), method in before.items():
            setattr(owner, name, method)


def pair(frames: Sequence[Frame], chance: random.Random) -> tuple[float, float]:
    """Milliseconds a frame without, and what is added with."""
    beats = [chance.random() < 0.5 for _ in range(len(frames) // _BLOCK)]
    turns = turn(frames, beats), turn(frames, [not one for one in beats])
    blocks = [(one, other) if first else (other, one) for first, one, other in zip(beats, *turns, strict=True)]
    return statistics.fmean(bare for _, bare in blocks), statistics.median(one - bare for one, bare in blocks)


def alone(rounds: int = 300, frames: int = 500) -> float:
    """Least microseconds that a frame's calls take, with a loop around them."""
    beat, patience, clock = Beat(), Patience(Limits()), WallClock()
    least = math.inf
    for _ in range(rounds):
        began = time.perf_counter()
        for _ in range(frames):
            clock.media()
            for shape in (_SHAPE, None):  # it is submitted, and its answer is waited for
                beat.begin(DETECTOR, patience.limit(shape))
                patience.took(time.perf_counter())
                beat.rest()
            beat.begin(ANALYSIS, 30.0)
            beat.rest()
        least = min(least, time.perf_counter() - began)
    return least / frames * 1e6


def estimate(samples: Sequence[float]) -> Estimate:
    """Their mean, and how far it may be off."""
    t = next(value for freedom, value in _T if len(samples) - 1 >= freedom)
    return Estimate(statistics.fmean(samples), t * statistics.stdev(samples) / math.sqrt(len(samples)))


def report(pairs: Sequence[tuple[float, float]]) -> str:
    """Lines of Markdown."""
    bare = statistics.median(bare for bare, _ in pairs)
    cost = estimate([added for _, added in pairs])
    most = cost.mean + cost.half
    return "\n".join(
        (
            f"* tracking, counting and rules: {bare:.3f} ms of processor time a frame (median of {len(pairs)} pairs)",
            f"* beats and clock: {cost.mean * 1000:.1f} ± {cost.half * 1000:.1f} µs a frame (95 %)",
            f"* at most {most / _WHOLE_MS:.2%} of a frame of the whole engine ({_WHOLE_MS} ms)",
            f"* at most {most / bare:.2%} of these stages alone",
            f"* the same calls alone: {alone():.2f} µs a frame (least of many)",
            f"* {'met' if most < 0.01 * _WHOLE_MS else 'MISSED'}: less than 1 % of a frame",
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beats")
    parser.add_argument("--frames", type=int, default=1500)
    parser.add_argument("--turns", type=int, default=40)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # the picture is black
    frames = kept(options.frames // _BLOCK * _BLOCK)
    chance = random.Random(1)  # noqa: S311 -- reproducible, not secret
    pair(frames, chance)  # what is only there once is no turn
    print(report([pair(frames, chance) for _ in range(options.turns)]))


if __name__ == "__main__":
    main()
