"""Turning movements: who counts, once, from where to where, and how one turns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from core.scene import Geometry, MovementCounter
from core.scene.movements import turns
from core.settings.scene import Scene
from core.types import CLASS_IDS, Track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.scene import Moved

FPS = 25
#: Seen from straight above, north up: each arm 100 wide, its inbound half on the right of who comes.
ARMS: dict[str, tuple[float, float, float, float]] = {
    "in-north": (250, 0, 300, 200),
    "out-north": (300, 0, 350, 200),
    "in-east": (400, 250, 600, 300),
    "out-east": (400, 300, 600, 350),
    "in-south": (300, 400, 350, 600),
    "out-south": (250, 400, 300, 600),
    "in-west": (0, 300, 200, 350),
    "out-west": (0, 250, 200, 300),
}
MIDDLE = {"in-north": (275, 100), "in-west": (100, 325), "out-east": (500, 325), "out-south": (275, 500)}


def zone(name: str) -> dict[str, Any]:
    x1, y1, x2, y2 = ARMS[name]
    kind = "approach" if name.startswith("in") else "exit"
    return {"id": name, "kind": kind, "points": [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]}


def scene(**more: Any) -> Scene:
    return Scene.model_validate({"zones": [zone(name) for name in ARMS], **more})


def calibrated(mirrored: float = 1.0) -> Scene:
    corners = [(0, 0), (600, 0), (600, 600), (0, 600)]
    pairs = [{"image": at, "ground": (at[0] / 10, -at[1] / 10 * mirrored)} for at in corners]
    return scene(calibration={"points": pairs})


class Drive:
    """Leads road users through the scene, frame by frame."""

    def __init__(self, made: Scene | None = None) -> None:
        self.geometry = Geometry(made or scene(), 600, 600)
        self.counter = MovementCounter(self.geometry.zones, self.geometry.plane)
        self.frame = 0

    def step(self, *tracks: Track) -> list[Moved]:
        points = np.array([track.ground for track in tracks]).reshape(-1, 2)
        rows = self.geometry.zones.inside(points).tolist()
        zones = [tuple(k for k, inside in enumerate(row) if inside) for row in rows]
        self.frame += 1
        return self.counter.update(tracks, zones, self.frame / FPS)

    def along(self, *places: tuple[float, float], track: int = 1, cls: str = "car", frames: int = 25) -> list[Moved]:
        found = []
        for start, end in pairwise(places):
            for x, y in np.linspace(start, end, frames).tolist():
                found += self.step(self.track(x, y, track, cls))
        return found

    def track(self, x: float, y: float, ident: int = 1, cls: str = "car") -> Track:
        return Track(ident, (x - 20, y - 30, x + 20, y), CLASS_IDS[cls], 0.9, self.frame / FPS)

    def told(self, found: Sequence[Moved]) -> list[tuple[str, str]]:
        names = [one.id for one in self.geometry.zones.settings]
        return [(names[one.origin], names[one.destination]) for one in found]


def test_who_goes_from_an_approach_to_an_exit_counts_once_with_its_time() -> None:
    drive = Drive()
    found = drive.along((275, 0), (275, 300), (600, 325), frames=50)
    found += drive.along((600, 325), (275, 300), (275, 599))  # comes back and leaves by another way
    assert drive.told(found) == [("in-north", "out-east")]
    (moved,) = found
    left, reached = 200 / 300 * 49 / FPS, (49 + 125 / 325 * 49 + 1) / FPS
    assert moved.time == pytest.approx(reached, abs=2 / FPS)
    assert moved.seconds == pytest.approx(reached - left, abs=3 / FPS)
    assert moved.turn is None  # not calibrated


def test_who_was_in_no_approach_or_reaches_no_exit_is_not_counted() -> None:
    assert Drive().along((300, 300), (599, 325)) == []
    assert Drive().along((275, 0), (275, 399)) == []


def test_people_on_foot_make_no_movement() -> None:
    assert Drive().along((275, 0), (275, 300), (599, 325), cls="person") == []


def test_a_box_that_jitters_over_a_corner_is_not_in_a_zone() -> None:
    drive = Drive()
    for k in range(100):
        drive.step(drive.track(275, 195 if k % 2 else 205))
    assert drive.along((300, 300), (599, 325)) == []


def test_an_approach_that_is_only_touched_on_the_way_changes_nothing_and_one_that_is_waited_in_does() -> None:
    touched, waited = Drive(), Drive()
    start, before, inside, end = MIDDLE["in-north"], (450, 240), (450, 260), MIDDLE["out-south"]
    found = touched.along(start, (275, 240), before, frames=25)
    found += touched.along(inside, inside, frames=12)
    found += touched.along(before, (275, 350), end)
    assert touched.told(found) == [("in-north", "out-south")]
    found = waited.along(start, (275, 240), before)
    found += waited.along(inside, inside, frames=2 * FPS)
    found += waited.along(before, (275, 350), end)
    assert waited.told(found) == [("in-east", "out-south")]


def test_a_track_that_is_picked_up_again_goes_on() -> None:
    drive = Drive()
    found = drive.along((275, 0), (275, 300))
    for _ in range(10):
        drive.step()
    found += drive.along((277, 303), (599, 325), track=2)
    found += drive.along((277, 303), (599, 325), track=3)  # begins where nobody vanished
    assert drive.told(found) == [("in-north", "out-east")]
    assert found[0].track.id == 2


def test_who_comes_where_another_has_just_left_is_somebody_else() -> None:
    drive = Drive()
    found = drive.along(MIDDLE["in-north"], (275, 300), (560, 325))
    drive.step()
    found += drive.along((560, 315), (450, 275), (275, 300), MIDDLE["out-south"], track=2)
    assert drive.told(found) == [("in-north", "out-east"), ("in-east", "out-south")]


def test_two_at_once_do_not_disturb_each_other() -> None:
    drive, found = Drive(), []
    one = np.concatenate([np.linspace((275, 0), (275, 300), 40), np.linspace((275, 300), (590, 325), 40)])
    other = np.concatenate([np.linspace((0, 325), (290, 325), 40), np.linspace((290, 325), (590, 330), 40)])
    for (x, y), (u, v) in zip(one.tolist(), other.tolist(), strict=True):
        found += drive.step(drive.track(x, y, 1), drive.track(u, v, 2))
    assert sorted(drive.told(found)) == [("in-north", "out-east"), ("in-west", "out-east")]


@pytest.mark.parametrize("mirrored", [1.0, -1.0])
def test_turns_are_told_by_the_road_in_metres_whichever_way_its_axes_go(mirrored: float) -> None:
    geometry = Geometry(calibrated(mirrored), 600, 600)
    names = [one.id for one in geometry.zones.settings]
    found = {(names[a], names[b]): turn for (a, b), turn in turns(geometry.zones, geometry.plane).items()}
    assert len(found) == 16
    assert {exit_: found["in-north", exit_] for exit_ in ("out-east", "out-south", "out-west", "out-north")} == {
        "out-east": "left",
        "out-south": "through",
        "out-west": "right",
        "out-north": "u_turn",
    }
    assert [found[way] for way in (("in-west", "out-south"), ("in-west", "out-north"))] == ["right", "left"]


def test_without_calibration_or_without_exits_nothing_is_told_of_turns() -> None:
    plain, half = Geometry(scene(), 600, 600), Geometry(calibrated(), 600, 600)
    assert turns(plain.zones, plain.plane) == {}
    alone = Geometry(Scene.model_validate({"zones": [zone("in-north")]}), 600, 600)
    assert turns(alone.zones, half.plane) == {}
    assert len(MovementCounter(alone.zones, None)) == 0
