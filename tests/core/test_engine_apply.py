"""A running engine goes on with another configuration; the cameras are simulated, all else is the real thing."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from waiting import eventually

from core.detect.ground_truth import GroundTruthDetector
from core.engine import Engine
from core.errors import UserError
from core.journal.reader import period
from core.live import LiveReader, read_state
from core.settings import Settings, scene_version
from core.simulator import scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCENE = scene().model_dump(mode="json")
LINES = [line["id"] for line in SCENE["lines"]]
PATIENCE = 120.0


def camera(name: str = "a", **other: Any) -> dict[str, Any]:
    return {"id": name, "source": f"simulator:crossroads?seed={ord(name)}", "scene": SCENE, **other}


def settings(*cameras: dict[str, Any], **other: Any) -> Settings:
    detector = {"model": "ground-truth", **other.pop("detector", {})}
    telemetry = {"detection_interval": 0.2, **other.pop("telemetry", {})}
    more = {"detector": detector, "telemetry": telemetry, "evidence": {"enabled": False}, **other}
    return Settings.model_validate({"site": "here", "cameras": list(cameras), **more})


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Start an engine; it is stopped at the end."""
    engines: list[Engine] = []

    def start(wanted: Settings, **options: Any) -> Engine:
        home = tmp_path / str(len(engines))
        engine = Engine(wanted, state_dir=home, runtime_dir=home, cache_dir=home, **options)
        engine.start()
        engines.append(engine)
        return engine

    yield start
    for engine in engines:
        engine.stop()


def frames(engine: Engine, name: str = "a") -> int:
    return int(engine.snapshot()["cameras"][name]["frames"])


def told(home: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(row.body) for row in period(home / "journal.sqlite", kind, 0, 1e11)]


