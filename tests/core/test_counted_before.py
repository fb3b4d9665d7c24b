"""A recording is recognised under any name, and counted once unless somebody says otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from core.counted_before import CountedBefore, Known, Recognised
from core.sources.fingerprint import fingerprint
from core.sources.recorded_time import CHANGED, CONTAINER, COUNTED, NAME, TYPED, Begin
from core.sources.recordings import Recording

NOON = 1_777_896_000.0


def video(path: Path, seed: int = 1, size: int = 400_000) -> Path:
    path.write_bytes(bytes((seed * 31 + k * k) % 251 for k in range(1_000)) * (size // 1_000))
    return path


@pytest.fixture
def before(tmp_path: Path) -> CountedBefore:
    return CountedBefore(tmp_path / "recordings.json", lambda: "journal-1")


def counted(before: CountedBefore, path: Path, begin: float = NOON, known_from: str = NAME, camera: str = "c") -> None:
    one, typed = Recognised(before, camera), known_from == TYPED
    one.once([Recording(path, Begin(begin, NAME if typed else known_from))], Begin(begin, TYPED) if typed else None)
    one.keep([(path, begin, begin + 16.0, known_from)])


def again(
    before: CountedBefore, path: Path, begin: float, known_from: str, **more: Any
) -> tuple[Begin, list[str], Any]:
    one = Recognised(before, more.get("camera", "c"))
    (found,) = one.once([Recording(path, Begin(begin, known_from))], more.get("typed"))
    return found.begin, one.told, one.moved


def test_a_fingerprint_is_of_what_is_in_a_file_not_of_its_name(tmp_path: Path) -> None:
    one = video(tmp_path / "a.mp4")
    other = shutil.copy(one, tmp_path / "b.mkv")
    assert fingerprint(one) == fingerprint(Path(other))
    for place in (0, 200_000, 399_999):
        data = bytearray(one.read_bytes())
        data[place] ^= 1
        Path(other).write_bytes(data)
        assert fingerprint(Path(other)) != fingerprint(one)
    Path(other).write_bytes(one.read_bytes() + b"\0")
    assert fingerprint(Path(other)) != fingerprint(one)
    assert fingerprint(tmp_path / "none.mp4") is None
    assert fingerprint(tmp_path) is None


def test_a_copy_takes_the_place_of_what_was_counted(tmp_path: Path, before: CountedBefore) -> None:
    first = video(tmp_path / "junction.mp4")
    counted(before, first)
    copy = Path(shutil.copy(first, tmp_path / "copy.mp4"))
    begin, told, moved = again(before, copy, NOON + 90_000, CHANGED)
    assert begin == Begin(NOON, COUNTED)
    assert told == [
        (
            "'copy.mp4' is the same recording as 'junction.mp4', which was counted before; that count is replaced — "
            "to keep both, set recorded_at for each"
        )
    ]
    assert moved == []


def test_the_same_file_again_is_as_ever(tmp_path: Path, before: CountedBefore) -> None:
    path = video(tmp_path / "junction.mp4")
    counted(before, path, NOON, CHANGED)
    assert again(before, path, NOON + 16.0, CHANGED) == (Begin(NOON + 16.0, CHANGED), [], [])  # when it ended
    other = video(tmp_path / "other.mp4", seed=2)
    assert again(before, other, NOON + 60, NAME) == (Begin(NOON + 60, NAME), [], [])


def test_a_name_that_knows_the_time_better_moves_the_count(tmp_path: Path, before: CountedBefore) -> None:
    first = video(tmp_path / "junction.mp4")
    counted(before, first, NOON, CHANGED)
    renamed = first.rename(tmp_path / "2026-05-04_09-00-00.mp4")
    begin, told, moved = again(before, renamed, NOON - 10_800, NAME)
    assert begin == Begin(NOON - 10_800, NAME)
    assert moved == [(NOON, NOON + 16.0)]
    assert len(told) == 1


def test_a_typed_time_corrects_what_a_file_told_and_two_typed_ones_are_two_counts(
    tmp_path: Path, before: CountedBefore
) -> None:
    path = video(tmp_path / "junction.mp4")
    counted(before, path)
    _, told, moved = again(before, path, NOON, NAME, typed=Begin(NOON + 3_600, TYPED))
    assert (len(told), moved) == (1, [(NOON, NOON + 16.0)])
    counted(before, path, NOON + 3_600, TYPED)
    assert again(before, path, NOON, NAME, typed=Begin(NOON + 3_600, TYPED))[1:] == ([], [])  # as before
    assert [one.begin for one in before.of(fingerprint(path) or "")] == [NOON + 3_600]
    begin, told, moved = again(before, path, NOON + 50, NAME, typed=Begin(NOON + 7_200, TYPED))
    assert (begin.known_from, moved) == (NAME, [])
    assert told == [
        "'junction.mp4' was counted before, at another time; both counts are kept, as both times were entered"
    ]


def test_the_same_recording_twice_in_a_folder_counts_once(tmp_path: Path, before: CountedBefore) -> None:
    files = [video(tmp_path / "1.mp4"), video(tmp_path / "2.mp4", seed=2), video(tmp_path / "3.mp4")]
    one = Recognised(before, "c")
    found = one.once([Recording(path, Begin(NOON + k, CHANGED)) for k, path in enumerate(files)])
    assert [each.path.name for each in found] == ["1.mp4", "2.mp4"]
    assert one.told == ["'3.mp4' is the same recording as '1.mp4' and is not counted"]


def test_another_camera_counts_it_and_says_so(tmp_path: Path, before: CountedBefore) -> None:
    path = video(tmp_path / "junction.mp4")
    counted(before, path, camera="north")
    assert again(before, path, NOON + 60, CONTAINER) == (
        Begin(NOON + 60, CONTAINER),
        ["'junction.mp4' was counted for camera 'north' as well"],
        [],
    )


def test_another_journal_has_counted_nothing_and_a_damaged_file_is_none(tmp_path: Path, before: CountedBefore) -> None:
    print_ = "f" * 32
    before.add(
        [(print_, Known("c", "a.mp4", NOON, NOON + 1, NAME)), (print_, Known("c", "b.mp4", NOON, NOON + 1, NAME))]
    )
    assert [one.file for one in before.of(print_)] == ["b.mp4"]  # the same count
    assert CountedBefore(tmp_path / "recordings.json", lambda: "journal-2").of(print_) == []
    (tmp_path / "recordings.json").write_text('{"journal": "journal-1"')
    assert before.of(print_) == []
