"""What comes from elsewhere cannot steer the terminal it is shown on."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
import structlog
import yaml
from rich.console import Console

from bootstrap.cli import main
from bootstrap.converge.progress import Note
from bootstrap.layout import Layout
from bootstrap.log_lines import log_lines
from bootstrap.running import headline
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.render import Terminal
from bootstrap.table import plain_lines, report_table
from core.reports import export
from core.scrub import plain, scrub, scrubbed
from core.settings import parse
from core.sinks.sink import Unavailable

if TYPE_CHECKING:
    from pathlib import Path

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


NAME = "<b>\u202e\u05dd\u2066"


def _report() -> dict[str, object]:
    ways = {"forward": {"total": 1, NAME: 1}}
    camera = {"state": "running", "reason": NAME, "fps": 1.0, "frames": 1, "skipped": 0, "lines": {NAME: ways}}
    detector = {"name": EVIL}
    return {"cameras": {NAME: {**camera, "movements": {NAME: {NAME: {"total": 1}}}, "detector": detector}}}


def test_names_of_cameras_lines_and_models_in_tables_steer_nothing() -> None:
    out = io.StringIO()
    Console(file=out, width=200).print(report_table(_report()))
    told = out.getvalue() + "\n".join(plain_lines(_report()))
    assert told.count("<b>?\u05dd?") >= 6
    assert SHOWN in told
    assert plain(told) == told


def test_a_file_may_be_called_anything() -> None:
    odd = headline(parse(f'cameras: [{{id: a, source: "{NAME}.mp4"}}]', "c"))
    assert "<b>?\u05dd?.mp4" in odd


def test_a_configuration_is_shown_so_that_it_is_still_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.yaml"
    for name in (f"{NAME}.mp4", "\u05dd Süd.mp4"):
        file.write_text(f'cameras: [{{id: a, source: "{name}"}}]', "utf-8")
        assert main(["config", "show", str(file)]) == 0
        shown = capsys.readouterr().out
        assert plain(shown) == shown
        assert yaml.safe_load(shown)["cameras"][0]["source"].endswith(name)
    assert name in shown


@pytest.mark.parametrize("terminal", [True, False])
def test_a_table_is_exact_for_programs_and_harmless_on_a_terminal(
    *, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    monkeypatch.setattr(out, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdout", out)
    export._print(f"{NAME},1\r\n".encode())
    out.seek(0)
    assert out.read() == ("<b>?\u05dd?,1\n" if terminal else f"{NAME},1\r\n")
