"""A disk that really is full, at every place where that can happen: told in words, and mended by room alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from installed import ALL, BROKER, ROOT, SERVICES

if TYPE_CHECKING:
    from installed import Installed

_DRIVER = Path(__file__).with_name("full_disk.py")


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("SMART_INTERSECTION_SLOW") != "1", reason="SMART_INTERSECTION_SLOW=1 runs it")
@pytest.mark.timeout(900)
def test_setup_on_a_full_disk_says_so_wherever_it_is_and_goes_on_when_there_is_room(
    empty: Installed, releases: Path, tmp_path: Path
) -> None:
    apart = ["unshare", "--mount"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*apart, "true"], check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip("takes the right to mount a disk")
    empty.prefix = tmp_path / "disk" / "installation"
    arguments = [*empty.arguments(), "--only", ",".join(ALL if BROKER else SERVICES)]
    how = {"folder": str(tmp_path / "disk"), "releases": str(releases), "root": str(ROOT), "arguments": arguments}
    done = subprocess.run([*apart, sys.executable, str(_DRIVER), json.dumps(how)], stdout=subprocess.PIPE, check=True)
    *full, last, again = [json.loads(line) for line in done.stdout.splitlines()]
    failures = [text for code, text in full if code]
    assert len(failures) > 5
    for text in failures:
        assert "Traceback" not in text
        assert "this is a bug" not in text
        assert "No space left on device" in text or "disk is full" in text or "did not start" in text, text
    assert last[0] == 0, last[1]
    assert json.loads(again[1])["recap"]["changed"] == 0, again[1]
