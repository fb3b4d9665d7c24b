"""What tests start ends with them, also when they are killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

HERE = Path(__file__).parent
_SESSION = """
import sys, time
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.services import control, records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from reaper import watching

layout, port = Layout(Path(sys.argv[1])), int(sys.argv[2])
for folder in (layout.services, layout.run, layout.logs):
    folder.mkdir(parents=True)
program = f"import socket, time; s = socket.create_server(('127.0.0.1', {port}), backlog=50); time.sleep(600)"
spec = ServiceSpec(name="thing", title="thing", command=[sys.executable, "-c", program], ready=TcpProbe(port=port))
with watching():
    records.definition_path(layout, "thing").write_text(spec.text())
    control.start(layout, "thing")
    while not (found := control.status(layout)[0]).ok:
        time.sleep(0.05)
    print(records.supervisor(layout).pid, found.pid, flush=True)
    time.sleep(600)
"""


def test_a_killed_session_takes_its_supervisors_and_services_with_it(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415 - one line needs it

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parent)))}
    command = [sys.executable, "-c", _SESSION, str(tmp_path / "prefix"), str(port)]
    session = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert session.stdout
    started = [psutil.Process(int(pid)) for pid in session.stdout.readline().split()]
    assert [process.is_running() for process in started] == [True, True]
    session.kill()
    session.communicate()
    deadline = time.monotonic() + 30
    while any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in started):
        assert time.monotonic() < deadline, started
        time.sleep(0.05)
