"""The loop: looks, mends, looks again; says so; and goes on after a failure where it may."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Progress, RoleStarted, TaskEnded, TaskStarted
from bootstrap.converge.resource import Difference, Finding, InOrder, Resource, Role, Skip
from bootstrap.layout import Layout
from bootstrap.setup.context import Context
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Thing:
    name: str = "thing"
    right: bool = False
    mendable: bool = True
    applied: int = 0
    error: Exception | None = None

    def inspect(self, _: Context) -> Finding:
        if self.error:
            raise self.error
        return InOrder("fine") if self.right else Difference("wrong", "old\n", "new\n")

    def apply(self, _: Context) -> None:
        self.applied += 1
        self.right = self.mendable


@dataclass
class Elsewhere:
    name: str = "elsewhere"
    log: list[str] = field(default_factory=list)

    def inspect(self, _: Context) -> Finding:
        return Skip("only on Windows")

    def apply(self, _: Context) -> None:
        raise AssertionError


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(Layout(tmp_path))


def role(name: str, *things: Resource, requires: tuple[str, ...] = ()) -> Role:
    return Role(name, lambda _: iter(things), requires)


def test_run_twice_changes_once(context: Context) -> None:
    thing = Thing()
    roles = [role("a", thing, Thing(right=True), Elsewhere())]
    assert converge(roles, context).recap == {"ok": 1, "changed": 1, "failed": 0, "skipped": 1}
    assert converge(roles, context).recap == {"ok": 2, "changed": 0, "failed": 0, "skipped": 1}
    assert thing.applied == 1


def test_check_changes_nothing_and_shows_what_would_be_done(context: Context) -> None:
    thing = Thing()
    context.check = context.diff = True
    report = converge([role("a", thing)], context)
    assert thing.applied == 0
    assert report.exit_code == 0
    assert report.tasks[0].state == "changed"
    assert "-old\n+new" in report.tasks[0].diff


def test_what_is_still_wrong_after_mending_is_a_failure(context: Context) -> None:
    report = converge([role("a", Thing(mendable=False))], context)
    assert report.exit_code == 1
    assert report.tasks[0].reason == "the problem remains after the repair: wrong"


def test_a_failure_stops_its_role_and_those_that_need_it_only(context: Context) -> None:
    broken, never, other = Thing(error=UserError("no disk", "buy one")), Thing(), Thing()
    roles = [role("a", broken, never), role("b", Thing(), requires=("a",)), role("c", other)]
    report = converge(roles, context)
    assert [(task.name, task.state) for task in report.tasks] == [
        ("a : thing", "failed"),
        ("b : all", "skipped"),
        ("c : thing", "changed"),
    ]
    assert report.tasks[0].remedy == "buy one"
    assert report.tasks[1].reason == "a failed"
    assert never.applied == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "/etc/x"), "/etc/x: Permission denied"),
        (KeyError("x"), "unexpected KeyError: 'x'"),
    ],
)
def test_any_error_is_a_failed_task_not_a_traceback(context: Context, error: Exception, said: str) -> None:
    report = converge([role("a", Thing(error=error)), role("b", Thing())], context)
    assert report.tasks[0].reason == said
    assert report.tasks[0].remedy
    assert report.recap["changed"] == 1


def test_a_role_that_cannot_even_plan_fails(context: Context) -> None:
    def plan(_: Context) -> list[Resource]:
        raise UserError("no such platform", "use another")

    assert converge([Role("a", plan)], context).tasks[0].name == "a : plan"


def test_secrets_are_scrubbed_from_reasons_and_differences(context: Context) -> None:
    secret = register("a-very-secret-word")
    context.diff = True
    thing = Thing(error=UserError(f"login with {secret} failed", f"not {secret}"))
    report = converge([role("a", thing)], context)
    assert secret not in json.dumps(report.to_json())
    assert "***" in report.tasks[0].reason


def test_every_step_is_told_in_order(tmp_path: Path) -> None:
    told: list[Progress] = []
    converge([role("a", Thing(), Thing(right=True))], Context(Layout(tmp_path), tell=told.append))
    assert [type(step) for step in told] == [RoleStarted, TaskStarted, TaskEnded, TaskStarted, TaskEnded]


def test_a_role_without_tasks_is_no_heading_and_one_that_was_skipped_is(tmp_path: Path) -> None:
    told: list[Progress] = []
    broken = role("b", Thing(error=UserError("no", "mend")))
    needs = Role("c", lambda _: [], requires=("b",))
    converge([role("a"), broken, needs], Context(Layout(tmp_path), tell=told.append))
    assert [step.role for step in told if isinstance(step, RoleStarted)] == ["b", "c"]


def test_the_json_has_the_promised_keys(context: Context) -> None:
    data = converge(
        [role("a", Thing(), Elsewhere())], context, "setup", iter([0.0, 0.0, 1.5, 1.5, 2.0]).__next__
    ).to_json()
    assert data == {
        "version": 1,
        "command": "setup",
        "check": False,
        "recap": {"ok": 0, "changed": 1, "failed": 0, "skipped": 1},
        "tasks": [
            {"name": "a : thing", "state": "changed", "reason": "wrong", "seconds": 1.5},
            {"name": "a : elsewhere", "state": "skipped", "reason": "only on Windows", "seconds": 0.5},
        ],
    }
