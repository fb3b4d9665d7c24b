"""What a run did: the one value that the terminal, `--json` and the setup wizard show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from bootstrap.secrets import scrub

State = Literal["ok", "changed", "failed", "skipped"]
_STATES: tuple[State, ...] = ("ok", "changed", "failed", "skipped")


@dataclass(frozen=True, slots=True)
class Result:
    """How one task ended. `diff` is a unified diff, empty unless asked for."""

    name: str
    state: State
    reason: str
    seconds: float
    remedy: str = ""
    diff: str = ""


@dataclass(slots=True)
class Report:
    """All results of a run, in order."""

    command: str
    check: bool = False
    tasks: list[Result] = field(default_factory=list)

    @property
    def recap(self) -> dict[State, int]:
        """How many tasks ended in each state."""
        return {state: sum(task.state == state for task in self.tasks) for state in _STATES}

    @property
    def exit_code(self) -> int:
        """0 if nothing failed, else 1; 2 belongs to wrong calls, which make no report."""
        return 1 if self.recap["failed"] else 0

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets. `version` grows when a key changes its meaning."""
        return {
            "version": 1,
            "command": self.command,
            "check": self.check,
            "recap": dict(self.recap),
            "tasks": [_task(task) for task in self.tasks],
        }


def _task(task: Result) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": task.name,
        "state": task.state,
        "reason": scrub(task.reason),
        "seconds": round(task.seconds, 3),
    }
    if task.remedy:
        data["remedy"] = scrub(task.remedy)
    if task.diff:
        data["diff"] = scrub(task.diff)
    return data
