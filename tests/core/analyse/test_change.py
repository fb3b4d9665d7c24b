"""Another scene between two frames: what is as it was goes on, the rest comes to its end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analyse import Analyser
from core.events import AnyEvent, Crossing, Movement, Occupancy, Violation
from core.settings import Camera, scene_version
from core.types import CLASS_IDS, Detections, Frame, SceneTruth, Track, TrackUpdate

FPS = 25
PICTURE = np.zeros((480, 640, 3), np.uint8)
CORNERS = [(0, 0), (600, 0), (600, 400), (0, 400)]
ROAD = {"points": [{"image": (x, y), "ground": (x / 10, -y / 10)} for x, y in CORNERS]}
WIDER = {"points": [{"image": (x, y), "ground": (x / 5, -y / 5)} for x, y in CORNERS]}


def line(name: str = "line", y: float = 200, **other: Any) -> dict[str, Any]:
    return {"id": name, "points": [(100, y), (500, y)], **other}


def zone(name: str, top: float, bottom: float, **other: Any) -> dict[str, Any]:
    return {"id": name, "points": [(100, top), (500, top), (500, bottom), (100, bottom)], **other}


def camera(*lines: dict[str, Any], rules: dict[str, Any] | None = None, **scene: Any) -> Camera:
    return Camera.model_validate({"id": "cam", "source": "x", "scene": {"lines": lines, **scene}, "rules": rules or {}})


class Stage:
    """An analyser, and one road user who drives down over y = 100 to 400 in four seconds."""

    def __init__(self, begun: Camera, interval: float = 10.0) -> None:
        self.analyser = Analyser("site", begun, 1.0, "test", occupancy_interval=interval)
        self.events: list[AnyEvent] = []
        self.frame = 0
        self.signal = "red"

    def drive(self, frames: int, cls: str = "car") -> None:
        for _ in range(frames):
            y = 100 + self.frame * 3.0
            track = Track(1, (270, y - 40, 330, y), CLASS_IDS[cls], 0.9, 0.0, observed=True)
            self.step(track)

    def step(self, *tracks: Track) -> None:
        truth = SceneTruth(Detections.empty(), np.empty(0, np.int64), {"north": self.signal})
        frame = Frame(PICTURE, self.frame, self.frame / FPS, 0.0, 0.0, truth)
        self.events += self.analyser.update(frame, TrackUpdate(tracks), 1.0)
        self.frame += 1

    def change(self, to: Camera) -> None:
        self.events += self.analyser.change(to)

    def end(self) -> None:
        self.events += self.analyser.finish(self.frame / FPS)

    def of(self, kind: type[AnyEvent]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def total(self, name: str) -> int:
        return int(self.analyser.counts()[name]["forward"]["total"])


OVER = 34  # frames until the road user is over y = 200


@pytest.mark.parametrize("at", [10, OVER - 1, OVER + 1, OVER + 10, 60])
def test_a_line_that_stays_counts_as_if_nothing_had_happened(at: int) -> None:
    """Before the line, half over it, over it while the class is waited for, and long after."""
    plain, changed = Stage(camera(line())), Stage(camera(line()))
    plain.drive(90)
    changed.drive(at)
    changed.change(camera(line("new", 300), line()))
    changed.drive(90 - at)
    (one,), (same,) = ([e for e in stage.of(Crossing) if e.line == "line"] for stage in (plain, changed))
    assert one.model_copy(update={"scene": None}) == same.model_copy(update={"scene": None})
    assert plain.total("line") == changed.total("line") == 1


def test_a_crossing_tells_the_scene_it_was_found_in_even_if_it_is_told_later() -> None:
    first, second = camera(line()), camera(line(), line("new", 300))
    stage = Stage(first)
    stage.drive(OVER + 10)  # decided, and waiting for its class
    assert stage.of(Crossing) == []
    stage.change(second)
    stage.drive(60)
    assert [(e.line, e.scene) for e in stage.of(Crossing)] == [
        ("line", scene_version(first)),
        ("new", scene_version(second)),
    ]


def test_a_line_that_moves_or_goes_tells_what_waited_and_begins_at_zero() -> None:
    for lines in ([line(y=390)], []):
        stage = Stage(camera(line()))
        stage.drive(OVER + 10)
        stage.change(camera(*lines))
        (event,) = stage.of(Crossing)
        assert event.scene == scene_version(camera(line()))
        assert stage.analyser.counts() == {
            one["id"]: {"forward": {"total": 0}, "backward": {"total": 0}} for one in lines
        }


def test_a_track_that_is_there_already_counts_over_a_line_drawn_in_front_of_it() -> None:
    stage = Stage(camera())
    stage.drive(20)
    stage.change(camera(line()))
    stage.drive(60)
    assert stage.total("line") == 1


def test_what_is_asked_of_those_who_cross_a_line_is_no_other_line() -> None:
    stage = Stage(camera(line()))
    stage.drive(80)
    stage.change(camera(line(kind="stop", allowed="forward")))
    assert stage.total("line") == 1


def test_the_same_scene_in_other_units_is_the_same_scene() -> None:
    box = zone("in", 90, 150, kind="approach")
    stage = Stage(camera(line(), zones=[box, zone("out", 300, 420, kind="exit")]))
    stage.drive(80)
    scene = {
        key: [{**one, "points": [(x / 640, y / 480) for x, y in one["points"]]} for one in drawn]
        for key, drawn in (("lines", [line()]), ("zones", [box, zone("out", 300, 420, kind="exit")]))
    }
    stage.change(camera(*scene["lines"], zones=scene["zones"], units="relative"))
    stage.end()
    assert stage.total("line") == 1
    assert stage.analyser.movements()["in"]["out"]["total"] == 1


def test_a_line_that_is_turned_round_begins_at_zero() -> None:
    stage = Stage(camera(line()))
    stage.drive(80)
    stage.change(camera({"id": "line", "points": line()["points"][::-1]}))
    assert stage.total("line") == 0


def test_each_line_tells_since_when_it_counts() -> None:
    stage = Stage(camera(line()))
    assert stage.analyser.since() == {"line": None}
    stage.drive(51)
    stage.change(camera(line(), line("new", 300)))
    assert stage.analyser.since() == {"line": "1970-01-01T00:00:00+00:00", "new": "1970-01-01T00:00:02+00:00"}


def test_a_way_from_an_approach_goes_on_while_its_zones_stay() -> None:
    start, end = zone("in", 90, 150, kind="approach"), zone("out", 300, 420, kind="exit")
    for other, moved in ((zone("more", 10, 20, kind="junction"), 1), (zone("in", 80, 150, kind="approach"), 0)):
        stage = Stage(camera(zones=[start, end]))
        stage.drive(40)
        zones = [other, end] if other["id"] == "in" else [other, end, start]  # other columns
        stage.change(camera(zones=zones))
        stage.drive(50)
        assert [(e.origin, e.destination) for e in stage.of(Movement)] == [("in", "out")] * moved
        assert stage.analyser.movements()["in"]["out"]["total"] == moved


def test_movements_counted_so_far_stay_with_zones_that_do() -> None:
    zones = [zone("in", 90, 150, kind="approach"), zone("out", 200, 300, kind="exit")]
    stage = Stage(camera(zones=zones))
    stage.drive(60)
    for other, left in ((zone("more", 10, 20, kind="exit"), 1), (zone("out", 210, 300, kind="exit"), 0)):
        stage.change(camera(zones=[*zones[:1], other] if other["id"] == "out" else [*zones, other]))
        assert stage.analyser.movements()["in"]["out"]["total"] == left


def test_an_interval_ends_where_zones_change_and_goes_on_where_they_do_not() -> None:
    box = zone("box", 50, 450)
    first, second, third = (
        camera(zones=[box]),
        camera(line(), zones=[box]),
        camera(line(), zones=[zone("box", 50, 440)]),
    )
    stage = Stage(first, interval=4.0)
    stage.drive(25)
    stage.change(second)
    stage.drive(25)
    assert stage.of(Occupancy) == []
    stage.change(third)
    stage.drive(25)
    stage.end()
    assert [(e.seconds, e.frames, e.scene) for e in stage.of(Occupancy)] == [
        (pytest.approx(1.96), 50, scene_version(second)),  # the one at its end
        (pytest.approx(0.96), 25, scene_version(third)),
    ]


WRONG: dict[str, Any] = {"allowed": "backward"}


def test_an_open_violation_goes_on_if_its_line_stays_and_ends_if_not() -> None:
    for lines, phases in (
        ([line(**WRONG), line("new", 300)], ["new", "end"]),
        ([line(y=210, **WRONG)], ["new", "end"]),
    ):
        stage = Stage(camera(line(**WRONG)))
        stage.drive(OVER + 8)
        stage.change(camera(*lines))
        ended_at_once = any(e.phase == "end" for e in stage.of(Violation))
        assert ended_at_once == (len(lines) == 1)
        stage.end()
        told = stage.of(Violation)
        assert [e.phase for e in told if e.id == told[0].id] == phases
        assert {e.scene for e in told if e.id == told[0].id} == {scene_version(camera(line(**WRONG)))}
        assert stage.analyser.violations()["wrong_way"] >= 1  # what was counted stays


def test_a_wrong_way_run_goes_on_in_a_lane_that_stays_at_another_place_in_the_list() -> None:
    lane = zone("lane", 50, 450, kind="lane", heading=[(300, 400), (300, 100)])
    plain, changed = Stage(camera(zones=[lane])), Stage(camera(zones=[lane]))
    plain.drive(60)
    changed.drive(15)
    changed.change(camera(zones=[zone("more", 10, 20), lane]))
    changed.drive(45)
    one, same = plain.of(Violation)[0], changed.of(Violation)[0]
    assert (one.id, one.time, one.facts) == (same.id, same.time, same.facts)


STOP: dict[str, Any] = {"kind": "stop", "signal": "north"}
NORTH: dict[str, Any] = {"id": "north", "kind": "simulator", "group": "north"}


def test_a_signal_that_stays_knows_since_when_it_is_red() -> None:
    stage = Stage(camera(line(**STOP), signals=[NORTH]))
    stage.drive(OVER - 5)
    stage.change(camera(line(**STOP), line("new", 300), signals=[NORTH]))
    stage.drive(40)
    (event,) = [e for e in stage.of(Violation) if e.phase == "new"]
    assert event.facts["seconds_into_red"] > 1


def test_a_signal_that_changed_is_unknown_before_it_was_seen() -> None:
    plan = {"id": "north", "kind": "fixed_plan", "phases": [{"state": "green", "seconds": 9}]}
    stage = Stage(camera(line(**STOP), signals=[NORTH]))
    stage.drive(10)
    stage.change(camera(line(**STOP), signals=[plan]))
    assert stage.analyser.overlay()["signals"] == {"north": "green"}
    stage.change(camera(line(**STOP), signals=[NORTH]))
    assert stage.analyser.overlay()["signals"] == {"north": "unknown"}
    stage.drive(1)
    assert stage.analyser.overlay()["signals"] == {"north": "red"}


def test_speeds_are_by_the_new_calibration_from_then_on() -> None:
    stage = Stage(camera(line(), line("later", 300), calibration=ROAD))
    stage.drive(OVER + 6)
    stage.change(camera(line(), line("later", 300), calibration=WIDER))
    stage.drive(50)
    stage.end()
    first, later = stage.of(Crossing)
    assert first.scene == scene_version(camera(line(), line("later", 300), calibration=ROAD))
    assert first.speed_kmh == pytest.approx(3.0 * FPS / 10 * 3.6, rel=0.02)
    assert later.speed_kmh == pytest.approx(3.0 * FPS / 5 * 3.6, rel=0.02)


def test_thresholds_of_rules_count_from_then_on_and_rules_may_come_and_go() -> None:
    stage = Stage(camera(line(**STOP), signals=[NORTH]))
    stage.drive(5)
    stage.change(camera(line(**STOP), signals=[NORTH], rules={"red_light": {"grace": 1000.0}}))
    stage.drive(60)
    assert stage.of(Violation) == []
    for rules in ({"red_light": {"enabled": False}}, {}):
        again = Stage(camera(line(**STOP), signals=[NORTH], rules={"red_light": {"enabled": bool(rules)}}))
        again.drive(5)
        again.change(camera(line(**STOP), signals=[NORTH], rules=rules))
        again.drive(60)
        assert bool(again.of(Violation)) == (not rules)


def test_a_scene_redrawn_on_the_picture_of_now_fits_it() -> None:
    stage = Stage(camera(line()))
    stage.drive(1)
    half = Frame(PICTURE[:400], 1, 0.04, 0.0)
    stage.analyser.update(half, TrackUpdate(()), 1.0)
    assert stage.analyser.notice() is not None
    stage.change(camera(line(y=150)))
    assert stage.analyser.notice() is None


def test_before_the_first_frame_a_scene_is_simply_another() -> None:
    stage = Stage(camera(line()))
    stage.change(camera(line("new")))
    assert stage.events == []
    stage.drive(80)
    assert stage.total("new") == 1


@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, 89),
            st.booleans(),
            st.lists(st.sampled_from([150, 250, 330]), max_size=3, unique=True),
            st.sampled_from([None, ROAD]),
        ),
        max_size=5,
    )
)
def test_whatever_changes_a_line_that_stays_counts_once(
    changes: list[tuple[int, bool, list[int], dict[str, Any] | None]],
) -> None:
    stage = Stage(camera(line()))
    for at, first, others, road in sorted(changes, key=lambda change: change[0]):
        stage.drive(at - stage.frame)
        more = [line(f"at-{y}", y, allowed="forward") for y in others]
        stage.change(
            camera(*([line(), *more] if first else [*more, line()]), zones=[zone("box", 50, 450)], calibration=road)
        )
    stage.drive(90 - stage.frame)
    stage.end()
    assert [e.line for e in stage.of(Crossing)].count("line") == 1
    assert stage.total("line") == 1
    told = stage.of(Violation)
    assert [e.phase for e in told].count("new") == [e.phase for e in told].count("end")
