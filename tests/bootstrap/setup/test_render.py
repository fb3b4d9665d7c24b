"""What a person sees of a run."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bootstrap.converge.progress import BytesMoved, Note, Progress, RoleStarted, TaskEnded, TaskStarted
from bootstrap.converge.report import Report, Result
from bootstrap.setup.render import Terminal

LOST = Result("influxdb : release influxdb", "failed", "no network", 0.1, remedy="find a network")
STEPS: list[Progress] = [
    RoleStarted("influxdb"),
    TaskStarted("influxdb : release influxdb"),
    BytesMoved("download it", 1, 2),
    BytesMoved("unpack it", 1, None),
    Note("a word"),
]


def seen(*, terminal: bool) -> tuple[Terminal, io.StringIO]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=200, highlight=False, soft_wrap=True)
    return Terminal(console), out


def test_a_file_gets_plain_lines_only() -> None:
    terminal, out = seen(terminal=False)
    for step in (*STEPS, TaskEnded(LOST)):
        terminal.tell(step)
    terminal.recap(Report("setup", tasks=[LOST]))
    lines = [line.rstrip() for line in out.getvalue().splitlines() if line]
    assert lines == [
        "influxdb",
        "note: a word",
        "  failed   release influxdb  no network",
        "           → find a network",
        "setup: ok=0  changed=0  failed=1  skipped=0",
    ]


def test_what_failed_far_above_is_named_again_at_the_end() -> None:
    terminal, out = seen(terminal=False)
    terminal.recap(Report("setup", tasks=[LOST, *[Result("grafana : port 1", "ok", "free", 0.1)] * 20]))
    assert out.getvalue().splitlines()[-1] == "  influxdb : release influxdb  → find a network"


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_a_terminal_is_given_back_whenever_a_run_ends(steps: int) -> None:
    terminal, out = seen(terminal=True)
    for step in STEPS[:steps]:
        terminal.tell(step)
    terminal.close()
    terminal.close()
    text = out.getvalue()
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h")  # the cursor: hidden, shown again
    assert ("download it" in text) == (steps > 2)


def test_a_terminal_shows_what_takes_its_time() -> None:
    terminal, out = seen(terminal=True)
    terminal.tell(TaskStarted("influxdb : service influxdb"))
    terminal.close()
    assert "service influxdb" in out.getvalue()
