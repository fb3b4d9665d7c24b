"""The health list and the header's one sentence: true of cameras, evidence, losses and of the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, overlay, picture, state

from qml_app import bulletins
from qml_app.camera import Camera
from qml_app.faults import Fault
from qml_app.headline import Headline, Losses, alarmed, concerns, headline
from qml_app.health import CAMERA_LEVELS, CameraHealth, Moment, rows, stuck
from qml_app.monitor import Monitor
from qml_app.overlay import parse
from qml_app.reader import Picture
from qml_app.state import Status, camera_status
from qml_app.video import drawable

if TYPE_CHECKING:
    from pathlib import Path

RUNNING = Status("running")
WELL: dict[str, Any] = {"sinks": {"mqtt": {"state": "connected", "acked": 1, "backlog": 0, "set_aside": 0}}}


def told(
    *cameras: CameraHealth, faults: dict[str, Fault] | None = None, **changes: Any
) -> tuple[dict[str, tuple[str, ...]], Headline]:
    """Level, condition and seconds of each row, and the headline."""
    found = state({one.name: camera_state() for one in cameras}, **{**WELL, **changes})
    listed = rows(found, RUNNING, cameras, faults or {}, Moment(500.0, 1_000.0))
    return {row[0]: (row[1], row[2], row[6]) for row in listed}, headline(listed, RUNNING)


def test_all_is_well() -> None:
    found, head = told(CameraHealth("north", "live", "", 7))
    assert found["camera/north"] == ("ok", "live", 7)
    assert head == Headline("ok", "engine", "running")


@pytest.mark.parametrize(
    ("status", "level"),
    [
        ("failed", "failed"),
        ("reconnecting", "busy"),
        ("no-data", "busy"),
        ("unchanged", "busy"),
        ("not-shown", "failed"),
    ],
)
def test_a_camera_without_a_true_picture_is_the_headline(status: str, level: str) -> None:
    found, head = told(CameraHealth("north", "live", "", 0), CameraHealth("south", status, "unplugged", 46))
    assert found["camera/south"] == (level, status, 46)
    assert head == Headline(level, "camera/south", status, 46, 1)


@pytest.mark.parametrize("status", ["ended", "paused", "starting", "counting", "preview"])
def test_the_end_of_a_recording_and_what_is_on_its_way_is_no_trouble(status: str) -> None:
    assert told(CameraHealth("clip", status, "", 0))[1] == Headline("ok", "engine", "running")


def test_a_camera_that_cannot_do_all_that_was_asked_needs_attention_and_is_no_trouble() -> None:
    found, head = told(CameraHealth("north", "live", "signal 'n' cannot be read", 7, 3))
    assert found["camera/north"] == ("busy", "limited", 3)
    assert head == Headline("ok", "engine", "running")
    assert bulletins.about("camera/north", "busy", "limited", 7) == ("camera", "north", "ok")


def test_a_recording_that_ended_and_lacks_something_is_limited_and_no_trouble() -> None:
    cameras = [CameraHealth("clip", "ended", "line 'a' lies outside", 0), CameraHealth("whole", "ended", "", 0)]
    listed = rows(state({}, **WELL), RUNNING, cameras, {}, Moment(500.0, 1_000.0))
    assert [row[1:3] for row in listed[-2:]] == [("busy", "ended"), ("off", "ended")]
    assert concerns(listed)[-2:] == ["limited", ""]
    assert headline(listed, RUNNING) == Headline("ok", "engine", "running")
    assert bulletins.about("camera/clip", "busy", "ended", 0)[2] == "busy", "nothing works again"


def test_the_worst_comes_first_and_all_are_counted() -> None:
    cameras = [CameraHealth("a", "reconnecting", "", 3), CameraHealth("b", "failed", "", 9)]
    assert told(*cameras)[1] == Headline("failed", "camera/b", "failed", 9, 2)


@pytest.mark.parametrize("status", sorted(CAMERA_LEVELS))
def test_the_header_counts_what_the_list_calls_problems(status: str) -> None:
    cameras = [CameraHealth("a", status, "the image shakes", 3), CameraHealth("b", "failed", "", 9)]
    found = state({one.name: camera_state() for one in cameras}, **WELL)
    listed = rows(found, RUNNING, cameras, {}, Moment(500.0, 1_000.0))
    assert concerns(listed).count("trouble") == headline(listed, RUNNING).troubles


def test_what_only_works_in_part_and_what_is_not_known_are_told_apart_from_problems() -> None:
    parts = [("engine", "ok", "running"), ("a", "busy", "limited"), ("b", "busy", "starting"), ("c", "unknown", "live")]
    listed = [(*part, "", "", 0, 0, 0) for part in parts]
    assert concerns(listed) == ["", "limited", "unready", ""]
    assert concerns([listed[0], listed[3]]) == ["", "unknown"]


@pytest.mark.usefixtures("qapp")
def test_a_camera_is_as_well_on_its_tile_as_in_the_list() -> None:
    camera, reason = Camera("clip"), "line 'all' lies outside the 320x176 image"
    halted = camera_state(playback={"mode": "count", "playing": False})
    for values in (camera_state(), halted, camera_state(state="failed"), camera_state(state="ended")):
        camera.tell(RUNNING, values, 0.0)
        (row,) = rows(state({}), RUNNING, [camera.health(0.0)], {}, Moment(0.0, 0.0))[-1:]
        assert (row[1], row[2]) == (camera.level, camera.status)
    camera.tell(RUNNING, camera_state(reason=reason), 0.0)
    camera.watch(None, paused=True)
    camera.tell(RUNNING, camera_state(reason=reason, frames=101), 0.0)
    assert (camera.status, camera.level) == ("held", "busy")
    (row,) = rows(state({}), RUNNING, [camera.health(0.0)], {}, Moment(0.0, 0.0))[-1:]
    assert row[1:3] == ("busy", "limited")  # what is held hides nothing of it


@pytest.mark.parametrize("condition", ["no_data", "reconnecting"])
@pytest.mark.usefixtures("qapp")
def test_for_how_long_there_is_no_picture_is_the_same_on_the_tile_and_in_the_list(
    runtime: Path, condition: str
) -> None:
    monitor, since = Monitor(runtime), {"camera/a": {"state": condition, "since": 100.0}}
    monitor.hidden = True
    monitor.tell(state({"a": camera_state()}, updated=100.0), alive=True, now=100.0, tick=0.0)
    away = state({"a": camera_state(state=condition)}, updated=112.0, health=since)
    monitor.tell(state({"a": camera_state(frames=101)}, updated=101.0), alive=True, now=101.0, tick=1.0)
    away["cameras"]["a"]["frames"] = 101
    monitor.tell(away, alive=True, now=112.0, tick=6.0)  # what came late to the window came earlier to the engine
    (row,) = (row for row in monitor.services.rows if row[0] == "camera/a")
    assert row[6] == dict(monitor.cameras.rows)["a"].seconds > 6


@pytest.mark.parametrize(("told", "shown"), [("no_data", "no-data"), ("reconnecting", "reconnecting")])
@pytest.mark.usefixtures("qapp")
def test_how_old_the_newest_picture_is_says_only_who_saw_it_come(told: str, shown: str) -> None:
    camera = Camera("a")
    away = camera_state(state=told)
    camera.tell(RUNNING, away, 0.0)
    camera.watch(0.0, paused=False)
    camera.show(Picture("a", drawable(picture()), parse(overlay())), 0.1)  # the last one of before
    camera.tell(RUNNING, away, 20.0)
    camera.last(20)  # for so long the engine has said so
    assert (camera.status, camera.seconds) == (shown, 0)
    camera.tell(RUNNING, camera_state(frames=101), 30.0)
    camera.tell(RUNNING, {**away, "frames": 101}, 55.0)
    camera.last(5)
    assert (camera.status, camera.seconds) == (shown, 25)
    assert camera.health(60.0).seconds == (25 if told == "no_data" else 5)


@pytest.mark.usefixtures("qapp")
def test_for_how_long_something_lacks_is_said_only_where_it_was_seen_to_begin() -> None:
    camera, lacks = Camera("a"), camera_state(source="rtsp://host/x", reason="speeds are imprecise")
    well = camera_state(source="rtsp://host/x")
    health = {"camera/a": {"state": "running", "since": 0.0}}

    def listed(values: dict[str, Any], tick: float) -> tuple[Any, ...]:
        camera.tell(RUNNING, values, tick)
        (row,) = rows(state({}, health=health), RUNNING, [camera.health(tick)], {}, Moment(tick, 900.0))[-1:]
        return row[2], row[6]

    assert listed({**lacks, "frames": 1}, 0.0) == ("limited", 0), "it may have begun long before"
    assert listed({**lacks, "frames": 2}, 3.0) == ("limited", 0)
    assert listed({**well, "frames": 3}, 6.0) == ("live", 0)
    assert listed({**well, "frames": 4}, 9.0) == ("live", 3)
    assert listed({**lacks, "frames": 5}, 12.0) == ("limited", 0)
    assert listed({**lacks, "frames": 6}, 15.0) == ("limited", 3)
    assert listed({**well, "frames": 6, "state": "no_data"}, 30.0)[0] == "no-data"
    assert listed({**lacks, "frames": 7}, 45.0) == ("limited", 0), "while no picture came, nobody could see it begin"


def test_a_broker_that_is_down_is_one_problem_and_delivery_waits_for_it() -> None:
    why = "broker mqtt://host:1883 unreachable: [Errno 111] Connection refused"
    down = {"state": "unreachable", "address": "mqtt://host:1883", "reason": why}
    sinks = {"mqtt": {"state": "unreachable", "reason": why, "acked": 0, "backlog": 40, "set_aside": 0}}
    found, head = told(broker=down, sinks=sinks)
    assert found["broker"][:2] == ("failed", "unreachable")
    assert found["mqtt"][:2] == ("busy", "waiting")
    assert (head.service, head.troubles) == ("broker", 1)
    sinks["mqtt"] |= {"state": "refused", "reason": "not authorised"}
    assert told(broker=down, sinks=sinks)[0]["mqtt"][:2] == ("failed", "refused")


def test_since_when_is_what_the_engine_says_where_it_says_the_same() -> None:
    health = {"camera/north": {"state": "failed", "reason": "x", "since": 400.0}}
    assert told(CameraHealth("north", "failed", "x", 2), health=health)[0]["camera/north"][2] == 600
    assert told(CameraHealth("north", "no-data", "", 2), health=health)[0]["camera/north"][2] == 2


def test_counting_did_not_begin_with_the_preview() -> None:
    health = {"camera/clip": {"state": "running", "since": 400.0}}
    assert told(CameraHealth("clip", "counting", "", 2), health=health)[0]["camera/clip"][2] == 2
    assert told(CameraHealth("clip", "live", "", 2), health=health)[0]["camera/clip"][2] == 600


def test_files_that_are_missing_are_counted_once() -> None:
    """An error for each of them is no second loss."""
    lost = {"written": 1, "failed": 4, "missed": 4, "reason": "No space left on device"}
    listed = rows(state({}, **{**WELL, "evidence": lost}), RUNNING, (), {}, Moment(500.0, 1_000.0))
    (row,) = [row for row in listed if row[0] == "evidence"]
    assert row[-2:] == (1, 4)


def test_a_disk_that_is_full_and_a_journal_that_waits_are_trouble() -> None:
    full = {"written": 4, "failed": 1, "missed": 0, "reason": "No space left on device"}
    found, head = told(evidence=full)
    assert found["evidence"][:2] == ("failed", "not-written")
    assert (head.level, head.service) == ("failed", "evidence")
    assert "evidence" not in told(evidence={"written": 0, "failed": 0, "missed": 0, "reason": None})[0]
    head = told(journal={"state": "paused", "reason": "full", "appended": 1, "dropped": 0})[1]
    assert (head.level, head.service) == ("busy", "journal")


def test_what_was_lost_long_ago_alarms_nobody_and_what_is_lost_now_does() -> None:
    losses = Losses()

    def lost(number: int, tick: float) -> frozenset[str]:
        return losses.follow([("mqtt", "ok", "connected", "", "", 0, 0, number)], tick)

    assert lost(900, 0.0) == frozenset()
    assert lost(901, 10.0) == {"mqtt"}
    assert lost(901, 500.0) == {"mqtt"}
    assert lost(901, 700.0) == frozenset()
    listed = [("mqtt", "ok", "connected", "", "", 0, 0, 901)]
    alarming = alarmed(listed, frozenset({"mqtt"}))
    assert headline(alarming, RUNNING) == Headline("busy", "mqtt", "losing", 0, 1)
    assert concerns(alarming) == ["trouble"]  # the list shows it as well
    assert concerns(alarmed(listed, frozenset())) == [""]


def test_what_of_the_window_does_not_work_is_a_row_and_that_of_a_camera_is_on_the_camera() -> None:
    faults = {
        "traffic": Fault("traffic", "ValueError: x", 460.0),
        "setup": Fault("setup", "", 490.0, 0),
        "camera/a": Fault("camera/a", "ValueError: y", 460.0),
    }
    found, head = told(faults=faults)
    assert found["window/traffic"] == ("failed", "restarting", 40)
    assert found["window/setup"] == ("busy", "hangs", 10)
    assert "window/camera/a" not in found
    assert (head.service, head.troubles) == ("window/traffic", 2)


def test_a_thread_of_the_engine_that_failed_is_a_row_for_as_long_as_it_is_told() -> None:
    health = {"thread/journal": {"state": "failed", "reason": "ValueError", "since": 970.0}}
    found, head = told(threads={"failures": 2, "failing": {"journal": "ValueError"}}, health=health)
    assert found["thread/journal"] == ("failed", "failed", 30)
    assert (head.level, head.service, head.troubles) == ("failed", "thread/journal", 1)
    assert "thread/journal" not in told(threads={"failures": 2, "failing": {}})[0]
    board = bulletins.Board(looked=True)
    board.tell_level(*bulletins.about("thread/journal", "failed", "failed", 30), "ValueError", 0.0)
    assert board.bulletins == []  # its row goes by itself: nothing would put the bulletin away


def test_a_page_whose_thread_fails_or_hangs_shows_what_was_and_one_whose_task_failed_does_not() -> None:
    faults = {
        "counts": Fault("counts", "ValueError: x", 460.0),
        "scene": Fault("scene", "", 490.0, 0),
        "setup": Fault("setup", "ValueError: y", 460.0, until=600.0),
        "export": Fault("export", "ValueError: y", 460.0),
    }
    assert stuck(faults) == ["traffic", "settings"]


@pytest.mark.parametrize(
    ("code", "level"), [("stopped", "failed"), ("halted", "off"), ("stalled", "busy"), ("unseen", "failed")]
)
def test_an_engine_that_does_not_run_outweighs_all_and_its_cameras_are_not_listed(code: str, level: str) -> None:
    engine = Status(code, 9)
    listed = rows(state({"a": camera_state()}), engine, [CameraHealth("a", "live", "", 0)], {}, Moment(0.0, 0.0))
    assert headline(listed, engine).level == level
    assert "camera/a" not in {row[0] for row in listed}


@pytest.mark.parametrize(
    ("values", "age", "expected"),
    [
        ({"source": "rtsp://host/x"}, 0.1, Status("live")),
        ({"source": "rtsp://host/x", "unchanged_s": 45.2}, 0.1, Status("unchanged", 45)),
        ({"source": "rtsp://host/x", "unchanged_s": 4.0}, 0.1, Status("live")),
        ({"source": "rtsp://host/x", "state": "frozen", "unchanged_s": 12.0}, 0.1, Status("unchanged", 12)),
        ({"source": "/videos/clip.mp4"}, 0.1, Status("counting")),
        ({"source": "simulator:crossroads"}, 0.1, Status("live")),
        ({"source": "webcam:0"}, 0.1, Status("live")),
        ({"source": "x", "playback": {"mode": "preview", "playing": True}}, 0.1, Status("preview")),
        ({"source": "x", "playback": {"mode": "preview", "playing": False}}, 99.0, Status("paused")),
        ({"source": "rtsp://host/x", "state": "reconnecting"}, 0.0, Status("reconnecting")),
        ({"source": "rtsp://host/x"}, 9.0, Status("no-data", 9)),
    ],
)
def test_live_is_said_of_what_is_live(values: dict[str, Any], age: float, expected: Status) -> None:
    assert camera_status(RUNNING, camera_state(**values), age) == expected


def test_late_pictures_are_worth_telling_only_after_a_while() -> None:
    assert bulletins.about("camera/a", "busy", "no-data", 3) == ("camera", "a", "busy")
    assert bulletins.about("camera/a", "busy", "no-data", 12) == ("camera", "a", "failed")
    assert bulletins.about("camera/a", "busy", "reconnecting", 0) == ("camera", "a", "failed")
    assert bulletins.about("engine", "ok", "running", 0) == ("engine", "engine", "ok")
    assert bulletins.about("mqtt", "failed", "unreachable", 0) == ("part", "mqtt", "failed")
