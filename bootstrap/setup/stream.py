"""Progress as JSON lines, for a program that draws it: the setup wizard, or another. See docs/setup-internals.md."""

from __future__ import annotations

import json
import time
from typing import IO, TYPE_CHECKING, Final

from bootstrap.converge.progress import BytesMoved, Note, RoleStarted, TaskEnded, TaskStarted
from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.progress import Progress
    from bootstrap.converge.report import Report
    from core.errors import UserError

_VERSION: Final = 1
_BYTES_SECONDS: Final = 0.1  # nobody reads faster


class JsonLines:
    """Writes one run, a line a step.

    Args:
        out: where to.
        clock: gives seconds.
    """

    def __init__(self, out: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._bytes_due = 0.0
        self._write("begin", version=_VERSION)

    def tell(self, progress: Progress) -> None:
        """Write one step; of bytes not every one.

        Raises:
            KeyboardInterrupt: whoever listened has gone; the run ends as if it had been cancelled.
        """
        match progress:
            case RoleStarted(role):
                self._write("role", role=role)
            case TaskStarted(name):
                self._bytes_due = 0.0
                self._write("task", name=name)
            case TaskEnded(result):
                self._write("result", **result.to_json())
            case Note(text):
                self._write("note", text=scrub(text))
            case BytesMoved(what, done, total) if self._clock() >= self._bytes_due or done == total:
                self._bytes_due = self._clock() + _BYTES_SECONDS
                self._write("bytes", what=what, done=done, total=total)

    def recap(self, report: Report) -> None:
        """The last line of a run that came to its end."""
        self._write("end", command=report.command, check=report.check, recap=dict(report.recap), code=report.exit_code)

    def refuse(self, error: UserError) -> None:
        """The last line of a run that could not begin."""
        self._write("refused", what=scrub(error.what), remedy=scrub(error.remedy))

    def _write(self, event: str, **values: object) -> None:
        try:
            self._out.write(json.dumps({"event": event, **values}) + "\n")
            self._out.flush()
        except OSError:
            raise KeyboardInterrupt from None
