from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scene import Geometry, MqttSignals, Signals
from core.scene.mqtt_signals import read_state
from core.settings.scene import Scene
from core.types import Detections, Frame, SceneTruth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.types import Image

FPS = 25
LAMPS = {"red": (100, 60), "amber": (100, 80), "green": (100, 100)}
SO = "red-light running is not detected there"
DRAW = "check that its lamps are visible, and draw them again"
LISTEN = "check the controller and the topic"
COLOURS = {"red": (40, 40, 240), "amber": (30, 170, 250), "green": (120, 230, 40)}


def frame(k: int, image: Image | None = None, signals: Mapping[str, str] | None = None) -> Frame:
    truth = SceneTruth(Detections.empty(), np.empty(0, np.int64), signals) if signals is not None else None
    return Frame(image if image is not None else np.zeros((240, 320, 3), np.uint8), k, k / FPS, 0.0, 0.0, truth)


def signals(published: MqttSignals | None = None, **signal: object) -> Signals:
    scene = Scene.model_validate({"signals": [{"id": "s", **signal}]})
    return Signals(scene.signals, Geometry(scene, 320, 240), published)


PLAN = [{"state": "green", "seconds": 20}, {"state": "amber", "seconds": 3}, {"state": "red", "seconds": 30}]


@pytest.mark.parametrize(
    ("time", "state", "seconds"),
    [
        (1000, "green", 0),
        (1019.9, "green", 19.9),
        (1020, "amber", 0),
        (1023.5, "red", 0.5),
        (1053, "green", 0),
        (990, "red", 20),
    ],
)
def test_a_fixed_plan_knows_its_state_at_any_time(time: float, state: str, seconds: float) -> None:
    reading = signals(kind="fixed_plan", phases=PLAN, offset=1000.0).at("s", time)
    assert reading.state == state
    assert reading.seconds == pytest.approx(seconds)


def test_a_plan_is_red_by_no_clock_alone_after_that_was_set() -> None:
    head = signals(kind="fixed_plan", phases=[{"state": "red", "seconds": 20}, {"state": "green", "seconds": 180}])
    shown = {}
    for second in range(900):
        head.observe(replace(frame(second * FPS), ahead=-10.0 if second >= 208 else 0.0))
        shown[second] = head.at("s", second)
    assert {second: shown[second].state for second in (207, 209, 212, 225, 235, 805, 812, 820)} == {
        207: "red",
        209: "unknown",  # red before, green after the clock was set back
        212: "red",  # by both
        225: "unknown",
        235: "green",
        805: "unknown",
        812: "red",  # the new time has long been the right one
        820: "red",
    }
    assert shown[212].seconds == pytest.approx(2.0)


def test_red_goes_on_over_the_end_of_the_plan() -> None:
    phases = [{"state": "red", "seconds": 5}, {"state": "green", "seconds": 10}, {"state": "red", "seconds": 15}]
    assert signals(kind="fixed_plan", phases=phases).at("s", 32.0).seconds == pytest.approx(17.0)


def test_the_simulators_signal_is_known_for_past_frames_too() -> None:
    heads = signals(kind="simulator", group="north")
    for k in range(100):
        heads.observe(frame(k, signals={"north": "amber" if k < 50 else "red"}))
    assert heads.at("s", 1.5).state == "amber"
    assert heads.at("s", 3.0).state == "red"
    assert heads.at("s", 3.0).seconds == pytest.approx(1.0)
    assert heads.states(99 / FPS) == {"s": "red"}


def test_without_truth_or_before_the_first_frame_a_signal_is_unknown() -> None:
    heads = signals(kind="simulator", group="north")
    assert heads.at("s", 0.0).state == "unknown"
    heads.observe(frame(0))
    assert heads.at("s", 0.0).state == "unknown"
    assert heads.at("another", 0.0).state == "unknown"


# A signal head in the picture


def street(lit: tuple[str, ...], noise: int = 0, light: float = 1.0) -> Image:
    """A head with three lamps before a street; lit lamps have a white core."""
    image = np.full((240, 320, 3), 90, np.uint8)
    cv2.rectangle(image, (88, 46), (112, 114), (25, 25, 25), -1)
    for name, place in LAMPS.items():
        cv2.circle(image, place, 7, COLOURS[name] if name in lit else (38, 38, 42), -1)
        if name in lit:
            cv2.circle(image, place, 2, (250, 250, 250), -1)
    random = np.random.default_rng(noise).normal(0, noise, image.shape) if noise else 0
    return np.clip(image * light + random, 0, 255).astype(np.uint8)


def square(place: tuple[int, int]) -> list[tuple[int, int]]:
    x, y = place
    return [(x - 7, y - 7), (x + 7, y - 7), (x + 7, y + 7), (x - 7, y + 7)]


def head(*without: str) -> Signals:
    return signals(kind="video", **{name: square(place) for name, place in LAMPS.items() if name not in without})


def look(heads: Signals, *images: Image) -> str:
    for k, image in enumerate(images):
        heads.observe(frame(k, image))
    return heads.at("s", (len(images) - 1) / FPS).state


@pytest.mark.parametrize("lamp", ["red", "amber", "green"])
@pytest.mark.parametrize(("noise", "light"), [(0, 1.0), (12, 1.0), (5, 0.6), (5, 1.2)])
def test_the_lit_lamp_decides(lamp: str, noise: int, light: float) -> None:
    assert look(head(), *[street((lamp,), noise, light)] * 5) == lamp


@pytest.mark.parametrize(("lit", "state"), [((), "unknown"), (("red", "green"), "unknown"), (("red", "amber"), "red")])
def test_no_lamp_or_two_that_contradict_are_unknown(lit: tuple[str, ...], state: str) -> None:
    assert look(head(), *[street(lit, 5)] * 5) == state


