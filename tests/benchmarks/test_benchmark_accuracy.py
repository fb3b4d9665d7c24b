"""Counts against hand counts: what is missed, extra and of the wrong class."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # benchmarks are not installed

from benchmarks import accuracy_ours, accuracy_peers, accuracy_real  # noqa: E402 -- after the line above
from benchmarks.accuracy_clips import Crossing, clips, judge  # noqa: E402
from core.types import CLASS_IDS, Detections  # noqa: E402

if TYPE_CHECKING:
    from benchmarks.accuracy_clips import Clip


def clip(folder: Path, **line: Any) -> Clip:
    told = {
        "video": "road.mp4",
        "fps": 25.0,
        "size": [640, 360],
        "lines": {"l": {"points": [[50, 200], [590, 200]], "forward": [], "backward": [], **line}},
        "optional": [["l", "forward", 300, "trailer"]],
    }
    (folder / "road.counts.json").write_text(json.dumps(told))
    (folder / "road.mp4").touch()
    return clips(folder)[0]


def row(frame: float, cls: str, note: str = "") -> dict[str, Any]:
    return {"frame": frame, "class": cls, "note": note}


def test_each_is_paired_once_within_its_tolerance_and_what_is_optional_is_neither(tmp_path: Path) -> None:
    rows = [row(20, "car"), row(30, "van"), row(100, "truck", "long"), row(200, "bicycle", "(bicycle or person)")]
    truth = clip(tmp_path, forward=rows).truth
    counted = [("forward", 21, "car"), ("forward", 33, "bus"), ("forward", 140, "truck"), ("forward", 205, "person")]
    score = judge(truth, [Crossing("l", *one) for one in [*counted, ("forward", 310, "truck")]])
    assert (score.recorded, str(score)) == (4, "0/0/0")
    counted = [("forward", 21, "truck"), ("forward", 22, "car"), ("backward", 30, "van"), ("forward", 160, "truck")]
    score = judge(truth, [Crossing("l", *one) for one in counted])
    assert [crossing.frame for crossing in score.missed] == [100, 200]
    assert sorted(crossing.frame for crossing in score.extra) == [30, 160]
    assert score.wrong == []


def test_a_clip_is_counted_from_what_was_seen_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def look(*_: object) -> list[tuple[float, Detections]]:
        boxes = np.array([[[260, 6 * k, 360, 6 * k + 40]] for k in range(50)], np.float32)
        car = np.array([CLASS_IDS["car"]], np.int32)
        return [(k / 25, Detections(box, np.array([0.8], np.float32), car)) for k, box in enumerate(boxes)]

    made = clip(tmp_path, forward=[row(27, "car")], backward=[row(10, "person")])
    monkeypatch.setattr(accuracy_ours, "_look", look)
    assert [one[:2] for one in accuracy_ours.count(made, accuracy_ours.seen(made, "motion", tmp_path))] == [
        ("l", "forward")
    ]
    monkeypatch.setattr(accuracy_ours, "_look", None)
    accuracy_real.table(tmp_path, ["motion"], tmp_path, verbose=True, with_peers=True)
    told = capsys.readouterr().out
    assert "1/0/0" in told
    assert "missed l backward frame 10 person" in told


def test_a_peer_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(accuracy_peers._NEEDS, "ByteTrack", ("no_such_tracker",))
    with pytest.raises(accuracy_peers.MissingPeerError, match="no_such_tracker"):
        accuracy_peers.count("ByteTrack", clip(tmp_path), tmp_path / "a.pt", tmp_path)
