"""What is wrong with an installation and the machine below it, and how to mend it. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bootstrap.converge.loop import converge
from bootstrap.setup import checks
from bootstrap.setup.findings import Finding, findings
from bootstrap.setup.run import to_repair
from core.scrub import scrub

if TYPE_CHECKING:
    from bootstrap.converge.report import Report
    from bootstrap.setup.checks import Check
    from bootstrap.setup.context import Context


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All things looked at, and what repair would do."""

    checks: list[Check]
    repair: Report

    @property
    def exit_code(self) -> int:
        """1 if something is wrong."""
        wrong = any(check.state == "problem" for check in self.checks)
        return 1 if wrong or self.repair.recap["changed"] or self.repair.exit_code else 0

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets."""
        checks = [
            {"name": check.name, "state": check.state, "what": scrub(check.what), "remedy": scrub(check.remedy)}
            for check in self.checks
        ]
        told = [finding.to_json() for finding in self.findings]
        return {"version": 1, "command": "doctor", "checks": checks, "findings": told, "repair": self.repair.to_json()}

    @property
    def findings(self) -> list[Finding]:
        """The same for people: causes first, and under each what follows from it."""
        return findings(self.checks, self.repair)


def diagnose(context: Context) -> Diagnosis:
    """Look at the machine, the services, and everything setup would look at."""
    context.check = True
    return Diagnosis([*checks.everything(context)], converge(to_repair(context), context, "doctor"))
