"""The benchmark itself: it runs, and its verdicts follow from its figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from drills import SLOW

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # benchmarks are not installed

from benchmarks.pipeline import child, peers, table  # noqa: E402 -- after the line above
from benchmarks.pipeline.measure import Task  # noqa: E402 -- as above


def runs(*fps: float) -> list[dict[str, Any]]:
    return [{"fps": value, "frames": 10, "counts": {"forward": 8}, "note": ""} for value in fps]


def test_medians_are_compared_and_the_faster_pt_variant_is_the_peer() -> None:
    summary = table.summarise(
        {
            "inference": runs(100, 150, 160),
            "inference_ours": runs(160, 160, 170),
            "pipeline": runs(138, 20, 139),
            "track_pt": runs(30, 31, 32),
            "track_pt_all_cores": runs(60, 50, 61),
            "supervision": runs(139),
        }
    )
    assert summary["pipeline"]["of_the_limit"] == pytest.approx(0.92)
    assert summary["pipeline"]["of_our_graph"] == pytest.approx(138 / 160)
    verdicts = table.verdicts(summary)
    assert [line.split(":")[0] for line in verdicts] == ["MISSED", "MISSED", "MISSED", "MISSED"]
    assert "0.920 of the limit, the exported network" in verdicts[0]
    assert "0.863 of the limit of the graph it runs" in verdicts[1]
    assert "2.30 times the .pt peer" in verdicts[2]
    assert "139.0" in table.table(summary)
    assert "MISSED" in table.document(summary, {"machine": "a test"})


def test_it_runs_the_limits_on_a_short_clip_and_writes_its_files(
    shared_data: Path, model_cache: Path, tmp_path: Path
) -> None:
    clip = shared_data / "videos" / "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4"
    only = ["inference", "inference_ours", "bare_loop"] if SLOW else ["inference_ours"]
    command = [sys.executable, "-m", "benchmarks.pipeline", "--rounds", "1", "--only", *only]
    places = ["--cache", model_cache, "--json", tmp_path / "all.json", "--results", tmp_path / "results.md"]
    weights = shared_data / "weights" / "yolo11n-dq.pt"
    subprocess.run([*command, "--clip", clip, "--model", weights, *places], cwd=ROOT, check=True)
    measured = json.loads((tmp_path / "all.json").read_text())
    assert {name: row["frames"] for name, row in measured["summary"].items()} == dict.fromkeys(only, 60)
    written = (tmp_path / "results.md").read_text()
    assert "| `inference_ours` |" in written
    assert f"`python -m benchmarks.pipeline --rounds 1 --only {' '.join(only)}`" in written


def test_what_a_peer_needs_is_told_before_anything_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "trackers" else name)
    assert child.lacking(["inference", "track_pt", "supervision"]) == ["trackers"]
    assert child.lacking(["inference", "track_pt"]) == []


def test_the_peers_run_the_weights_that_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    class Exported:
        def __init__(self, weights: Path) -> None:
            self._weights = weights

        def export(self, **_: object) -> None:
            made.append(self._weights.read_bytes())
            (self._weights.parent / "model_openvino_model").mkdir()

    monkeypatch.setattr(peers, "_ultralytics", lambda _: SimpleNamespace(YOLO=Exported))
    for text in (b"eleven", b"eight", b"eleven"):
        (tmp_path / "yolo.pt").write_bytes(text)
        peers.export_for_peers(Task(tmp_path / "clip", tmp_path / "yolo.pt", ((0, 0), (1, 1)), tmp_path, tmp_path))
    assert made == [b"eleven", b"eleven", b"eight", b"eight"]
