"""`python -m benchmarks.pipeline [--clip FILE] [--model FILE] [--rounds N] [--only NAME…] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.pipeline import table
from benchmarks.pipeline.child import CONTESTANTS, lacking

ROOT = Path(__file__).parents[2]
#: Across the street of the default clip.
LINE = ((40, 210), (600, 230))


def _arguments() -> argparse.Namespace:
    named = os.environ.get("SMART_INTERSECTION_DATA")
    data = Path(named) if named else ROOT.parent / "shared" / "data"
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description=__doc__)
    parser.add_argument("--clip", type=Path, default=data / "videos" / "ozlu_input_video.mp4")
    parser.add_argument("--model", type=Path, default=data / "weights" / "yolo11n-dq.pt", help="a .pt file")
    parser.add_argument("--line", type=json.loads, default=LINE, help="counting line as JSON, [[x, y], [x, y]]")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=list(CONTESTANTS), default=list(CONTESTANTS))
    parser.add_argument("--json", type=Path, help="write everything that was measured")
    parser.add_argument("--results", type=Path, help="write the Markdown report")
    parser.add_argument("--cache", type=Path, default=ROOT / "out" / "benchmark-cache")
    return parser.parse_args()


def _run(name: str, task: dict[str, Any]) -> dict[str, Any] | None:
    """One contestant in a process of its own; its answer, if it gives one."""
    with tempfile.TemporaryDirectory() as scratch:
        text = json.dumps({**task, "scratch": scratch})
        command = [sys.executable, "-m", "benchmarks.pipeline.child", name, text]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed with code {done.returncode}")
    lines = done.stdout.strip().splitlines()
    answer: dict[str, Any] | None = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else None
    return answer


def main() -> None:
    """Prepare, run the rounds, and say what came out."""
    wanted = _arguments()
    for path in (wanted.clip, wanted.model):
        if not path.is_file():
            sys.exit(f"there is no {path}: give --clip and --model, or set SMART_INTERSECTION_DATA")
    if missing := lacking(wanted.only):
        sys.exit(f"not installed: {', '.join(missing)}: run pip install -e .[benchmark], or choose others with --only")
    cache = wanted.cache.resolve()
    task = {"clip": str(wanted.clip), "weights": str(wanted.model), "line": wanted.line, "cache": str(cache)}
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in wanted.only}
    if any(CONTESTANTS[name] == "peers" for name in wanted.only):
        _run("export_for_peers", task)
    for number in range(wanted.rounds):
        # Every other round backwards: nobody always runs on the machine the same neighbour has warmed.
        for name in wanted.only if number % 2 == 0 else reversed(wanted.only):
            answer = _run(name, task)
            assert answer is not None, name  # noqa: S101 -- a contestant always answers
            rounds[name].append(answer)
            print(
                f"round {number + 1}/{wanted.rounds} {name}: {answer['fps']:.1f} fps {answer['counts'] or ''}",
                flush=True,
            )
    _report(wanted, rounds)


def _command(wanted: argparse.Namespace) -> str:
    """What was run; clip, weights and line are facts of their own, without the folders of this machine."""
    only = [] if wanted.only == list(CONTESTANTS) else ["--only", *wanted.only]
    return " ".join(["python -m benchmarks.pipeline --rounds", str(wanted.rounds), *only])


def _report(wanted: argparse.Namespace, rounds: dict[str, list[dict[str, Any]]]) -> None:
    summary = table.summarise(rounds)
    print("", table.table(summary), *table.verdicts(summary), sep="\n")
    facts = {
        "command": f"`{_command(wanted)}`",
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "clip": f"{wanted.clip.name}, line {[list(point) for point in wanted.line]}",
        "weights": wanted.model.name,
        "machine": table.machine(),
        "time": "from the first finished frame to the last; start-up and the first frame count for nobody",
    }
    if wanted.json:
        wanted.json.write_text(json.dumps({"facts": facts, "summary": summary, "rounds": rounds}, indent=1))
    if wanted.results:
        wanted.results.write_text(table.document(summary, facts))


if __name__ == "__main__":
    main()
