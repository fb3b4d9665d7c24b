"""What comes from elsewhere cannot steer the terminal it is shown on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import structlog
from rich.console import Console

from bootstrap.cli import main
from bootstrap.converge.progress import Note
from bootstrap.layout import Layout
from bootstrap.log_lines import log_lines
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.render import Terminal
from core.scrub import plain, scrub, scrubbed
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

EVIL = "client \x1b]0;owned\x07\x1b[2J\x9b31m\rok"
SHOWN = "client ?]0;owned??[2J?31m?ok"


def test_only_tab_and_line_feed_are_left_of_control_characters() -> None:
    assert plain(EVIL) == SHOWN
    assert plain("a\tb\nä → ✓") == "a\tb\nä → ✓"


def test_a_log_line_of_a_service_is_printed_without_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = Layout(tmp_path)
    for folder in (layout.services, layout.logs):
        folder.mkdir()
    spec = ServiceSpec(name="thing", title="thing", command=["/bin/thing"], ready=TcpProbe(port=1))
    records.definition_path(layout, "thing").write_text(spec.text())
    records.log_path(layout, "thing").write_text(f"{EVIL}\n", newline="")
    for verb in (["services", "logs", "thing"], ["doctor"]):
        main([*verb, "--prefix", str(tmp_path)])
        shown = capsys.readouterr().out
        assert "\x1b" not in shown
        assert "owned" in shown


def test_so_is_what_setup_tells() -> None:
    out = io.StringIO()
    Terminal(Console(file=out, highlight=False, soft_wrap=True)).tell(Note(EVIL))
    assert SHOWN in out.getvalue()


def test_reasons_and_reports_are_without_them_wherever_they_go() -> None:
    assert scrub(EVIL) == SHOWN
    assert scrubbed({"reason": [f"\u202e{EVIL}\u2066"]}) == {"reason": [f"?{SHOWN}?"]}
    assert Unavailable("refused", EVIL).reason == SHOWN
    assert scrub("a\tb\nä → ✓ \u200f\u0645") == "a\tb\nä → ✓ \u200f\u0645"


def test_so_are_lines_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    with log_lines(Console(file=io.StringIO())):
        structlog.get_logger().warning(EVIL, reason=EVIL)
    told = capsys.readouterr().err
    assert SHOWN in told
    assert plain(told) == told
