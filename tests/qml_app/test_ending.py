"""A signal ends the app in order, and with it what it has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bootstrap.engine_process import is_alive
from core import paths
from core.live import read_state

ROOT = Path(__file__).parents[2]
#: The real app, which starts the simulated intersection by itself as a click on the welcome page does.
STARTS = """
import sys
from core import paths
from pathlib import Path
from qml_app import environment
environment.prepare()
from qml_app import application
options = application.Options(
    paths.runtime_dir(), paths.state_dir(), paths.state_dir(), visit=lambda _, models: models["engine"].simulate()
)
sys.exit(application.run(options))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_window_and_the_engine_that_it_started(number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    app = subprocess.Popen([sys.executable, "-c", STARTS], cwd=ROOT, env=environment, start_new_session=True)
    try:
        until = time.monotonic() + 90
        while not is_alive(read_state(paths.runtime_dir())):
            assert time.monotonic() < until
            assert app.poll() is None
            time.sleep(0.1)
        app.send_signal(number)
        assert app.wait(60) == 0
        assert not is_alive(read_state(paths.runtime_dir()))
    finally:
        app.kill()
        app.wait()
