"""What doctor tells people: causes first, and under each what merely follows from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bootstrap.converge.report import Report, Result
    from bootstrap.setup.checks.kind import Check

NETWORK: Final = "network"
_MEND: Final = "run: smart-intersection repair"
_LOG: Final = "\n"  # below it stand the last lines of a log
_FIRST: Final = ("problem", "warning", "ok")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a person.

    Attributes:
        name: a check's, or a role's.
        state: ok, warning or problem.
        what: how it is.
        remedy: what to do about it; empty where nothing is to be done.
        follows: what is not in order because of it, a line each.
    """

    name: str
    state: Literal["ok", "warning", "problem"]
    what: str
    remedy: str = ""
    follows: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As data, without secrets."""
        return {
            **asdict(self),
            "what": scrub(self.what),
            "remedy": scrub(self.remedy),
            "follows": [scrub(one) for one in self.follows],
        }


def findings(checks: Sequence[Check], repair: Report) -> list[Finding]:
    """Checks and what repair would do, the worst first.

    The first thing that a role lacks is why it lacks the others. What has to be downloaded is missing because of the
    network where that is away. A service that does not serve is told once, with what repair knows to do about it.
    """
    wanting = _by_role(repair)
    away = any(check.name == NETWORK and check.state == "problem" for check in checks)
    lost = [role for role, tasks in wanting.items() if away and _waits_for_download(tasks, wanting)]
    behind = tuple(f"{role}: {_told(task)}" for role in lost for task in wanting[role])
    roles = {role: _role(role, tasks) for role, tasks in wanting.items() if role not in lost}
    found = [_check(one, roles, behind if one.name == NETWORK else ()) for one in checks]
    found = _once([*found, *roles.values()]) + list(_left(repair))
    return sorted(found, key=lambda one: (_FIRST.index(one.state), one.name != NETWORK))


def _once(found: Sequence[Finding]) -> list[Finding]:
    """What several have in common is one cause: a supervisor that has ended, a folder that is gone."""
    same: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        same.setdefault((one.what.partition(_LOG)[0], one.state), []).append(one)
    return [
        one
        for (what, state), ones in same.items()
        for one in ([_together(what, ones)] if state == "problem" and len(ones) > 1 else ones)
    ]


def _together(what: str, ones: Sequence[Finding]) -> Finding:
    """With nothing of their logs: they say how each of them is used to work."""
    names = ", ".join(dict.fromkeys(one.name for one in ones))
    follows = tuple(f"{one.name}: {text}" for one in ones for text in one.follows)
    return Finding(names, ones[0].state, what, ones[0].remedy, follows)


def _left(repair: Report) -> Iterator[Finding]:
    """What repair would leave as it is, because only a person can mend it."""
    for task in repair.tasks:
        role, _, what = task.name.partition(" : ")
        if task.state == "skipped" and what != "all":  # a role is left out because of another's failure
            yield Finding(role, "warning", _told(task))


def _check(one: Check, roles: dict[str, Finding], behind: tuple[str, ...]) -> Finding:
    """A check; that of a service takes in what repair says of the same."""
    same = roles.get(one.name)
    if one.state != "problem" or same is None or not same.what.startswith("service "):
        return Finding(one.name, one.state, one.what, one.remedy, behind)
    del roles[one.name]
    return Finding(one.name, one.state, one.what, same.remedy, same.follows)


def _by_role(repair: Report) -> dict[str, list[Result]]:
    """What is not in order, by role, in the order of the run."""
    found: dict[str, list[Result]] = {}
    for task in repair.tasks:
        if task.state in {"changed", "failed"}:
            found.setdefault(task.name.partition(" : ")[0], []).append(task)
    return found


def _waits_for_download(tasks: Sequence[Result], wanting: dict[str, list[Result]]) -> bool:
    """Whether a release or a program is missing; then also the profile that names its services is not as it will be."""
    missing = any(" : release " in task.name or " : program " in task.name for task in tasks)
    return missing or (tasks[0].name.startswith("profile : ") and len(wanting) > 1)


def _role(role: str, tasks: Sequence[Result]) -> Finding:
    """A failure is a better cause than what would be changed."""
    cause = next((task for task in tasks if task.state == "failed"), tasks[0])
    others = tuple(_told(task) for task in tasks if task is not cause)
    return Finding(role, "problem", _told(cause), cause.remedy or _MEND, others)


def _told(task: Result) -> str:
    return f"{task.name.partition(' : ')[2]}: {task.reason}"


def lines(found: Sequence[Finding]) -> Iterator[str]:
    """For a terminal."""
    marks = {"ok": "ok      ", "warning": "warning ", "problem": "PROBLEM "}
    for one in found:
        yield f"{marks[one.state]} {one.name}: {one.what}"
        if one.remedy:
            yield f"         → {one.remedy}"
        if one.follows:
            yield f"         {len(one.follows)} more caused by this: {', '.join(_short(one.follows))}"


def _short(follows: Sequence[str]) -> list[str]:
    """Names of the first few."""
    few = [text.split(": ", 1)[0] for text in follows]
    names = list(dict.fromkeys(few))
    return names if len(names) <= 4 else [*names[:4], "…"]  # noqa: PLR2004 - fits a line