def with_scene(one: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {**one, "scene": {**one["scene"], **other}}


def moved(name: str) -> list[dict[str, Any]]:
    """The simulated intersection's lines, one of them elsewhere."""
    shifted = [{**line, "points": [(x, y + 9) for x, y in line["points"]]} for line in SCENE["lines"]]
    return [new if new["id"] == name else old for old, new in zip(SCENE["lines"], shifted, strict=True)]


EVERY_FRAME = {"detection_interval": 0.04}
BUSY_NORTH = 3  # a seed with which vehicles leave to the north at 7, 12 and 15 s


def test_a_moved_line_counts_anew_and_nothing_else_changes(tmp_path: Path, run: Callable[..., Engine]) -> None:
    one = camera(source=f"simulator:crossroads?seed={BUSY_NORTH}")
    before = settings(one, telemetry=EVERY_FRAME)
    after = settings(with_scene(one, lines=moved("exit-north")), telemetry=EVERY_FRAME)
    plain, changed = run(before, duration=16.0), run(before, duration=16.0)
    eventually(lambda: changed.snapshot()["cameras"]["a"]["lines"]["exit-north"]["forward"]["total"] > 0)
    assert changed.apply(after)
    now = changed.snapshot()["cameras"]["a"]
    assert now["scene"] == scene_version(after.cameras[0])
    assert now["lines"]["exit-north"] == {"forward": {"total": 0}, "backward": {"total": 0}}
    for engine in (plain, changed):
        assert engine.wait(PATIENCE)
        engine.stop()
    versions = [scene_version(one.cameras[0]) for one in (before, after)]
    seen = told(tmp_path / "1", "detection")
    assert [event["frame"] for event in seen] == list(range(400))  # none is lost
    flips = next(k for k, event in enumerate(seen) if event["scene"] != versions[0])
    assert [event["scene"] for event in seen] == [versions[0]] * flips + [versions[1]] * (400 - flips)
    same, crossings = (told(tmp_path / name, "crossing") for name in ("0", "1"))
    assert {event["id"] for event in same if event["line"] != "exit-north"} == {
        event["id"] for event in crossings if event["line"] != "exit-north"
    }
    assert {event["id"] for event in told(tmp_path / "0", "movement")} == {
        event["id"] for event in told(tmp_path / "1", "movement")
    }
    counts = changed.report()["cameras"]["a"]["lines"]
    for line in LINES:
        of_line = [event for event in crossings if event["line"] == line]
        if line == "exit-north":
            assert {event["scene"] for event in of_line} == set(versions)
            of_line = [event for event in of_line if event["scene"] == versions[1]]
        assert sum(counts[line][way]["total"] for way in ("forward", "backward")) == len(of_line)


def test_another_source_begins_that_camera_anew_and_no_other(tmp_path: Path, run: Callable[..., Engine]) -> None:
    one, other = camera("a", source="simulator:crossroads?seed=1"), camera("b", source="simulator:crossroads?seed=2")
    engine = run(settings(one, other, telemetry=EVERY_FRAME))
    eventually(lambda: min(frames(engine, name) for name in "ab") > 50)
    before = frames(engine, "b")
    assert engine.apply(settings(one, {**other, "source": "simulator:crossroads?seed=3"}, telemetry=EVERY_FRAME))
    assert engine.snapshot()["cameras"]["b"]["source"] == "simulator:crossroads?seed=3"
    assert frames(engine, "b") < before
    eventually(lambda: frames(engine, "b") > 20)
    engine.stop()
    seen = [event["frame"] for event in told(tmp_path / "0", "detection") if event["camera"] == "a"]
    assert seen == list(range(len(seen)))


def test_cameras_come_and_go_while_the_others_run(tmp_path: Path, run: Callable[..., Engine]) -> None:
    engine = run(settings(camera("a"), camera("b"), telemetry=EVERY_FRAME))
    eventually(lambda: frames(engine) > 20)
    assert engine.apply(settings(camera("a"), camera("c"), telemetry=EVERY_FRAME))
    assert set(engine.snapshot()["cameras"]) == {"a", "c"}
    eventually(lambda: frames(engine, "c") > 20)
    eventually(
        lambda: any(
            e["service"] == "camera/b" and e["state"] == "stopped" for e in told(tmp_path / "0", "service_health")
        )
    )
    engine.stop()
    seen = [event["frame"] for event in told(tmp_path / "0", "detection") if event["camera"] == "a"]
    assert seen == list(range(len(seen)))


def test_what_cannot_run_is_refused_and_nothing_changes(tmp_path: Path, run: Callable[..., Engine]) -> None:
    before = settings(camera())
    engine = run(before, realtime=True)
    eventually(lambda: frames(engine) > 20)
    (tmp_path / "empty.onnx").write_bytes(b"")
    wrong = [
        settings(camera(), camera("b", source=str(tmp_path / "none.mp4"), detector={"model": None})),
        settings(with_scene(camera(), lines=[]), detector={"model": str(tmp_path / "empty.onnx")}),
    ]
    for one in wrong:
        with pytest.raises(UserError):
            engine.apply(one)
    assert set(engine.snapshot()["cameras"]) == {"a"}
    assert engine.snapshot()["cameras"]["a"]["scene"] == scene_version(before.cameras[0])
    so_far = frames(engine)
    eventually(lambda: frames(engine) > so_far)


@pytest.mark.parametrize(
    "other", [{"site": "there"}, {"telemetry": {"detection_interval": 3.0}}, {"evidence": {"enabled": True}}]
)
def test_what_takes_another_engine_changes_nothing(run: Callable[..., Engine], other: dict[str, Any]) -> None:
    before = settings(camera())
    engine = run(before, realtime=True)
    assert not engine.apply(settings(with_scene(camera(), lines=[]), **other))
    assert engine.snapshot()["cameras"]["a"]["scene"] == scene_version(before.cameras[0])


def test_a_calibration_too_narrow_for_the_picture_is_refused(run: Callable[..., Engine]) -> None:
    before = settings(camera(), camera("b"))
    engine = run(before, realtime=True)
    eventually(lambda: min(frames(engine, name) for name in "ab") > 0)
    strip = [(0.1, 0.5), (0.9, 0.5), (0.9, 0.514), (0.1, 0.514)]  # in pixels less than a hundredth as wide as long
    points = [{"image": place, "ground": (x * 50, y * 700)} for place, (x, y) in zip(strip, strip, strict=True)]
    narrow = {"units": "relative", "calibration": {"points": points}}
    with pytest.raises(UserError):
        engine.apply(settings({**camera(), "scene": {}}, {**camera("b"), "scene": narrow}))
    for one in before.cameras:
        assert engine.snapshot()["cameras"][one.id]["scene"] == scene_version(one)
    assert engine.apply(settings({**camera(), "scene": {}}, camera("b")))


def test_an_engine_that_has_stopped_takes_nothing_over(run: Callable[..., Engine]) -> None:
    engine = run(settings(camera()), realtime=True)
    engine.stop()
    assert not engine.apply(settings(with_scene(camera(), lines=[])))


def test_a_camera_that_has_ended_takes_a_scene_over(run: Callable[..., Engine]) -> None:
    engine = run(settings(camera()), duration=1.0)
    assert engine.wait(PATIENCE)
    after = settings(with_scene(camera(), lines=SCENE["lines"][:1]))
    assert engine.apply(after)
    now = engine.snapshot()["cameras"]["a"]
    assert (now["state"], now["scene"], list(now["lines"])) == ("ended", scene_version(after.cameras[0]), LINES[:1])


def test_a_rule_that_becomes_possible_has_evidence(tmp_path: Path, run: Callable[..., Engine]) -> None:
    off = {name: {"enabled": False} for name in ("red_light", "wrong_way", "near_miss")}
    backward = [{**line, "allowed": "backward"} if line["id"] == "exit-north" else line for line in SCENE["lines"]]
    one = with_scene(camera(source=f"simulator:crossroads?seed={BUSY_NORTH}"), lines=backward)
    kept = {"evidence": {"enabled": True}}
    engine = run(settings({**one, "rules": off}, **kept), duration=10.0)
    eventually(lambda: frames(engine) > 10)
    assert engine.apply(settings(one, **kept))
    assert engine.wait(PATIENCE)
    engine.stop()
    violations = told(tmp_path / "0", "violation")
    assert violations
    assert all(event["evidence"] for event in violations)
    assert engine.report()["evidence"]["written"] > 0


def test_the_state_tells_how_often_something_was_taken_over(tmp_path: Path, run: Callable[..., Engine]) -> None:
    engine = run(settings(camera()), realtime=True)
    for count in (0, 3):
        assert engine.apply(settings(with_scene(camera(), lines=SCENE["lines"][:count])))
    eventually(lambda: (read_state(tmp_path / "0") or {}).get("applied") == 2)


def test_thresholds_of_the_common_detector_reach_each_camera_that_has_none_of_its_own(
    run: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    tuned: list[float] = []
    monkeypatch.setattr(GroundTruthDetector, "tune", lambda _, wanted: tuned.append(wanted.confidence))
    own = {"detector": {"model": "ground-truth", "confidence": 0.7}}
    engine = run(settings(camera("a"), camera("b", **own)), realtime=True)
    assert sorted(tuned) == [0.25, 0.7]
    assert engine.apply(settings(camera("a"), camera("b", **own), detector={"confidence": 0.5}))
    assert tuned[2:] == [0.5]
    eventually(lambda: min(frames(engine, name) for name in "ab") > 0)


def signal(name: str, topic: str) -> dict[str, Any]:
    return {"id": name, "kind": "mqtt", "topic": topic, "stale_after": 60.0}


def shown(home: Path, name: str) -> dict[str, str]:
    frame = LiveReader(home, name).read()
    return frame.overlay["signals"] if frame else {}


def test_topics_of_controllers_follow_and_are_shared_between_cameras(
    tmp_path: Path, run: Callable[..., Engine]
) -> None:
    def wanted(*topics: str) -> Settings:
        found = [camera(name) for name in "ab"]
        signals = [signal(topic, topic) for topic in topics]
        return settings(*({**one, "scene": {"signals": signals}} for one in found))

    engine = run(wanted("one"), realtime=True)
    eventually(lambda: (read_state(tmp_path / "0") or {}).get("broker", {}).get("address"))
    broker = (read_state(tmp_path / "0") or {})["broker"]
    client = paho.Client(CallbackAPIVersion.VERSION2)
    client.username_pw_set(broker["username"], Path(broker["password_file"]).read_text("utf-8").strip())
    client.connect("127.0.0.1", int(broker["address"].rpartition(":")[2]))
    client.loop_start()

    def both_show(states: dict[str, str]) -> bool:
        time.sleep(0.2)
        for topic in ("one", "two"):
            client.publish(topic, "red")
        return all(shown(tmp_path / "0", name) == states for name in "ab")

    try:
        eventually(lambda: both_show({"one": "red"}))
        assert engine.apply(wanted("one", "two"))
        eventually(lambda: both_show({"one": "red", "two": "red"}))
        assert engine.apply(wanted("two"))
        eventually(lambda: both_show({"two": "red"}))
    finally:
        client.loop_stop()


def test_a_signal_nobody_can_be_heard_of_is_refused_and_nothing_changes(run: Callable[..., Engine]) -> None:
    remote = {"telemetry": {"profile": "remote"}}
    before = settings(camera(), **remote)
    engine = run(before, realtime=True)
    heard = {**SCENE, "signals": [*SCENE["signals"], signal("x", "some/topic")]}
    with pytest.raises(UserError, match="no MQTT broker"):
        engine.apply(settings({**camera(), "scene": heard}, **remote))
    assert engine.snapshot()["cameras"]["a"]["scene"] == scene_version(before.cameras[0])
