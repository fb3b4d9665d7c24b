"""The supervised engine counts again soon: a decoder begins first, and neither loads what it does not need."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bootstrap import kept, running
from bootstrap.effective import effective, write
from core import decoders, paths

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bootstrap.running import Run

ROOT = Path(__file__).parents[2]
SLOW = {"pydantic", "numpy", "yaml", "typer", "structlog", "rich", "asyncio", "httpx", "psutil"}


@pytest.mark.parametrize(
    ("module", "allowed"), [("bootstrap.kept, bootstrap.effective", set()), ("core.sources.decoder", {"numpy"})]
)
def test_what_has_to_be_quick_loads_nothing_slow(module: str, allowed: set[str]) -> None:
    program = f"import sys, {module}; print(*sorted({SLOW!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == allowed


def test_an_engine_that_has_its_model_loads_nothing_to_fetch_one() -> None:
    program = "import sys, bootstrap.running, core.engine; print('httpx' in sys.modules, 'typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(("source", "simulator"), [("simulator", True), ("rtsp://cam/1", False)])
def test_a_decoder_is_begun_for_what_ran_last(source: str, *, simulator: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    one, seen = effective(None, source, None), list[Any]()
    write(paths.runtime_dir(), one)

    def begun_ahead(*, simulator: bool) -> AbstractContextManager[None]:
        seen.append(simulator)
        return nullcontext()

    def run_engine(run: Run) -> int:
        seen.append(run)
        return 75

    monkeypatch.setattr(decoders, "begun_ahead", begun_ahead)
    monkeypatch.setattr(running, "run_engine", run_engine)
    assert kept.main() == 75
    assert seen == [simulator, running.Run(one, realtime=True, stay=True, kept=True)]
