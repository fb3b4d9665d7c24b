"""What is remembered of a road user, and until when."""

from __future__ import annotations

from core.trajectory import Mover, Trajectories, Trajectory
from core.trajectory.standing import QUEUES
from core.types import CLASS_IDS, Track

SIZE = (640, 360)


def seen(trajectory: Trajectory, time: float, x: float, *, cls: str = "car", early: bool = False) -> Mover:
    """A box of 40 by 40 pixels."""
    track = Track(1, (x, 100.0, x + 40, 140.0), CLASS_IDS[cls], 0.9, 0.0)
    return trajectory.go(Mover(track, (x + 20, 140.0), (0.0, 0.0), (), measured=False, time=time, early=early), SIZE)


def stands(seconds: float, x: float = 100.0, cls: str = "car") -> Trajectory:
    trajectory = Trajectory()
    for k in range(round(seconds * 10) + 1):
        seen(trajectory, k / 10, x, cls=cls)
    return trajectory


def test_what_was_longer_ago_is_forgotten_but_not_where_it_was_last_whole() -> None:
    trajectory = stands(12)
    assert trajectory.moments[0].time == 7
    assert len(trajectory.whole()) == 51
    for k in range(121, 150):
        seen(trajectory, k / 10, 0.0)  # the picture's edge cuts it now
    assert len(trajectory.whole()) == 51
    for k in range(150, 400):
        seen(trajectory, k / 10, 0.0)
    assert trajectory.moments[0].time >= 29


def test_who_stands_for_a_second_is_parked_and_who_is_on_foot_never() -> None:
    assert stands(1.5).parked
    assert not stands(0.9).parked
    assert not stands(3, cls="person").parked


def test_a_stop_is_known_where_it_was_until_now() -> None:
    trajectory = stands(1)
    stop = trajectory.stopped(2.0)
    assert stop == (1.0, (120.0, 140.0))
    for k in range(11, 20):
        seen(trajectory, k / 10, 100.0 + 20 * (k - 10))
    assert trajectory.stopped(2.0) is not None
    assert (trajectory.stopped(2.0) or stop)[1][0] < 180


def test_how_it_came_before_it_was_known_is_no_part_of_what_it_is_judged_by() -> None:
    trajectory = Trajectory()
    for k in range(10):
        seen(trajectory, k / 10, 100.0 + k, early=k < 5)
    assert [one.time for one in trajectory.since(0.0)] == [0.5, 0.6, 0.7, 0.8, 0.9]
    assert len(trajectory.trail()) > 1


def test_who_creeps_goes_on_standing_until_it_has_started() -> None:
    since = QUEUES.since(None, 0.2, 5.0)
    assert since == 5.0
    assert QUEUES.since(since, 0.4, 6.0) == 5.0
    assert QUEUES.since(since, 0.6, 6.0) is None
    assert QUEUES.since(None, 0.4, 6.0) is None


def test_an_ended_track_is_forgotten_as_a_whole() -> None:
    trajectories = Trajectories(SIZE)
    seen(trajectories.begun(1), 0.0, 100.0)
    assert trajectories.of(1).moments
    trajectories.forget([1, 2])
    assert not trajectories.of(1).moments


def test_who_was_not_observed_in_the_newest_frame_is_unseen_and_known_from_before() -> None:
    trajectories = Trajectories(SIZE)
    for track, times in ((1, (0.0, 0.1)), (2, (0.0, 0.1, 0.2))):
        for time in times:
            trajectories.begun(track).see(Track(track, (time, 0.0, 40.0, 40.0), 0, 0.9, 0.0), time)
    assert trajectories.unseen(0.2) == [1]
    seen = trajectories.of(2).seen
    assert seen is not None
    assert (seen.before.time, seen.before.box[0], seen.sighting.time) == (0.1, 0.1, 0.2)
