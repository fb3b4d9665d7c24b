"""A full disk costs lines of the log, never the engine."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import structlog
from rich.console import Console

from bootstrap.enduring import Enduring, enduring
from bootstrap.log_lines import log_lines

FULL = Path("/dev/full")  # a device that never has room


@pytest.mark.skipif(not FULL.exists(), reason="there is no such device")
def test_what_is_printed_and_logged_to_a_full_disk_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = [io.TextIOWrapper(FULL.open("wb", 0), write_through=True) for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    console = Console()
    with pytest.raises(OSError, match="No space left"):
        console.print("north running: 25.0 fps")
    with enduring(), log_lines(console):
        console.print("north running: 25.0 fps")
        structlog.get_logger().warning("cannot write the journal")
    assert sys.stdout is streams[0]
    for stream in streams:
        stream.detach().close()


def test_a_pipe_that_nobody_reads_is_told() -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError(32, text)

    with pytest.raises(BrokenPipeError):
        Enduring(Closed()).write("x")


def test_everything_else_is_the_streams() -> None:
    inner = io.StringIO()
    stream = Enduring(inner)
    assert (stream.write("words"), stream.getvalue(), stream.isatty()) == (5, "words", False)
