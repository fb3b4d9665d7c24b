"""What comes from elsewhere cannot steer the terminal it is shown on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

from bootstrap.cli import main
from bootstrap.converge.progress import Note
from bootstrap.layout import Layout
from bootstrap.plain import plain
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.render import Terminal

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
