"""Recordings in the real engine: looking stores nothing, counting gives what a run without a window gives."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from core.assembly import Assembly
from core.engine import Engine
from core.live import LiveReader
from core.playback import Command, Pace, ask, heard
from core.results import newest
from core.settings import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.settings import Settings

LINE = "lines: [{id: middle, points: [[160, 0], [160, 240]]}]"


def moving(path: Path, frames: int = 60) -> Path:
    """A light block that crosses a dark picture from left to right."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10.0, (320, 240))
    for number in range(frames):
        picture = np.full((240, 320, 3), 40, np.uint8)
        left = -60 + number * 6
        picture[100:150, max(0, left) : max(0, left + 60)] = 220
        writer.write(picture)
    writer.release()
    return path


def settings(path: Path, scene: str = LINE) -> Settings:
    return parse(
        f"cameras: [{{id: cam, source: '{path}', recorded_at: 2020-01-01T12:00:00Z, scene: {{{scene}}}}}]\n"
        "telemetry: {profile: remote}\n",
        "test",
    )


@contextmanager
def engine(folder: Path, what: Settings, **options: Any) -> Iterator[Engine]:
    one = Engine(
        what,
        state_dir=folder / "state",
        runtime_dir=folder / "run",
        cache_dir=folder / "cache",
        **options,
    )
    folder.mkdir(exist_ok=True)
    (folder / "state").mkdir(exist_ok=True)
    one.start()
    try:
        yield one
    finally:
        one.stop()


