"""The product's command line, in the tests' own process or apart: to start one takes longer than most verbs."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final
from unittest import mock

import structlog

from bootstrap.cli import main

ROOT: Final = Path(__file__).parents[1]


def call(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What a verb says and how it ends, with more in its environment."""
    said = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(one, "utf-8", write_through=True) for one in said)
    with mock.patch.dict(os.environ, env or {}), chdir(ROOT), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(words))
        finally:
            structlog.reset_defaults()  # some verbs log elsewhere, until their process ends
    return subprocess.CompletedProcess(words, code, *(one.getvalue().decode() for one in said))


def apart(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, as a user runs it: it knows nothing that this one has seen before."""
    command, env = [sys.executable, "-m", "bootstrap", *words], {**os.environ, **(env or {})}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=170, check=False)
