"""From measurements to a table, a verdict and RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.pipeline.child import CONTESTANTS, describe

PACKAGES = (
    "smart-intersection",
    "openvino",
    "torch",
    "torchvision",
    "ultralytics",
    "supervision",
    "trackers",
    "opencv-python",
    "numpy",
)
#: Goals: this many times the .pt peer (the faster of its two variants), and the fastest peer of all.
TIMES_PT = 2.5
TIMES_FASTEST = 1.3
#: The keys of the two limits, what they are, and the least share of each.
LIMITS = {
    "of_the_limit": ("the limit, the exported network", 0.97),
    "of_our_graph": ("the limit of the graph it runs", 0.90),
}


def summarise(rounds: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Median and range of frames per second, and the ratios to the limits and to us."""
    middle = {name: median(run["fps"] for run in runs) for name, runs in rounds.items()}
    limit, graph, ours = (middle.get(name) for name in ("inference", "inference_ours", "pipeline"))
    return {
        name: {
            "fps": middle[name],
            "least": min(run["fps"] for run in runs),
            "most": max(run["fps"] for run in runs),
            "of_the_limit": middle[name] / limit if limit else None,
            "of_our_graph": middle[name] / graph if graph else None,
            "ours_is_times": ours / middle[name] if ours else None,
            "frames": runs[-1]["frames"],
            "counts": [run["counts"] for run in runs],
            "note": runs[-1]["note"],
        }
        for name, runs in rounds.items()
    }


def verdicts(summary: dict[str, Any]) -> list[str]:
    """Whether the goals are met; only what was measured is judged."""
    if "pipeline" not in summary:
        return []
    said = []
    for key, (what, least) in LIMITS.items():
        share = summary["pipeline"][key]
        if share is not None:
            said.append(_verdict(f"{share:.3f} of {what}", f">= {least}", met=share >= least))
    peers = {name: row for name, row in summary.items() if CONTESTANTS[name] == "peers"}
    pt = [row["ours_is_times"] for name, row in peers.items() if name.startswith("track_pt")]
    if pt:
        said.append(_verdict(f"{min(pt):.2f} times the .pt peer", f">= {TIMES_PT}", met=min(pt) >= TIMES_PT))
    if peers:
        nearest = min(peers, key=lambda name: peers[name]["ours_is_times"])
        times = peers[nearest]["ours_is_times"]
        met = times >= TIMES_FASTEST
        said.append(_verdict(f"{times:.2f} times the fastest peer, {nearest}", f">= {TIMES_FASTEST}", met=met))
    return said


def _verdict(what: str, goal: str, *, met: bool) -> str:
    return f"{'met' if met else 'MISSED'}: ours is {what} (goal {goal})"


def table(summary: dict[str, Any]) -> str:
    """A Markdown table."""
    head = (
        "| contestant | fps, median (range) | ms a frame | of the limit | of our graph's limit | ours is … times "
        "| counts on the line |"
    )
    rows = [
        f"| `{name}` | {row['fps']:.1f} ({row['least']:.1f}-{row['most']:.1f}) | {1000 / row['fps']:.2f} "
        f"| {_ratio(row['of_the_limit'])} | {_ratio(row['of_our_graph'])} | {_ratio(row['ours_is_times'])} "
        f"| {_counts(row['counts'])} |"
        for name, row in summary.items()
    ]
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _counts(runs: list[dict[str, int]]) -> str:
    different = {", ".join(f"{way} {count}" for way, count in counts.items()) for counts in runs if counts}
    return " / ".join(sorted(different)) or "-"


def machine() -> str:
    """Processor, cores, system, and versions of what took part."""
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    return f"{_processor()}; {platform.system()} {platform.machine()}, Python {platform.python_version()}; {versions}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    name = platform.processor() or "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file() and (found := re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text())):
        name = found[1]
    return f"{os.cpu_count()} cores of {name}"


def document(summary: dict[str, Any], facts: dict[str, str]) -> str:
    """RESULTS.md."""
    lines = ["# Results of benchmarks.pipeline", "", "Made by the command below; do not edit.", ""]
    lines += [f"* **{key}**: {value}" for key, value in facts.items()]
    lines += ["", table(summary), "", *[f"* {line}" for line in verdicts(summary)]]
    lines += ["", "## Contestants", ""]
    for name, row in summary.items():
        what = re.sub(r"\s+", " ", describe(name))
        lines.append(f"* `{name}` ({row['frames']} frames): {what}" + (f" [{row['note']}]" if row["note"] else ""))
    return "\n".join(lines) + "\n"
