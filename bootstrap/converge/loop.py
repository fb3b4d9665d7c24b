"""Roles in, report out: look, mend, look again. Setup, repair and --check are this one loop."""

from __future__ import annotations

import difflib
import time
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import RoleStarted, TaskEnded, TaskStarted
from bootstrap.converge.report import Report, Result
from bootstrap.converge.resource import Difference, HeldBackError, InOrder, RefusedError, Skip
from bootstrap.os_errors import told
from core.errors import UserError
from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bootstrap.converge.resource import Resource, Role
    from bootstrap.setup.context import Context

_BUG_REMEDY: Final = "this is a bug; please report it"


def converge(
    roles: Sequence[Role], context: Context, command: str = "setup", clock: Callable[[], float] = time.monotonic
) -> Report:
    """Make every role true, in order; a failure stops its own role and those that require it, not the others.

    Args:
        roles: in an order in which each comes after those it requires.
        context: what resources work with; its `tell` hears of every step. With its `check` what would be done is
            reported as changed and nothing is; with its `diff` results hold the texts' differences.
        command: how the report calls the run.
        clock: gives seconds.
    """
    report = Report(command, context.check)
    context.planned, context.done = frozenset(role.name for role in roles), frozenset()
    failed: set[str] = set()
    for role in roles:
        lost = [name for name in role.requires if name in failed]
        cause = f"{lost[0]} failed" if lost else ""
        if _Runner(role, context, report, clock).run(cause):
            context.done |= {role.name}
        else:
            failed.add(role.name)
    return report


class _Runner:
    """The tasks of one role."""

    def __init__(self, role: Role, context: Context, report: Report, clock: Callable[[], float]) -> None:
        self._role, self._context, self._report, self._clock = role, context, report, clock
        self._told = False

    def run(self, cause: str) -> bool:
        """Whether all went well. `cause` says why not even to begin; empty to begin."""
        if cause:
            self._end(f"{self._role.name} : all", Result("", "skipped", cause, 0), self._clock())
            return False
        begun = self._clock()
        try:
            for resource in self._role.resources(self._context):
                if not self._task(resource):
                    return False
        except Exception as error:  # noqa: BLE001 - whatever a role meets, the others go on and the report says so
            self._end(f"{self._role.name} : plan", _failure(error), begun)
            return False
        return True

    def _task(self, resource: Resource) -> bool:
        name = f"{self._role.name} : {resource.name}"
        self._tell_role()
        self._context.tell(TaskStarted(name))
        begun, held = self._clock(), False
        try:
            outcome = self._outcome(resource)
        except HeldBackError as error:
            outcome, held = _failure(error), True
        except Exception as error:  # noqa: BLE001 - as above
            outcome = _failure(error)
        self._end(name, outcome, begun)
        return held or outcome.state != "failed"

    def _outcome(self, resource: Resource) -> Result:
        found = resource.inspect(self._context)
        if not isinstance(found, Difference):
            return _untouched(found)
        if not self._context.check:
            resource.apply(self._context)
            again = resource.inspect(self._context)
            if isinstance(again, Difference):
                raise UserError(
                    f"the problem remains after the repair: {again.reason}",
                    "run: smart-intersection doctor, and check the logs",
                )
            if isinstance(again, Skip):
                return _untouched(again)
        return Result("", "changed", found.reason, 0, diff=_diff(resource.name, found) if self._context.diff else "")

    def _tell_role(self) -> None:
        """With its first task: a role without any is not worth a heading."""
        if not self._told:
            self._told = True
            self._context.tell(RoleStarted(self._role.name))

    def _end(self, name: str, outcome: Result, begun: float) -> None:
        self._tell_role()
        seconds = self._clock() - begun
        told = (scrub(outcome.reason), seconds, scrub(outcome.remedy), scrub(outcome.diff), outcome.options)
        result = Result(name, outcome.state, *told)
        self._report.tasks.append(result)
        self._context.tell(TaskEnded(result))


def _untouched(found: InOrder | Skip) -> Result:
    return Result("", "ok" if isinstance(found, InOrder) else "skipped", found.reason, 0)


def _failure(error: Exception) -> Result:
    if isinstance(error, OSError):
        error = told(error)
    if isinstance(error, UserError):
        options = error.options if isinstance(error, RefusedError) else ()
        return Result("", "failed", error.what, 0, remedy=error.remedy, options=options)
    return Result("", "failed", f"unexpected {type(error).__name__}: {error}", 0, remedy=_BUG_REMEDY)


def _diff(name: str, found: Difference) -> str:
    before, after = scrub(found.before).splitlines(), scrub(found.after).splitlines()
    return "\n".join(difflib.unified_diff(before, after, f"{name} (now)", f"{name} (wanted)", lineterm=""))
