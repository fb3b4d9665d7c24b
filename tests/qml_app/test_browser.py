"""Pages for the browser: the dashboard that goes with the page in view, and an address where no browser opens."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
import recorded
from engine_stand_in import camera_state, state
from grafana_here import grafana
from ports import free_port

from bootstrap.layout import Layout
from core.live import write_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look

TOLD = "Could not open a browser. Address copied to the clipboard"


@pytest.fixture
def address(state_dir: Path) -> Iterator[str]:
    """Where Grafana is."""
    state_dir.mkdir(parents=True)
    with grafana(Layout(state_dir), free_port()) as url:
        yield url


@pytest.mark.skipif(os.name == "nt", reason="there is always a browser on Windows")
@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("press Ctrl+1", "si-overview?var-site=main-and-5th&var-camera=cam-1&from=now-1h&to=now"),
        ("press Ctrl+3;click 7 days", "si-violations?var-site=main-and-5th&from=now-7d&to=now"),
        ("press Ctrl+4", "si-performance?var-site=main-and-5th&from=now-1h&to=now"),
    ],
)
def test_without_a_browser_the_address_of_the_pages_dashboard_is_told(  # noqa: PLR0913, PLR0917 -- fixtures and cases
    look: Look, runtime: Path, state_dir: Path, tmp_path: Path, address: str, keys: str, shown: str
) -> None:
    write_state(runtime, state({"cam-1": camera_state()}, updated=time.time() + 300))
    recorded.write(state_dir, recorded.watching(time.time() - 600, time.time()))
    quiet = "qt.qpa.services=false"  # Qt says it in its own words, too
    nothing = {
        "QT_LOGGING_RULES": quiet,
        "PATH": str(tmp_path / "empty"),
        "BROWSER": "",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    told = f"{TOLD} \u2013 {address}/d/{shown}"
    assert told in look("no-browser", told, action=f"{keys};click Open Grafana", **nothing).texts
