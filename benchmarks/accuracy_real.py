"""The table of `python -m benchmarks.accuracy --real DIR`: ours and the peers' counts against counts made by hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import accuracy_ours as ours
from benchmarks import accuracy_peers as peers
from benchmarks.accuracy_clips import Score, clips, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.accuracy_clips import Clip, Crossing

_WEIGHTS: Final = ("yolo11n-dq.pt", "yolov8n-dq.pt", "yolo11n_int8_openvino_model", ours.MOTION)
_ROW: Final = "{:<16}{:>10}  {}"


@dataclass(frozen=True, slots=True)
class Column:
    """One contestant with one set of weights."""

    title: str
    weights: str
    peer: str | None = None

    def count(self, clip: Clip, cache: Path) -> Score:
        """Its score on a clip.

        Raises:
            MissingPeerError: the peer is not installed.
        """
        if self.peer is not None:
            return judge(clip.truth, peers.count(self.peer, clip, Path(self.weights), cache))
        return judge(clip.truth, ours.count(clip, ours.seen(clip, self.weights, cache)))


def weights_of(asked: str | None) -> list[str]:
    """Paths of the weights to use: those asked for, else all that lie beside the tests' videos, and motion."""
    if asked is not None:
        return asked.split(",")
    data = Path(os.environ.get("SMART_INTERSECTION_DATA", Path(__file__).parents[2] / "shared" / "data"))
    folder = data / "weights"
    return [name if name == ours.MOTION else str(folder / name) for name in _WEIGHTS if _exists(folder, name)]


def _exists(folder: Path, name: str) -> bool:
    return name == ours.MOTION or (folder / name).exists()


def table(folder: Path, weights: Sequence[str], cache: Path, *, verbose: bool, with_peers: bool) -> None:
    """Print a row for each clip, their sum, and with `verbose` every error of ours."""
    found = clips(folder)
    if not found:
        raise SystemExit(f"no *.counts.json in {folder}")
    columns = [Column(Path(one).stem, one) for one in weights]
    if with_peers:
        columns += [
            Column(f"{peer}, {Path(one).stem}", one, peer)
            for one in weights
            if one.endswith(".pt")
            for peer in peers.PEERS
        ]
    print("missed / extra / wrong class")
    for column in columns:
        print(f"\n{column.title}", flush=True)
        try:
            _rows(column, found, cache, verbose=verbose and column.peer is None)
        except peers.MissingPeerError as missing:
            print(f"  not installed: {missing}")


def _rows(column: Column, found: Sequence[Clip], cache: Path, *, verbose: bool) -> None:
    total = Score()
    for clip in found:
        score = column.count(clip, cache)
        total.add(score)
        print(_ROW.format(clip.name, score.recorded, score), flush=True)
        if verbose:
            _errors(score)
    print(_ROW.format("all", total.recorded, total), flush=True)


def _errors(score: Score) -> None:
    for crossing in score.missed:
        print(f"    missed {_told(crossing)}")
    for crossing in score.extra:
        print(f"    extra  {_told(crossing)}")
    for truth, crossing in score.wrong:
        print(f"    wrong  {_told(truth)}: counted as {crossing.cls}")


def _told(crossing: Crossing) -> str:
    return f"{crossing.line} {crossing.direction} frame {crossing.frame:.0f} {crossing.cls}"