def test_a_white_lorry_before_the_head_is_unknown() -> None:
    assert look(head(), *[np.full((240, 320, 3), 235, np.uint8)] * 5) == "unknown"


def test_a_red_bus_before_the_head_is_no_red_light() -> None:
    bus = np.full((240, 320, 3), (40, 40, 220), np.uint8)
    green = [street(("green",))] * 20
    assert look(head(), *green, *[bus] * 3) == "green"
    assert look(head(), *green, *[bus] * 20) == "unknown"


def test_a_flickering_lamp_is_bridged() -> None:
    images = [street(("green",) if k % 3 else ()) for k in range(30)]
    assert look(head(), *images) == "green"


@pytest.mark.parametrize("flicker", [0, 3])
def test_red_began_where_the_lamp_changed_and_not_where_the_majority_did(flicker: int) -> None:
    """LED lamps are dark in some pictures; a single look at a red light before does not make it earlier."""
    images = [street(("green",))] * 40 + [street(("red",))] + [street(("green",))] * 9
    images += [street(() if flicker and k % flicker == 1 else ("red",)) for k in range(25)]
    heads = head()
    for k, image in enumerate(images):
        heads.observe(frame(k, image))
    now = heads.at("s", (len(images) - 1) / FPS)
    assert now.state == "red"
    assert now.seconds == pytest.approx(24 / FPS, abs=1e-6)
    assert heads.at("s", 49 / FPS).state == "green"


def test_a_signal_that_is_never_readable_is_told_at_once_and_one_that_is_hidden_after_a_minute() -> None:
    dark, green = street(()), street(("green",))
    never, hidden = head(), head()
    for k in range(2 * FPS):
        never.observe(frame(k, dark))
        hidden.observe(frame(k, green))
    assert never.problems(["s"], 2.0) == [f"signal 's' cannot be read: {SO} — {DRAW}"]
    assert never.problems(["another"], 2.0) == hidden.problems(["s"], 2.0) == []
    for k in range(2 * FPS, 70 * FPS, FPS // 5):
        hidden.observe(frame(k, dark))
    assert hidden.problems(["s"], 30.0) == []
    assert len(hidden.problems(["s"], 69.0)) == 1
    for k in range(70 * FPS, 71 * FPS):
        hidden.observe(frame(k, green))
    assert hidden.problems(["s"], 71.0) == []


def test_a_head_without_an_amber_region_goes_through_unknown() -> None:
    images = [street(("green",))] * 20 + [street(("amber",))] * 20
    assert look(head("amber"), *images) == "unknown"
    assert look(head("amber"), *images, *[street(("red",))] * 20) == "red"


def test_regions_outside_of_the_picture_are_unknown() -> None:
    far = {name: [(900, 900), (910, 900), (910, 910)] for name in ("red", "green")}
    assert look(signals(kind="video", **far), *[street(("red",))] * 5) == "unknown"


# Published by a controller


def published() -> tuple[MqttSignals, Signals]:
    scene = Scene.model_validate({"signals": [{"id": "s", "kind": "mqtt", "topic": "city/s", "stale_after": 5}]})
    holder = MqttSignals(scene.signals)
    return holder, Signals(scene.signals, Geometry(scene, 320, 240), holder)


def test_a_published_state_holds_until_it_is_stale() -> None:
    holder, heads = published()
    assert holder.topics == {"city/s"}
    holder.update("city/s", b"red", 0.0)
    for k in range(200):
        heads.observe(frame(k))
    assert heads.at("s", 4.9).state == "red"
    assert heads.at("s", 6.0).state == "unknown"


def test_other_topics_are_ignored() -> None:
    holder, heads = published()
    holder.update("city/other", b"red", 0.0)
    heads.observe(frame(0))
    assert heads.at("s", 0.0).state == "unknown"


def test_a_controller_that_is_silent_or_not_understood_is_told() -> None:
    holder, heads = published()
    told = []
    for k in range(12):
        if k == 6:
            holder.update("city/s", b"green", 6.0)
        heads.observe(frame(k * FPS))
        told.append(bool(heads.problems(["s"], float(k))))
    assert told == [False] * 5 + [True] + [False] * 6
    for k in range(12, 14):
        heads.observe(frame(k * FPS))
    assert heads.problems(["s"], 13.0) == [f"signal 's' receives nothing on topic 'city/s': {SO} — {LISTEN}"]
    for k in range(14, 80):
        holder.update("city/s", b"stage 3", float(k))
        heads.observe(frame(k * FPS))
    assert heads.problems(["s"], 79.0)[0].startswith("messages on topic 'city/s' contain no state of signal 's'")


def test_nobody_subscribed_is_unknown() -> None:
    heads = signals(kind="mqtt", topic="city/s")
    heads.observe(frame(0))
    assert heads.at("s", 0.0).state == "unknown"


@pytest.mark.parametrize(
    ("payload", "state"),
    [
        (b"red", "red"),
        (b" Green\n", "green"),
        (b"YELLOW", "amber"),
        (b'{"state": "amber", "since": 3}', "amber"),
        (b'"red"', "red"),
        (b'{"state": 3}', "unknown"),
        (b'{"state": ["red"]}', "unknown"),
        (b"{", "unknown"),
        (b"\xff\xfe", "unknown"),
        (b"", "unknown"),
        (b"red" + b" " * 5000, "unknown"),
        (b'{"a":' * 800, "unknown"),
    ],
)
def test_a_payload_is_a_state_or_unknown(payload: bytes, state: str) -> None:
    assert read_state(payload) == state


@given(st.binary(max_size=200))
def test_no_payload_breaks_anything(payload: bytes) -> None:
    assert read_state(payload) in {"red", "amber", "green", "unknown"}
