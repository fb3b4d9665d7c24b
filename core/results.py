"""What a count of a recording came to: kept in a small file, so that it can be shown when the engine has ended."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any, Final

from core import paths, private
from core.events import utc
from core.scrub import scrubbed

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "results"
_MOST: Final = 200  # files that are kept
_BYTES: Final = 5_000_000
_NAME: Final = re.compile(r"^\d{14}-.*\.json$")
_KEPT: Final = (
    *("state", "reason", "frames", "skipped", "scene", "lines", "movements", "violations", "detector", "source"),
    *("recorded", "gaps", "recordings", "whole"),
)


def keep(folder: Path, site: str, camera: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Write the result of a count; returns it. The oldest files go.

    Args:
        folder: of results.
        site: whose.
        camera: whose.
        facts: what a camera tells of itself in the state, with `recorded`, `gaps`, `recordings` and `whole`.

    Raises:
        OSError: it cannot be written.
    """
    now = time.time()
    kept: dict[str, Any] = {key: facts[key] for key in _KEPT if key in facts}
    result: dict[str, Any] = {"site": site, "camera": camera, "counted_at": utc(now).isoformat()} | kept
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{utc(now):%Y%m%d%H%M%S}-{paths.safe_name(camera)}.json"
    private.write(folder / name, json.dumps(scrubbed(result), indent=1))
    for old in _files(folder)[:-_MOST]:
        old.unlink(missing_ok=True)
    return result


def newest(folder: Path, camera: str) -> dict[str, Any] | None:
    """The newest result of a camera; None if there is none that can be read."""
    endings = {f"-{name}.json" for name in (paths.safe_name(camera), _with_capitals(camera))}
    for path in reversed(_files(folder)):
        if path.name[14:] in endings:
            try:
                result = json.loads(path.read_text("utf-8")[:_BYTES])
            except (OSError, ValueError):
                continue
            if isinstance(result, dict) and result.get("camera") == camera:
                return result
    return None


def _with_capitals(camera: str) -> str:
    """As releases before wrote it, when names that differ in capitals alone were not kept apart."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda match: f"%{ord(match.group()):02x}", camera)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if _NAME.match(path.name))
    except OSError:
        return []
