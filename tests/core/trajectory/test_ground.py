from __future__ import annotations

import pytest

from core.trajectory import Trajectories
from core.types import Track


def track(*box: float, observed: bool = True) -> Track:
    return Track(1, (box[0], box[1], box[2], box[3]), 0, 0.9, 0.0, observed)


def place(ground: Trajectories, one: Track) -> tuple[float, float]:
    return ground.places([one], 0.0)[0]


def test_a_whole_box_touches_the_ground_in_the_middle_of_its_lower_edge() -> None:
    assert place(Trajectories((640, 480)), track(100, 100, 160, 140)) == (130, 140)


def test_a_box_that_leaves_below_goes_on_below() -> None:
    ground = Trajectories((640, 480))
    place(ground, track(100, 380, 160, 460))
    assert place(ground, track(100, 440, 160, 480)) == (130, 520)


@pytest.mark.parametrize(
    ("whole", "cut", "middle"),
    [((500, 100, 600, 160), (580, 100, 640, 160), 630), ((20, 100, 120, 160), (0, 100, 40, 160), -10)],
)
def test_a_box_that_leaves_sideways_keeps_its_width(
    whole: tuple[float, ...], cut: tuple[float, ...], middle: float
) -> None:
    ground = Trajectories((640, 480))
    place(ground, track(*whole))
    assert place(ground, track(*cut))[0] == middle


def test_a_box_that_enters_shows_only_what_is_seen() -> None:
    assert place(Trajectories((640, 480)), track(0, 100, 40, 160)) == (20, 160)


def test_an_ended_track_is_forgotten() -> None:
    ground = Trajectories((640, 480))
    place(ground, track(100, 380, 160, 460))
    ground.forget([1])
    assert place(ground, track(100, 440, 160, 480)) == (130, 480)
