"""The state machine: every pair of state and event, and the restart budget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bootstrap.services.machine import Action, Event, ImpossibleError, Machine, State
from bootstrap.services.spec import Policy

POLICY = Policy(start_seconds=30, stop_seconds=10, kill_seconds=5, restarts=3, window=100, stable_seconds=60)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


# How to get a fresh machine into each state.
PATHS: dict[State, list[Event]] = {
    State.INITIAL: [],
    State.STARTING: [Event.START],
    State.RUNNING: [Event.START, Event.READY],
    State.TERMINATING: [Event.START, Event.STOP],
    State.KILLING: [Event.START, Event.STOP, Event.TIMEOUT],
    State.STOPPED: [Event.STOP],
    State.BACKOFF: [Event.START, Event.GONE],
    State.EXITED: [Event.START, *([Event.GONE, Event.TIMEOUT] * POLICY.restarts), Event.GONE],
}

S, A = State, Action
TABLE: dict[tuple[State, Event], tuple[State, Action] | None] = {
    (S.INITIAL, Event.START): (S.STARTING, A.SPAWN),
    (S.INITIAL, Event.STOP): (S.STOPPED, A.NONE),
    (S.INITIAL, Event.READY): (S.INITIAL, A.NONE),
    (S.INITIAL, Event.UNHEALTHY): (S.INITIAL, A.NONE),
    (S.INITIAL, Event.GONE): None,
    (S.INITIAL, Event.TIMEOUT): None,
    (S.STARTING, Event.START): (S.STARTING, A.NONE),
    (S.STARTING, Event.STOP): (S.TERMINATING, A.TERMINATE),
    (S.STARTING, Event.READY): (S.RUNNING, A.NONE),
    (S.STARTING, Event.UNHEALTHY): (S.STARTING, A.NONE),
    (S.STARTING, Event.GONE): (S.BACKOFF, A.NONE),
    (S.STARTING, Event.TIMEOUT): (S.TERMINATING, A.TERMINATE),
    (S.RUNNING, Event.START): (S.RUNNING, A.NONE),
    (S.RUNNING, Event.STOP): (S.TERMINATING, A.TERMINATE),
    (S.RUNNING, Event.READY): (S.RUNNING, A.NONE),
    (S.RUNNING, Event.UNHEALTHY): (S.TERMINATING, A.TERMINATE),
    (S.RUNNING, Event.GONE): (S.BACKOFF, A.NONE),
    (S.RUNNING, Event.TIMEOUT): (S.RUNNING, A.NONE),
    (S.TERMINATING, Event.START): (S.TERMINATING, A.NONE),
    (S.TERMINATING, Event.STOP): (S.TERMINATING, A.NONE),
    (S.TERMINATING, Event.READY): (S.TERMINATING, A.NONE),
    (S.TERMINATING, Event.UNHEALTHY): (S.TERMINATING, A.NONE),
    (S.TERMINATING, Event.GONE): (S.STOPPED, A.NONE),
    (S.TERMINATING, Event.TIMEOUT): (S.KILLING, A.KILL),
    (S.KILLING, Event.START): (S.KILLING, A.NONE),
    (S.KILLING, Event.STOP): (S.KILLING, A.NONE),
    (S.KILLING, Event.READY): (S.KILLING, A.NONE),
    (S.KILLING, Event.UNHEALTHY): (S.KILLING, A.NONE),
    (S.KILLING, Event.GONE): (S.STOPPED, A.NONE),
    (S.KILLING, Event.TIMEOUT): (S.KILLING, A.KILL),
    (S.STOPPED, Event.START): (S.STARTING, A.SPAWN),
    (S.STOPPED, Event.STOP): (S.STOPPED, A.NONE),
    (S.STOPPED, Event.READY): (S.STOPPED, A.NONE),
    (S.STOPPED, Event.UNHEALTHY): (S.STOPPED, A.NONE),
    (S.STOPPED, Event.GONE): None,
    (S.STOPPED, Event.TIMEOUT): None,
    (S.BACKOFF, Event.START): (S.STARTING, A.SPAWN),
    (S.BACKOFF, Event.STOP): (S.STOPPED, A.NONE),
    (S.BACKOFF, Event.READY): (S.BACKOFF, A.NONE),
    (S.BACKOFF, Event.UNHEALTHY): (S.BACKOFF, A.NONE),
    (S.BACKOFF, Event.GONE): None,
    (S.BACKOFF, Event.TIMEOUT): (S.STARTING, A.SPAWN),
    (S.EXITED, Event.START): (S.STARTING, A.SPAWN),
    (S.EXITED, Event.STOP): (S.STOPPED, A.NONE),
    (S.EXITED, Event.READY): (S.EXITED, A.NONE),
    (S.EXITED, Event.UNHEALTHY): (S.EXITED, A.NONE),
    (S.EXITED, Event.GONE): None,
    (S.EXITED, Event.TIMEOUT): (S.STARTING, A.SPAWN),
    **{(state, event): None for state in State for event in (Event.DONE, Event.HOPELESS)},
    (S.STARTING, Event.HOPELESS): (S.EXITED, A.NONE),
    (S.RUNNING, Event.HOPELESS): (S.EXITED, A.NONE),
    (S.STARTING, Event.DONE): (S.STOPPED, A.NONE),
    (S.RUNNING, Event.DONE): (S.STOPPED, A.NONE),
}


def machine_in(state: State, clock: Clock) -> Machine:
    machine = Machine(POLICY, clock, lambda: 0.5)
    for event in PATHS[state]:
        machine.handle(event)
    assert machine.state is state
    return machine


def test_one_that_ended_by_itself_is_no_failure_and_rests_until_it_is_started(clock: Clock) -> None:
    machine = machine_in(State.RUNNING, clock)
    machine.handle(Event.DONE)
    assert (machine.state, machine.reason, machine.restarts) == (State.STOPPED, "ended by itself", 0)
    assert not machine.due()
    assert Machine(POLICY, clock, lambda: 0.5, done="ended by itself").state is State.STOPPED


def test_one_that_no_longer_answers_has_less_time_to_end(clock: Clock) -> None:
    machine = machine_in(State.RUNNING, clock)
    machine.handle(Event.UNHEALTHY, "silent")
    assert machine.deadline is not None
    assert machine.deadline - clock() == POLICY.sick_seconds


def test_the_table_names_every_pair() -> None:
    assert set(TABLE) == {(state, event) for state in State for event in Event}


@pytest.mark.parametrize(("state", "event"), TABLE, ids=lambda value: value.value)
def test_an_event_leads_where_the_table_says(state: State, event: Event, clock: Clock) -> None:
    machine, wanted = machine_in(state, clock), TABLE[state, event]
    if wanted is None:
        with pytest.raises(ImpossibleError):
            machine.handle(event)
        return
    action = machine.handle(event)
    assert (machine.state, action) == wanted


def test_start_while_it_ends_starts_it_again_without_counting_a_failure(clock: Clock) -> None:
    machine = machine_in(State.TERMINATING, clock)
    machine.handle(Event.START)
    assert machine.handle(Event.GONE) is Action.SPAWN
    assert machine.state is State.STARTING
    assert machine.restarts == 0


def test_an_unhealthy_service_is_ended_and_comes_back_after_a_pause(clock: Clock) -> None:
    machine = machine_in(State.RUNNING, clock)
    machine.handle(Event.UNHEALTHY, "no answer")
    machine.handle(Event.GONE)
    assert machine.state is State.BACKOFF
    assert "no answer" in machine.reason


def test_stop_wins_over_a_restart_that_was_under_way(clock: Clock) -> None:
    machine = machine_in(State.RUNNING, clock)
    machine.handle(Event.UNHEALTHY)
    machine.handle(Event.STOP)
    machine.handle(Event.GONE)
    assert machine.state is State.STOPPED


def test_pauses_grow_with_jitter_and_end_when_the_budget_is_spent(clock: Clock) -> None:
    machine = machine_in(State.STARTING, clock)
    pauses = []
    for _ in range(POLICY.restarts):
        machine.handle(Event.GONE, "exit code 1")
        assert machine.deadline is not None
        pauses.append(machine.deadline - clock.now)
        clock.now = machine.deadline
        assert machine.due()
        machine.handle(Event.TIMEOUT)
    assert pauses == pytest.approx([0.525, 1.05, 2.1])
    machine.handle(Event.GONE, "exit code 1")
    assert machine.state is State.EXITED
    assert machine.reason == "gave up after 4 failures; last error: exit code 1"


def test_what_cannot_run_is_given_up_at_once_and_tried_again_much_later(clock: Clock) -> None:
    machine = Machine(replace(POLICY, again_seconds=300.0), clock, lambda: 0.5)
    machine.handle(Event.START)
    machine.handle(Event.HOPELESS, "line 3 is wrong")
    assert (machine.state, machine.reason, machine.due()) == (State.EXITED, "line 3 is wrong", False)
    clock.now += 300.0
    assert machine.due()
    assert machine.handle(Event.TIMEOUT) is Action.SPAWN


def test_nothing_is_given_up_for_good(clock: Clock) -> None:
    machine = Machine(Policy(), clock, lambda: 0.5)
    machine.handle(Event.START)
    for _ in range(2):  # whatever made it fail so often may be over by then
        while machine.state is not State.EXITED:
            machine.handle(Event.GONE if machine.state is State.STARTING else Event.TIMEOUT)
        clock.now += 599.0
        assert not machine.due()
        clock.now += 1.0
        assert machine.due()
        assert machine.handle(Event.TIMEOUT) is Action.SPAWN


def test_failures_older_than_the_window_are_forgotten(clock: Clock) -> None:
    machine = machine_in(State.STARTING, clock)
    for _ in range(3 * POLICY.restarts):
        machine.handle(Event.GONE)
        clock.now += POLICY.window / 2
        machine.handle(Event.TIMEOUT)
    assert machine.state is State.STARTING


def test_a_stable_period_resets_the_pause(clock: Clock) -> None:
    machine = machine_in(State.RUNNING, clock)
    machine.handle(Event.GONE)
    machine.handle(Event.TIMEOUT)
    machine.handle(Event.READY)
    machine.handle(Event.TIMEOUT)
    machine.handle(Event.GONE)
    assert machine.deadline == pytest.approx(clock.now + 0.525)


def test_an_adopted_process_is_starting_until_its_probe_succeeds(clock: Clock) -> None:
    machine = Machine(POLICY, clock, lambda: 0.0, alive=True)
    assert machine.state is State.STARTING
    machine.handle(Event.READY)
    assert machine.state is State.RUNNING
