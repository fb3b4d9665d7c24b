"""Every blow to engine, decoder, journal, disk and the window's threads on every page, with a camera that is live.

`blows.py` deals them; a normal run has a sample in `test_walk_blows.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import blows
import pytest
import walk
from drills import long_drill
from rtsp_camera import RtspCamera

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = walk.NEEDED


@long_drill
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("page", blows.PAGES)
def test_what_a_blow_does_is_said_soon_and_nothing_else_is(display: dict[str, str], tmp_path: Path, page: str) -> None:
    config = tmp_path / "street.yaml"
    config.write_text(blows.CONFIG.format(source=RtspCamera(blows.street, 10**9).address()))
    with walk.walking(tmp_path / "walk", display, "--config", str(config), size=(1440, 900)) as walker:
        blows.well(walker)
        for blow in blows.BLOWS:
            blows.go(walker, page)
            blows.struck(walker, blow, page)