def until(one: Engine, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    late = time.monotonic() + 60
    while True:
        camera: dict[str, Any] = one.snapshot()["cameras"]["cam"]
        if true(camera):
            return camera
        assert time.monotonic() < late, camera
        time.sleep(0.02)


def told(folder: Path) -> list[dict[str, Any]]:
    """What was stored of the video, in order, without what depends on the machine's speed."""
    from core.journal.reader import period  # noqa: PLC0415 -- beside its only user
    from core.journal.schema import JOURNAL  # noqa: PLC0415 -- as above

    kinds = ("detection", "crossing", "movement", "occupancy", "violation")
    rows = [row for kind in kinds for row in period(folder / "state" / JOURNAL, kind, 0, 9e9)]
    events = [json.loads(row.body) for row in rows]
    return [{**event, "processing_ms": 0} for event in events]


def test_counting_after_any_playing_around_gives_what_a_run_alone_gives(tmp_path: Path) -> None:
    what = settings(moving(tmp_path / "a.avi"))
    with engine(tmp_path / "alone", what) as one:
        alone = until(one, lambda camera: camera["state"] == "ended")
    with engine(tmp_path / "played", what, realtime=True, stay=True) as one:
        run = tmp_path / "played" / "run"
        until(one, lambda camera: camera["frames"] > 3)  # with a line it counts at once
        for command in (Command("preview"), Command("seek", 3.0), Command("play"), Command("step", -1)):
            ask(run, "cam", command)
            time.sleep(0.3)
        ask(run, "cam", Command("count"))
        again = until(one, lambda camera: camera["state"] == "ended" and camera["frames"] == 60)
    assert alone["lines"]["middle"]["forward"]["total"] + alone["lines"]["middle"]["backward"]["total"] == 1
    assert again["lines"] == alone["lines"]
    assert told(tmp_path / "played") == told(tmp_path / "alone")


def test_a_copy_under_another_name_is_counted_once_and_said(tmp_path: Path) -> None:
    first = moving(tmp_path / "2020-01-01_12-00-00.avi")
    copy = tmp_path / "copy.avi"
    for path in (first, copy):
        if path is copy:
            copy.write_bytes(first.read_bytes())
        text = f"cameras: [{{id: cam, source: '{path}', scene: {{{LINE}}}}}]\ntelemetry: {{profile: remote}}\n"
        with engine(tmp_path / "e", parse(text, "test")) as one:
            ended = until(one, lambda camera: camera["state"] == "ended" and camera["result"] is not None)
    assert [event["kind"] for event in told(tmp_path / "e")].count("crossing") == 1
    assert "'copy.avi' is the same recording as '2020-01-01_12-00-00.avi'" in ended["reason"]
    assert ended["playback"]["recorded_from"] == "earlier count"


def test_a_recording_without_anything_to_count_is_shown_paused_and_stored_nowhere(tmp_path: Path) -> None:
    what = settings(moving(tmp_path / "a.avi"), "lines: []")
    with engine(tmp_path / "e", what, realtime=True, stay=True) as one:
        run, reader = tmp_path / "e" / "run", LiveReader(tmp_path / "e" / "run", "cam")
        first = until(one, lambda camera: camera["playback"]["files"] == 1 and camera["frames"] == 1)
        assert (first["playback"]["mode"], first["playback"]["playing"]) == ("preview", False)
        assert first["playback"]["recorded_from"] == "typed"
        assert "end_to_end" not in first["stages_ms"]
        ask(run, "cam", Command("seek", 2.0))
        there = until(one, lambda camera: camera["playback"]["frame"] == 20)["playback"]
        assert (there["position_s"], there["length_s"], there["left_s"]) == (2.0, 6.0, None)
        shown = until_shown(reader, 20)
        assert shown["playback"]["position_s"] == 2.0
        for step, frame in ((1, 21), (-1, 20), (-1, 19)):
            ask(run, "cam", Command("step", step))
            until_shown(reader, frame)
        ask(run, "cam", Command("speed", 16.0))
        ask(run, "cam", Command("play"))
        ended = until(one, lambda camera: camera["state"] == "ended")
        assert (ended["reason"], ended["playback"]["playing"]) == (None, False)
    assert told(tmp_path / "e") == []


def until_shown(reader: LiveReader, frame: int) -> dict[str, Any]:
    late, seen = time.monotonic() + 60, None
    while time.monotonic() < late:
        picture = reader.read()
        seen = picture.overlay if picture else None
        if seen and seen["frame"] == frame:
            return seen
        time.sleep(0.02)
    raise AssertionError(seen)


def test_without_stay_the_end_of_the_recordings_is_the_end(tmp_path: Path) -> None:
    with engine(tmp_path / "e", settings(moving(tmp_path / "a.avi", 10), "lines: []")) as one:
        assert one.wait(60)
        assert one.snapshot()["cameras"]["cam"]["playback"]["mode"] == "count"
    assert len(told(tmp_path / "e")) == 1


def test_of_many_places_to_go_to_only_the_last_is_gone_to(tmp_path: Path) -> None:
    for command in (Command("seek", 1), Command("seek", 2), Command("play"), Command("seek", 3), Command("seek", 4)):
        ask(tmp_path, "cam/1", command)
    ask(tmp_path, "cam/10", Command("pause"))
    (tmp_path / "cam%2f1.999999999999999999999.playback").write_text('{"verb": "explode", "value": 1}')
    assert heard(tmp_path, "cam/1") == [Command("seek", 2), Command("play"), Command("seek", 4)]
    assert heard(tmp_path, "cam/1") == []
    assert heard(tmp_path, "cam/10") == [Command("pause")]
    assert list(tmp_path.iterdir()) == []


def test_the_time_left_follows_the_pace_of_the_last_seconds() -> None:
    pace = Pace()
    assert pace.left(100.0, 0.0) is None
    for second in range(30):
        pace.see(4.0 * second, float(second))
    assert pace.left(200.0, 116.0) == pytest.approx(21.0)
    assert pace.left(None, 116.0) is None
    pace.see(0.0, 31.0)  # from the beginning
    assert pace.left(200.0, 0.0) is None


def test_counting_again_takes_the_place_of_what_was_counted_before(tmp_path: Path) -> None:
    """Another line gives other crossings: those of the first count are gone, and everybody is told which."""
    path, folder = moving(tmp_path / "a.avi"), tmp_path / "e"
    elsewhere = LINE.replace("160, 0", "200, 0").replace("160, 240", "200, 240").replace("middle", "right")

    def count(scene: str, **options: Any) -> list[dict[str, Any]]:
        with engine(folder, settings(path, scene), **options) as one:
            until(one, lambda camera: camera["state"] == "ended")
        return told(folder)

    def crossings(events: list[dict[str, Any]]) -> list[str]:
        return [event["line"] for event in events if event["kind"] == "crossing"]

    first = count(LINE)
    assert crossings(first) == ["middle"]
    assert count(LINE) == first
    assert withdrawn(folder) == []  # the same again is nothing new
    assert crossings(count(elsewhere)) == ["right"]
    assert {event["id"] for event in first if event["kind"] == "crossing"} <= set(withdrawn(folder))
    assert count(LINE) == first  # and back
    assert crossings(count(elsewhere, duration=1.0)) == ["middle"]  # a count that came not so far replaces no more


def withdrawn(folder: Path) -> list[str]:
    """Ids of all events that were withdrawn, but how fast the machine was."""
    from core.journal.reader import period  # noqa: PLC0415 -- as above
    from core.journal.schema import JOURNAL  # noqa: PLC0415 -- as above

    rows = [json.loads(row.body) for row in period(folder / "state" / JOURNAL, "withdrawal", 0, 9e9)]
    return [event["id"] for row in rows for event in row["events"] if event["kind"] != "performance"]


def test_the_result_of_a_count_is_kept_and_survives_the_engine(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    with engine(folder, settings(moving(tmp_path / "a.avi")), realtime=True, stay=True) as one:
        ask(folder / "run", "cam", Command("speed", 0))
        until(one, lambda camera: camera["result"] is not None and camera["state"] == "ended")
        ask(folder / "run", "cam", Command("seek", 1.0))  # to look at it again does not take it away
        looking = until(
            one, lambda camera: camera["playback"]["mode"] == "preview" and camera["playback"]["frame"] == 10
        )
    kept = newest(folder / "state" / "results", "cam")
    assert kept == looking["result"]
    assert kept is not None
    assert kept["whole"]
    assert (kept["frames"], kept["recordings"], kept["site"]) == (60, ["a.avi"], "site")
    assert kept["recorded"] == [["2020-01-01T12:00:00+00:00", "2020-01-01T12:00:05.900000+00:00"]]
    assert sum(way["total"] for way in kept["lines"]["middle"].values()) == 1
    assert newest(folder / "state" / "results", "other") is None


def test_a_line_drawn_on_a_paused_picture_is_shown_at_once(tmp_path: Path) -> None:
    path, folder = moving(tmp_path / "a.avi"), tmp_path / "e"
    with engine(folder, settings(path, "lines: []"), realtime=True, stay=True) as one:
        reader = LiveReader(folder / "run", "cam")
        until_shown(reader, 0)
        ask(folder / "run", "cam", Command("seek", 2.0))
        until_shown(reader, 20)
        assert one.apply(settings(path))
        late = time.monotonic() + 60
        while not ((picture := reader.read()) and picture.overlay["lines"]):
            assert time.monotonic() < late
            time.sleep(0.02)
        assert picture.overlay["frame"] == 20
        ask(folder / "run", "cam", Command("count"))
        ended = until(one, lambda camera: camera["state"] == "ended" and camera["playback"]["mode"] == "count")
    assert sum(way["total"] for way in ended["lines"]["middle"].values()) == 1


def test_until_a_count_has_begun_what_was_looked_at_before_is_not_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making, go = threading.Event(), threading.Event()
    go.set()
    make = Assembly._pipeline

    def slowly(*given: Any, **options: Any) -> Any:
        making.set()
        assert go.wait(60)
        return make(*given, **options)

    monkeypatch.setattr(Assembly, "_pipeline", slowly)
    folder = tmp_path / "e"
    with engine(folder, settings(moving(tmp_path / "a.avi", 10), "lines: []"), realtime=True, stay=True) as one:
        until_shown(LiveReader(folder / "run", "cam"), 0)
        go.clear()
        making.clear()
        ask(folder / "run", "cam", Command("count"))
        assert making.wait(60)
        meanwhile = one.snapshot()["cameras"]["cam"]
        go.set()
    assert (meanwhile["playback"]["mode"], meanwhile["state"]) == ("count", "running")
