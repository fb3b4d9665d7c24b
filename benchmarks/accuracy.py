"""How well this product counts: the simulated intersection against its own record, real clips against hand counts.

    python -m benchmarks.accuracy [--seconds 180] [--seeds 1,2] [--detectors ground-truth,motion]
    python -m benchmarks.accuracy --real DIR [--weights A.pt,B.pt,motion] [--no-peers] [--verbose] [--cache DIR]

`--real` takes any folder of clips with `*.counts.json` (see `benchmarks.accuracy_clips`) and runs the peers of the
optional dependencies `benchmark` beside it.

A counted crossing is right if the record has one of the same line and direction within two seconds that no other
counted one is matched with. Classes are not compared: the motion detector knows none.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.accuracy_real import table, weights_of
from core.analyse import Analyser
from core.detect import load_model
from core.events import AnyEvent, Crossing, Violation
from core.settings.models import Camera, Detector
from core.simulator import Crossroads, run_truth, scene
from core.track import Tracker
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.simulator import Truth

_WITHIN: Final = 2.0  # seconds
_ROW: Final = "{:<14}{:>6}{:>9}{:>9}{:>8}{:>11}{:>9}   {}"


@dataclass
class Run:
    """What the engine counted."""

    crossings: dict[tuple[str, str], list[float]]
    violations: Counter[str]


def run(detector: str, seed: int, seconds: float, cache: Path) -> Run:
    """Draw, detect, track and analyse."""
    world, camera = Crossroads(seed=seed), Camera(id="cam", source="simulator:crossroads", scene=scene())
    settings = Detector(model=None if detector == "motion" else detector)
    session = load_model(settings, cache=cache, progress=lambda _: None).session()
    tracker, analyser = Tracker(), Analyser("site", camera, 1e9, detector)
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    violations, events = Counter[str](), list[AnyEvent]()
    image = np.zeros((world.size[1], world.size[0], 3), np.uint8)
    for k in range(round(seconds * world.fps)):
        truth = world.step()
        if detector != "ground-truth":
            world.render(image)
        frame = Frame(image, k, world.time, 0.0, 0.0, truth)
        tracks = tracker.update(session.submit(frame).result(), frame.time)
        events += analyser.update(frame, tracks, 0.0)
    events += analyser.finish(world.time)
    session.close()
    for event in events:
        if isinstance(event, Crossing):
            found[event.line, event.direction].append(event.time.timestamp())
        elif isinstance(event, Violation) and event.phase == "new":
            violations[event.rule] += 1
    return Run(found, violations)


def right(counted: Sequence[float], recorded: Sequence[float]) -> int:
    """How many pairs of times lie within the tolerance, each used once."""
    if not counted or not recorded:
        return 0
    close = np.abs(np.subtract.outer(counted, recorded)) <= _WITHIN
    rows, columns = linear_sum_assignment(close, maximize=True)
    return int(close[rows, columns].sum())


def compare(detector: str, seed: int, result: Run, truth: Truth, until: float) -> str:
    """One row of the table."""
    recorded = defaultdict(list)
    for crossing in truth.crossings:
        if crossing.time <= until:
            recorded[crossing.line, crossing.direction].append(crossing.time)
    wanted, counted = (sum(map(len, times.values())) for times in (recorded, result.crossings))
    hits = sum(right(result.crossings.get(key, ()), times) for key, times in recorded.items())
    precision, recall = (f"{hits / total:.3f}" if total else "-" for total in (counted, wanted))
    rules = Counter(v.rule for v in truth.violations if v.time <= until)
    found = ", ".join(f"{rule} {result.violations[rule]}/{rules[rule]}" for rule in ("red_light", "wrong_way"))
    return _ROW.format(detector, seed, wanted, counted, hits, precision, recall, found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--detectors", default="ground-truth,motion", help="also names or paths of models")
    parser.add_argument("--real", type=Path, help="a folder of clips with *.counts.json")
    parser.add_argument("--weights", help="for --real: paths, or motion; by default those of the tests' data")
    parser.add_argument("--no-peers", action="store_true", help="for --real: ours alone")
    parser.add_argument("--verbose", action="store_true", help="for --real: tell every error")
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "smart-intersection-accuracy")
    asked = parser.parse_args()
    if asked.real is not None:
        table(asked.real, weights_of(asked.weights), asked.cache, verbose=asked.verbose, with_peers=not asked.no_peers)
        return
    cache = Path(mkdtemp())
    print(_ROW.format("detector", "seed", "recorded", "counted", "right", "precision", "recall", "violations"))
    for seed in map(int, asked.seeds.split(",")):
        truth = run_truth(asked.seconds, seed)
        until = truth.quiet_moment(asked.seconds)
        for detector in asked.detectors.split(","):
            result = run(detector, seed, until, cache)
            print(compare(detector, seed, result, truth, until), flush=True)


if __name__ == "__main__":
    main()
