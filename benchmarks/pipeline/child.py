"""One contestant, one time: `python -m benchmarks.pipeline.child NAME TASK-AS-JSON`; JSON on the last line."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pipeline.measure import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Contestants in the order of the table: name, where it is, and its place in the comparison.
CONTESTANTS = {
    "inference": "ours",
    "inference_ours": "ours",
    "bare_loop": "ours",
    "pipeline": "ours",
    "track_pt": "peers",
    "track_pt_all_cores": "peers",
    "track_openvino": "peers",
    "object_counter_default": "peers",
    "object_counter_dynamic": "peers",
    "supervision": "peers",
}
#: What of the extra `benchmark` (see pyproject.toml) a contestant needs.
PACKAGES = {
    "track_pt": ("lap",),
    "track_pt_all_cores": ("lap",),
    "track_openvino": ("lap",),
    "object_counter_default": ("lap", "shapely"),
    "object_counter_dynamic": ("lap", "shapely"),
    "supervision": ("supervision", "trackers"),
}


def lacking(names: Iterable[str]) -> list[str]:
    """The packages that these contestants need and that are not installed."""
    needed = dict.fromkeys(package for name in names for package in PACKAGES.get(name, ()))
    return [package for package in needed if importlib.util.find_spec(package) is None]


def describe(name: str) -> str:
    """What the contestant is, in a sentence."""
    return str(_function(name).__doc__).strip()


def _function(name: str):  # noqa: ANN202 -- Callable[[Task], Measurement], or the preparation
    module = CONTESTANTS.get(name, "peers")
    return getattr(importlib.import_module(f"benchmarks.pipeline.{module}"), name)


def main(name: str, text: str) -> None:
    """Run the contestant and say how it did."""
    given = json.loads(text)
    folders = {key: Path(given[key]) for key in ("clip", "weights", "cache", "scratch")}
    task = Task(line=tuple(tuple(point) for point in given["line"]), **folders)
    done = _function(name)(task)
    if done is not None:
        answer = {"frames": done.frames, "fps": done.fps, "counts": done.counts, "note": done.note}
        print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
