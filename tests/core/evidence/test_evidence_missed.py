"""A clip that is cut off is no evidence: it is taken away, counted, and why is there to be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from test_evidence_of_a_run import PATIENCE, play, started
from test_evidence_recorder import START, TRACKS, violation
from waiting import eventually

from core.evidence import CLIP, SNAPSHOT
from core.evidence.keeper import Evidence
from core.evidence.misses import FILE, Miss, Misses, read
from core.settings.models import Evidence as Options
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.evidence.recorder import Recorder

CASE = violation().id
NOISE = np.random.default_rng(1)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Files can grow to 100 kB and no further, also in processes started meanwhile."""
    resource = pytest.importorskip("resource", reason="only where there are such limits")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def play_noise(recorder: Recorder) -> None:
    """What no codec can make small."""
    for k in range(0, 100, 5):
        image = NOISE.integers(0, 255, (360, 640, 3), np.uint8) if k != 50 else np.zeros((360, 640, 3), np.uint8)
        recorder.take(Frame(image, k, START + k / 25, 0.0), TRACKS, [violation()] if k == 50 else [])
        eventually(lambda: recorder._out == 0)
    recorder.finish()


@pytest.mark.usefixtures("small_disk")
def test_a_clip_cut_off_by_the_disk_is_taken_away_counted_and_explained(tmp_path: Path) -> None:
    evidence, recorder = started(tmp_path / "evidence")
    play_noise(recorder)
    evidence.close(PATIENCE)
    assert [path.suffix for path in (tmp_path / "evidence").iterdir()] == [SNAPSHOT]
    stats = evidence.stats()
    assert (stats["written"], stats["missed"], stats["failed"]) == (1, 1, 1)
    found = read(tmp_path / FILE)
    assert (found[CASE, SNAPSHOT].code, found[CASE, CLIP].code) == ("kept", "other")
    assert "arge" in found[CASE, CLIP].reason  # File too large
    assert found[CASE, CLIP].time > 1_700_000_000


def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.evidence.clip.write", full)
    evidence, recorder = started(tmp_path / "evidence")
    play(recorder, range(20), case_at=10)
    recorder.finish()
    evidence.close(PATIENCE)
    assert read(tmp_path / FILE)[CASE, CLIP].code == "full"


def test_what_a_killed_engine_began_is_told_by_the_next_and_nothing_half_written_stays(tmp_path: Path) -> None:
    Misses(tmp_path / FILE).note(Miss(CASE, CLIP, "begun", time=5.0))
    (tmp_path / "evidence").mkdir()
    half = tmp_path / "evidence" / f"{CASE}.part{CLIP}"
    half.write_bytes(b"half")
    evidence, recorder = started(tmp_path / "evidence", clip=False)
    play(recorder, range(3), case_at=1)
    evidence.close(PATIENCE)
    assert not half.exists()
    assert read(tmp_path / FILE)[CASE, CLIP] == Miss(CASE, CLIP, "stopped", time=5.0)


def test_an_engine_that_is_stopped_says_what_it_did_not_finish(tmp_path: Path) -> None:
    evidence, recorder = started(tmp_path / "evidence")
    play(recorder, range(5), case_at=2)
    eventually(lambda: evidence.stats()["written"] == 1)
    evidence.close(PATIENCE)  # the camera still runs: its clip waits for pictures that will not come
    assert read(tmp_path / FILE)[CASE, CLIP].code == "stopped"
    assert evidence.stats()["missed"] == 1


def test_pictures_nobody_had_memory_for_are_missed_too(tmp_path: Path) -> None:
    evidence, recorder = started(tmp_path / "evidence")
    recorder._out = 99
    recorder.take(Frame(np.zeros((36, 64, 3), np.uint8), 0, START, 0.0), TRACKS, [violation()])
    recorder.finish()
    evidence.close(PATIENCE)
    assert evidence.stats()["missed"] == 2
    assert {one.code for one in read(tmp_path / FILE).values()} == {"slow"}


def test_notes_survive_a_line_that_was_cut_off_and_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "sub" / FILE
    misses = Misses(file)
    misses.note(Miss(CASE, CLIP, "full", "No space left on device", 1.0))  # there is no folder yet
    file.parent.mkdir()
    misses.note(Miss(CASE, SNAPSHOT, "full", "No space left on device", 2.0))
    file.write_text(file.read_text() + '\n{"violation": "ab', "utf-8")
    Misses(file).note(Miss("f" * 32, CLIP, "slow", time=3.0))
    assert [one.time for one in read(file).values()] == [1.0, 2.0, 3.0]


def test_the_caption_is_in_words_and_the_sites_time_with_its_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core import local_time  # noqa: PLC0415 -- beside what it is for

    said: list[Any] = []
    monkeypatch.setattr("core.evidence.keeper.snapshot", lambda *told: said.append(told[2]) or b"")
    evidence = Evidence(tmp_path / "evidence", Options(clip=False), zone=local_time.zone("Asia/Kolkata"))
    _, recorder = evidence, started(tmp_path / "other", clip=False)[1]
    evidence._open_case(recorder, violation(), np.zeros((9, 9, 3), np.uint8), _shot(recorder))
    case = violation()
    kind = f"{case.cls.capitalize()} {case.track}"
    assert said == [
        f"Red light   {case.site}, {case.camera}   2023-11-15 03:43:22.000 IST   {kind}   Event ID {case.id}"
    ]


def _shot(recorder: Recorder) -> Any:
    from core.evidence.recorder import Shot  # noqa: PLC0415 -- as above

    return Shot(recorder, np.zeros((9, 9, 3), np.uint8), START, {}, (violation(),))


def test_every_line_of_the_notes_is_json(tmp_path: Path) -> None:
    Misses(tmp_path / FILE).note(Miss(CASE, CLIP, "denied", "ä\n", 1.0))
    assert [json.loads(line)["reason"] for line in (tmp_path / FILE).read_text("utf-8").split("\n") if line] == ["ä\n"]
