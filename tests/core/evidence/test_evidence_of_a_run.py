"""A run on the simulated intersection: pictures that can be judged. And what if they cannot be kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from test_evidence_recorder import TRACKS, frame, violation
from waiting import eventually

from core.engine import Engine
from core.evidence.keeper import Evidence
from core.reports.tables import Span, violations
from core.settings.models import Camera, Settings
from core.settings.models import Evidence as Options
from core.simulator import scene
from core.types import Frame

if TYPE_CHECKING:
    from pathlib import Path

    from core.evidence.recorder import Recorder

PATIENCE = 30.0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """State folder and report of half a minute in which a car runs a red light."""
    home = tmp_path_factory.mktemp("run")
    camera = {"id": "c", "source": "simulator:crossroads?seed=2", "scene": scene().model_dump()}
    settings = Settings.model_validate(
        {"detector": {"model": "ground-truth"}, "cameras": [camera], "telemetry": {"profile": "local"}}
    )
    engine = Engine(settings, duration=27.0, state_dir=home, runtime_dir=home / "run", cache_dir=home / "cache")
    engine.start()
    engine.wait()
    engine.stop(120.0)
    return home, engine.report()


def found(state: Path) -> list[dict[str, Any]]:
    table = violations(Span(state / "journal.sqlite", 0, 9e9, 900))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_a_violation_names_its_evidence_and_it_is_there(run: tuple[Path, dict[str, Any]]) -> None:
    state, report = run
    events = found(state)
    assert "red_light" in {event["rule"] for event in events}
    for event in events:
        assert event["evidence"].split() == [f"{event['id']}.jpg", f"{event['id']}.webm"]
    names = {name for event in events for name in event["evidence"].split()}
    assert {path.name for path in (state / "evidence").iterdir()} == names
    assert report["evidence"]["written"] == len(names)
    assert (report["evidence"]["failed"], report["evidence"]["reason"]) == (0, None)


def test_the_picture_shows_the_offender_within_its_box(run: tuple[Path, dict[str, Any]]) -> None:
    state, _ = run
    event = next(event for event in found(state) if event["rule"] == "red_light")
    image: Any = cv2.imread(str(state / "evidence" / f"{event['id']}.jpg"))
    assert image.shape[1] == 1280
    red = np.abs(image[:720].astype(int) - [94, 77, 255]).max(axis=2) < 40
    rows, columns = np.flatnonzero(red.sum(axis=1) > 20), np.flatnonzero(red.sum(axis=0) > 10)
    box = (columns.min(), rows.min(), columns.max(), rows.max())
    assert 20 < box[2] - box[0] < 200
    assert 15 < box[3] - box[1] < 200
    stop, now = json.loads(event["facts"])["point"], ((box[0] + box[2]) / 2, box[3])
    assert box[3] - box[1] < np.hypot(stop[0] - now[0], stop[1] - now[1]) < 300  # it has driven on from the line


def test_the_clip_shows_what_was_before_and_after(run: tuple[Path, dict[str, Any]]) -> None:
    state, _ = run
    event = next(event for event in found(state) if event["rule"] == "red_light")
    video = cv2.VideoCapture(str(state / "evidence" / f"{event['id']}.webm"))
    seconds = (event["ended"] - event["started"]).total_seconds()
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) / 5 > seconds  # pictures at its ends may have come too fast
    done, image = video.read()
    assert done
    assert image.shape == (540, 960, 3)


def started(folder: Path, **options: Any) -> tuple[Evidence, Recorder]:
    evidence = Evidence(folder, Options(**options))
    line = {"id": "a", "points": [[0, 0], [9, 9]], "allowed": "forward"}
    recorder = evidence.recorder(Camera.model_validate({"id": "c", "source": "x", "scene": {"lines": [line]}}))
    assert recorder is not None
    evidence.start()
    return evidence, recorder


def play(recorder: Recorder, frames: range, *, case_at: int) -> None:
    for k in frames:
        recorder.take(frame(k), TRACKS, [violation()] if k == case_at else [])
        eventually(lambda: recorder._out == 0)


def test_a_folder_that_cannot_be_made_is_told_and_hurts_nobody(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("in the way")
    evidence, recorder = started(tmp_path / "evidence")
    play(recorder, range(0, 200, 5), case_at=50)
    recorder.finish()
    evidence.close(PATIENCE)
    stats = evidence.stats()
    assert stats["written"] == 0
    assert stats["failed"] >= 2
    assert "exists" in stats["reason"]


def test_writing_goes_on_when_the_disk_has_room_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, recorder = started(tmp_path / "evidence", clip=False)
    write = type(tmp_path).write_bytes

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(tmp_path), "write_bytes", full)
    play(recorder, range(5), case_at=2)
    eventually(lambda: evidence.stats()["failed"] == 1)
    assert evidence.stats()["reason"] == "No space left on device"
    monkeypatch.setattr(type(tmp_path), "write_bytes", write)
    play(recorder, range(5, 10), case_at=7)
    evidence.close(PATIENCE)
    assert (evidence.stats()["written"], evidence.stats()["reason"]) == (1, None)
    assert [path.suffix for path in (tmp_path / "evidence").iterdir()] == [".jpg"]


def test_a_clip_that_cannot_be_written_leaves_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_codec(*_: object) -> None:
        raise OSError("this OpenCV build cannot write VP8 video")

    monkeypatch.setattr("core.evidence.clip.write", no_codec)
    evidence, recorder = started(tmp_path / "evidence")
    play(recorder, range(20), case_at=10)
    recorder.finish()
    evidence.close(PATIENCE)
    assert [path.suffix for path in (tmp_path / "evidence").iterdir()] == [".jpg"]
    assert evidence.stats()["reason"] == "this OpenCV build cannot write VP8 video"


def test_with_evidence_off_there_is_no_recorder_and_no_folder(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path / "evidence", Options(enabled=False))
    line = {"id": "a", "points": [[0, 0], [9, 9]], "allowed": "forward"}
    camera = Camera.model_validate({"id": "c", "source": "x", "scene": {"lines": [line]}})
    assert evidence.recorder(camera) is None
    evidence.start()
    evidence.close(PATIENCE)
    assert not (tmp_path / "evidence").exists()


def test_a_frame_of_another_size_is_no_trouble(tmp_path: Path) -> None:
    evidence, recorder = started(tmp_path / "evidence")
    play(recorder, range(10), case_at=3)
    larger = Frame(np.zeros((90, 160, 3), np.uint8), 10, frame(10).time, 0.0)
    recorder.take(larger, TRACKS, [violation()])
    recorder.finish()
    evidence.close(PATIENCE)
    assert evidence.stats()["failed"] == 0
