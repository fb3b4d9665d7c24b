"""Apps that begin where their imports end: half of what a start of the app takes is to import what it is made of.

A process that has imported all of it becomes one of the programs of this folder by a fork, with the arguments, the
environment and the files of a process of its own, and ends as one. Where there is no such fork, it is one.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import select
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
#: What the app imports at its start, and what its pages import once they are shown; cv2 is not among it.
_PARTS: Final = (
    *("qml_app.application", "PySide6.QtTest", "core.settings", "core.events", "core.settings.rewrite", "httpx"),
    *("core.reports.tables", "bootstrap.effective", "bootstrap.route", "bootstrap.setup.run"),
)


class Forked:
    """Runs programs that run the app; the process behind it starts with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self, program: str, arguments: Sequence[str], env: dict[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """What a program of this folder said and how it ended; it is killed after `timeout` seconds."""
        if sys.platform != "linux":
            return apart(program, arguments, env, timeout)
        words = [str(HERE / program), *arguments]
        with tempfile.TemporaryDirectory() as folder:
            out, err = (Path(folder) / name for name in ("out", "err"))
            code = self._ask({"words": words, "env": env, "files": [str(out), str(err)]}, timeout)
            said = [one.read_text("utf-8", "replace") for one in (out, err)]
        return subprocess.CompletedProcess(words, code, *said)

    def _ask(self, request: dict[str, Any], timeout: float) -> int:
        self._process = self._process or _started()
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        if not select.select([stdout], [], [], timeout)[0]:
            self.close()
            raise subprocess.TimeoutExpired(request["words"], timeout)
        return int(stdout.readline())

    def close(self) -> None:
        """End the process, and the program that it still runs."""
        if self._process is None:
            return
        for one in psutil.Process(self._process.pid).children(recursive=True):
            one.kill()
        self._process.kill()
        with self._process:
            self._process = None


def apart(
    program: str, arguments: Sequence[str], env: dict[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, which imports everything itself."""
    command = [sys.executable, str(HERE / program), *arguments]
    return subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=env, text=True, timeout=timeout)


def _started() -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}  # a process with threads must not fork
    command = [sys.executable, __file__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=env, text=True)


def _serve() -> None:
    """Fork for each line; what is forked leaves here as the program that it became."""
    for part in _PARTS:
        importlib.import_module(part)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            _become(request)
            sys.argv = request["words"]
            runpy.run_path(sys.argv[0], run_name="__main__")
            return
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


def _become(request: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(request["env"])
    files = [os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) for name in request["files"]]
    for ours, theirs in enumerate((os.open(os.devnull, os.O_RDONLY), *files)):
        os.dup2(theirs, ours)
        os.close(theirs)


if __name__ == "__main__":
    _serve()
