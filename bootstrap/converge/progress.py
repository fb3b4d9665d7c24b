"""What is happening right now: one stream of small values that the terminal and the setup wizard both draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bootstrap.converge.report import Result  # noqa: TC001 - dataclass fields are looked up by tools


@dataclass(frozen=True, slots=True)
class RoleStarted:
    """A role's tasks follow."""

    role: str


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """A task has begun."""

    name: str


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """A task has ended."""

    result: Result


@dataclass(frozen=True, slots=True)
class BytesMoved:
    """How far a download or an unpacking is; `total` is None if nobody knows."""

    what: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing that is no task: a warning, or what is being waited for."""

    text: str


Progress = RoleStarted | TaskStarted | TaskEnded | BytesMoved | Note
Tell = Callable[[Progress], None]


class Moving:
    """Tells of one transfer: called with how far it is (download.Moved), or told with `add` how much more there is."""

    def __init__(self, what: str, tell: Tell) -> None:
        self._what, self._tell, self._done = what, tell, 0

    def __call__(self, done: int, total: int | None) -> None:
        """`done` of `total` bytes."""
        self._tell(BytesMoved(self._what, done, total))

    def add(self, count: int) -> None:
        """So many more; nobody knows of how many."""
        self._done += count
        self(self._done, None)


def silent(_: Progress) -> None:
    """For callers that show nothing."""
