"""Progress and reports on a terminal: a line a task as playbooks have it, bars for what takes long, a recap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.markup import escape

from bootstrap.converge.progress import BytesMoved, Note, RoleStarted, TaskEnded, TaskStarted
from core.scrub import plain, scrub

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID
    from rich.status import Status

    from bootstrap.converge.progress import Progress
    from bootstrap.converge.report import Report, Result

_ON_SCREEN: Final = 10  # tasks that can still be seen when the run ends
_COLOUR: Final = {"ok": "green", "changed": "yellow", "failed": "red", "skipped": "cyan"}


class Terminal:
    """Draws one run.

    Args:
        console: where to; default: standard output.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._bars: Bars | None = None
        self._bar: TaskID | None = None
        self._busy: Status | None = None

    def tell(self, progress: Progress) -> None:
        """Draw one step."""
        match progress:
            case RoleStarted(role):
                self._print(f"\n[bold]{escape(role)}[/]")
            case TaskStarted(name):
                self._wait(_title(name))
            case BytesMoved():
                self._move(progress)
            case Note(text):
                self._print(f"[magenta]note[/]: {escape(scrub(text))}")
            case TaskEnded(result):
                self._end_bars()
                self._task(result)

    def recap(self, report: Report) -> None:
        """The last lines: the counts, and what is to be done about what failed, which may be far above."""
        self.close()
        counts = "  ".join(f"[{_COLOUR[state]}]{state}={count}[/]" for state, count in report.recap.items())
        self._print(f"\n{report.command}{' (check only, nothing changed)' if report.check else ''}: {counts}")
        for task in report.tasks[:-_ON_SCREEN]:
            if task.state == "failed":
                self._print(f"  [red]{escape(task.name)}[/]  [bold]→ {escape(task.remedy)}[/]")

    def close(self) -> None:
        """Give the terminal back; also when it ended with an error or Ctrl+C."""
        self._end_bars()
        if self._busy:
            self._busy.stop()
            self._busy = None

    def _task(self, result: Result) -> None:
        colour = _COLOUR[result.state]
        self._print(f"  [{colour}]{result.state:<8}[/] {escape(_title(result.name))}  [dim]{escape(result.reason)}[/]")
        if result.remedy:
            self._print(f"           [bold]→ {escape(result.remedy)}[/]")
        for line in result.diff.splitlines():
            colour = {"+": "green", "-": "red"}.get(line[:1], "dim")
            self._print(f"           [{colour}]{escape(line)}[/]")

    def _print(self, markup: str) -> None:
        self._console.print(plain(markup))

    def _wait(self, title: str) -> None:
        """What is being done: most tasks are gone in a blink, a service may take minutes to start."""
        if not self._console.is_terminal:
            return
        if self._busy is None:
            self._busy = self._console.status(escape(title))
            self._busy.start()
        self._busy.update(escape(title))

    def _move(self, moved: BytesMoved) -> None:
        if not self._console.is_terminal:
            return
        if self._bars is None:
            self.close()
            self._bars = _bars(self._console)
            self._bars.start()
            self._bar = None
        if self._bar is None or self._bars.tasks[-1].description != moved.what:
            self._bar = self._bars.add_task(moved.what, total=moved.total)
        self._bars.update(self._bar, completed=moved.done, total=moved.total)

    def _end_bars(self) -> None:
        if self._bars:
            self._bars.stop()
            self._bars = None


def _bars(console: Console) -> Bars:
    """A bar for each download; most runs have none and do not pay for them."""
    from rich import progress  # noqa: PLC0415 - as above

    columns = progress.BarColumn(), progress.DownloadColumn(), progress.TransferSpeedColumn()
    text = progress.TextColumn("  {task.description}")
    return progress.Progress(text, *columns, console=console, transient=True)


def _title(name: str) -> str:
    """A task's name without its role's."""
    return name.partition(" : ")[2] or name
