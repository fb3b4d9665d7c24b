"""Every page in both themes, in both languages and at sizes from small to huge: named, reachable, nothing cut off."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import recorded
from drills import LONG
from engine_stand_in import camera_state, overlay, state
from one_service import with_helper
from ports import free_port

from core.live import LiveWriter, write_state

if TYPE_CHECKING:
    from forked import Forked

ROOT = Path(__file__).parents[2]
SIZES = [
    pytest.param("1440x900", "dark", "en", marks=LONG),
    ("1024x640", "light", "de"),
    pytest.param("3840x2160", "light", "en", marks=LONG),
]


@pytest.fixture
def busy_site(runtime: Path, state_dir: Path) -> None:
    """Four cameras of which not all are well, an hour of traffic, violations, a service."""
    street = np.random.default_rng(3).integers(70, 110, (720, 1280, 3), np.uint8)
    cameras = {
        "cam-north": camera_state(),
        "cam-south-east-corner": camera_state(detector={"name": "motion", "backend": "opencv", "device": "CPU"}),
        "cam-3": camera_state(state="failed", reason="rtsp://10.0.0.9/stream does not answer — check the address"),
        "cam-4": camera_state(source="simulator", skipped=12_345),
    }
    for name in cameras:
        LiveWriter(runtime, name).write(street, overlay(violating=name == "cam-4"))
    write_state(runtime, state(cameras, updated=time.time() + 300))
    minute = time.time() // 60 * 60 - 600
    crossings = [recorded.crossing(minute + second, second, kind=("car", "bus")[second % 2]) for second in range(200)]
    broken = [recorded.violation(minute + 60 * number, state="red", line="south") for number in range(5)]
    recorded.write(state_dir, [*recorded.watching(minute - 60, minute + 500), *crossings, *broken])
    with_helper(state_dir, [sys.executable, "-c", "pass"], free_port())


#: What one comes to a page to press.
MAIN = {
    "live": {"Freeze (P)", "Overlays", "Hide side panel"},
    "traffic": {"Counts", "Zones", "Export …"},
    "violations": {"All", "Export …", "Accept (A)", "Dismiss (D)"},
    "services": {"Run self-test", "Diagnose", "Repair"},
    "setup": {"This computer", "Continue"},
    "settings": {"General", "Save as …"},
}


def here(runtime: Path, state_dir: Path) -> list[str]:
    return ["--runtime", str(runtime), "--state", str(state_dir), "--quit-after", "0"]


def visited(forked: Forked, program: str, *arguments: Any) -> dict[str, Any]:
    """What a program tells that goes through all pages; its last arguments are the screen's environment and options."""
    *first, display, options = arguments
    environment = {**os.environ, **display, "PYTHONPATH": str(ROOT)}
    done = forked.run(program, [*map(str, first), *options], environment, 120)
    assert done.returncode == 0, done.stderr
    complaints = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR", "CRITICAL"))]
    assert complaints == []
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.usefixtures("busy_site")
@pytest.mark.parametrize(("size", "theme", "language"), SIZES)
def test_every_page_can_be_read_and_operated(  # noqa: PLR0913, PLR0917 -- fixtures and parameters
    size: str,
    theme: str,
    language: str,
    display: dict[str, str],
    runtime: Path,
    state_dir: Path,
    screenshots: Path,
    forked: Forked,
) -> None:
    options = ["--size", size, "--theme", theme, "--language", language]
    options += here(runtime, state_dir)
    told = visited(forked, "tour.py", screenshots, f"{theme}-{language}-{size}", display, options)
    assert {"live", "traffic", "violations", "services", "setup", "settings"} <= told.keys()
    assert {"traffic-saved", "traffic-refused", "violations-saved", "violations-refused"} <= told.keys()
    assert all(int(found["count"][0]) > 6 for found in told.values()), told
    problems = {
        page: {kind: found[kind] for kind in ("nameless", "unreached", "beyond") if found[kind]}
        for page, found in told.items()
    }
    assert {page: found for page, found in problems.items() if found} == {}


@pytest.mark.usefixtures("busy_site")
@pytest.mark.parametrize("size", [pytest.param("1440x900", marks=LONG), "1024x640"])
def test_bulletins_leave_free_what_a_page_is_there_for(  # noqa: PLR0913, PLR0917 -- fixtures and parameters
    size: str, display: dict[str, str], runtime: Path, state_dir: Path, screenshots: Path, forked: Forked
) -> None:
    told = visited(forked, "covered.py", screenshots / size, display, [*here(runtime, state_dir), "--size", size])
    assert {page: names - set(told[page]) for page, names in MAIN.items() if not names <= set(told[page])} == {}
