"""What a run of setup has told so far, as rows. Pure: no process, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from qml_app.installation import Managed
    from qml_app.models import Row

#: `option` is what helps: a port to take instead, as `mosquitto=1884`; engine, which is to be stopped; source; or
#: shorten, which lets a database delete data.
TASK_ROLES: Final = ("name", "group", "title", "condition", "reason", "remedy", "diff", "option")
SERVICE_ROLES: Final = ("name", "title", "version", "address", "level", "user", "secret")
_STATE: Final = 3
_ENDED: Final = frozenset({"ok", "changed", "failed", "skipped"})


@dataclass
class Run:
    """One run: its tasks in order, and what is being done right now.

    Attributes:
        tasks: rows by name.
        current: name of the task that has begun last; empty if none is being done.
        moving: what is being fetched or unpacked, bytes done and in all (-1 if nobody knows).
        note: what it waits for or warns of.
        refusal: why it could not begin, and the remedy.
        code: its exit code, None while it runs.
    """

    tasks: dict[str, Row] = field(default_factory=dict)
    current: str = ""
    moving: tuple[str, int, int] = ("", 0, -1)
    note: str = ""
    refusal: tuple[str, str] = ("", "")
    code: int | None = None

    @classmethod
    def expecting(cls, plan: Run) -> Run:
        """A run that will probably do the tasks of `plan`."""
        return cls({name: _row(name, "waiting") for name in plan.tasks})

    def take(self, event: dict[str, Any]) -> None:
        """Take over one line of its progress; what is of no known kind is left out."""
        match event:
            case {"event": "task", "name": str(name)}:
                self.current, self.moving = name, ("", 0, -1)
                self.tasks[name] = _row(name, "running")
            case {"event": "result", "name": str(name), "state": str()}:
                self.current, self.moving = "", ("", 0, -1)
                self.tasks[name] = _result(name, event)
            case {"event": "bytes", "what": str(what), "done": int(done), "total": total}:
                self.moving = what, done, total if isinstance(total, int) else -1
            case {"event": "note", "text": str(text)}:
                self.note = text
            case {"event": "refused", "what": str(what), "remedy": str(remedy)}:
                self.refusal = what, remedy
            case _:
                pass

    def end(self, code: int, words: str) -> None:
        """It has ended; what has not been done will not be."""
        self.code = code
        self.current, self.moving = "", ("", 0, -1)
        self.tasks = {name: row for name, row in self.tasks.items() if row[_STATE] in _ENDED}
        if code not in (0, 1, 130) and not any(self.refusal):
            self.refusal = (words.splitlines() or [""])[-1].removeprefix("error: "), ""

    @property
    def outcome(self) -> str:
        """How it ended: `ok`, `failed` (a task), `refused` (it could not begin), `cancelled`, `died`; or `running`."""
        if self.code is None:
            return "running"
        return {0: "ok", 1: "failed", 130: "cancelled", -1: "died"}.get(self.code, "refused")

    def count(self, *states: str) -> int:
        """How many tasks are in one of these states."""
        return sum(row[_STATE] in states for row in self.tasks.values())

    @property
    def ended(self) -> int:
        """How many tasks have ended."""
        return self.count(*_ENDED)

    def rows(self) -> list[Row]:
        """The tasks."""
        return list(self.tasks.values())

    def worst_first(self) -> list[Row]:
        """The tasks, those that failed and those one should know about before the others."""
        order = {"failed": 0, "skipped": 1}
        return sorted(self.tasks.values(), key=lambda row: order.get(row[_STATE], 2))

    def news(self) -> list[Row]:
        """The tasks one wants to read: what failed and what did not follow because of it, or else what is changed."""
        quiet = {"ok", "changed"} if self.outcome == "failed" else {"ok"}
        return [row for row in self.tasks.values() if row[_STATE] not in quiet]

    def unfinished(self) -> list[Row]:
        """The tasks that are not in order yet, also where others failed."""
        return [row for row in self.tasks.values() if row[_STATE] != "ok"]

    def trouble(self) -> list[Row]:
        """The tasks that one has to know about where a summary tells the rest."""
        return [row for row in self.tasks.values() if row[_STATE] in {"failed", "skipped"}]


def _row(name: str, state: str) -> Row:
    group, _, title = name.partition(" : ")
    return (name, group, title or group, state, "", "", "", "")


def _result(name: str, event: dict[str, Any]) -> Row:
    group, title = _row(name, "")[1:3]
    texts = (str(event.get(key) or "") for key in ("reason", "remedy", "diff"))
    return (name, group, title, event["state"], *texts, _option(event.get("options")))


def _option(options: object) -> str:
    match options:
        case ["--port", str(port), *_]:
            return port
        case ["services", "stop", "engine"]:
            return "engine"
        case ["--mirror", *_]:
            return "source"
        case ["--shorten-retention"]:
            return "shorten"
        case _:
            return ""


def services(managed: list[Managed], logins: dict[str, tuple[str, str]]) -> list[Row]:
    """Where the services are that setup has installed and one signs in to, and as whom."""
    return [_service(one, *logins[one.status.name]) for one in managed if one.status.name in logins]


def _service(one: Managed, user: str, secret: str) -> Row:
    level = "ok" if one.status.ok else "failed"
    return (one.status.name, one.title, one.version, one.address, level, user, secret)
