"""What a run did: the one value that the terminal, `--json` and the setup wizard show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from core.scrub import scrub

State = Literal["ok", "changed", "failed", "skipped"]
_STATES: tuple[State, ...] = ("ok", "changed", "failed", "skipped")


@dataclass(frozen=True, slots=True)
class Result:
    """How one task ended.

    Args:
        name: role and resource.
        state: ok, changed, failed or skipped.
        reason: why.
        seconds: it took.
        remedy: of a failure.
        diff: a unified one; empty unless asked for.
        options: of setup, which would get it past a failure.
    """

    name: str
    state: State
    reason: str
    seconds: float
    remedy: str = ""
    diff: str = ""
    options: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets."""
        data: dict[str, Any] = {
            "name": self.name,
            "state": self.state,
            "reason": scrub(self.reason),
            "seconds": round(self.seconds, 3),
        }
        more = {"remedy": scrub(self.remedy), "diff": scrub(self.diff), "options": list(self.options)}
        return data | {key: value for key, value in more.items() if value}


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
            "tasks": [task.to_json() for task in self.tasks],
        }
