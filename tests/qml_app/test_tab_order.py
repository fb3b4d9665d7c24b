"""Tab leads into a page that was just opened, and not to the top of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from test_recording_page import LOOKING, engine

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Look


def test_tab_leads_from_a_page_to_its_first_button(look: Look, runtime: Path) -> None:
    with engine(runtime, playback=LOOKING, lines={}, violations={}, recent_violations=[]):
        seen = look(
            "recording-tab",
            "Open a video",
            action="see Draw line;press Tab;press Return;see Open a video",
            SMART_INTERSECTION_HOME=str(runtime.parent),
        )
    assert "Add a camera" in seen.texts  # what `Open …` leads to
