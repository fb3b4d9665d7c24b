"""Where log lines go while the engine runs in this process."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import structlog

from core import paths, private
from core.scrub import scrub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


@contextmanager
def log_lines(console: Console) -> Iterator[None]:
    """Log lines go to standard error; under a live table, which they would tear, into a file."""
    with ExitStack() as stack:
        target = stack.enter_context(_log_file()) if console.is_terminal else sys.stderr
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                # Without local variables, which hold tokens.
                structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
                _scrubbed,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
            logger_factory=structlog.WriteLoggerFactory(target),
        )
        stack.callback(structlog.reset_defaults)
        handler = logging.StreamHandler(target)  # what libraries say
        handler.setFormatter(_Scrubbed())
        handler.setLevel(logging.WARNING)
        logging.getLogger().addHandler(handler)
        stack.callback(logging.getLogger().removeHandler, handler)
        yield


def _scrubbed(_logger: object, _level: str, line: Any) -> str:  # noqa: ANN401 -- what the renderer gives: text
    return scrub(str(line))


class _Scrubbed(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


def _log_file() -> TextIO:
    folder = paths.state_dir() / "logs"
    private.folder(folder)
    file = folder / "run.log"
    private.clear_the_way(file)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, private.FILE)
    return os.fdopen(handle, "w", encoding="utf-8")
