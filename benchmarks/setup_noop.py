"""A second run that finds nothing to do: ours beside an Ansible playbook of the same resources, on this machine.

    python -m benchmarks.setup_noop --ansible ansible-playbook [--rounds 5]

Both look at the Mosquitto role on an installation made by us: the program, the folders with their modes, the secrets,
the four files with their content, the port, the service (is it running and does it answer). The playbook uses Ansible's
own modules and no fact gathering, which it does not need. Wall-clock time of the whole command, start included.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bootstrap.layout import Layout
from bootstrap.services import control
from bootstrap.setup.facts import Facts


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ansible", default="ansible-playbook", help="the program of ansible-core")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        layout, port = Layout(Path(folder) / "prefix"), Facts().free_port(20000)
        ours = [sys.executable, "-m", "bootstrap", "setup", "--only", "mosquitto", "--yes", "--json"]
        ours += ["--prefix", str(layout.prefix), "--port", f"mosquitto={port}"]
        _run(ours)
        playbook = Path(folder) / "playbook.json"  # JSON is YAML
        playbook.write_text(json.dumps(_playbook(layout, port)))
        theirs = [shutil.which(options.ansible) or options.ansible, "-i", "localhost,", "-c", "local", str(playbook)]
        try:
            _check(json.loads(_run(ours))["recap"]["changed"] == 0, "ours changed something")
            _check("changed=0" in _run(theirs), "the playbook changed something")
            times = _times({"ours": ours, "Ansible": theirs}, options.rounds)
        finally:
            control.stop_all(layout)
    for name, found in times.items():
        print(f"{name:<8} median {statistics.median(found):6.2f} s   best {min(found):6.2f} s   of {len(found)}")
    print(f"ratio of medians: {statistics.median(times['Ansible']) / statistics.median(times['ours']):.1f}")


def _times(lines: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each round, in turns: whatever else the machine does meets both."""
    found: dict[str, list[float]] = {name: [] for name in lines}
    for _ in range(rounds):
        for name, line in lines.items():
            begun = time.perf_counter()
            _run(line)
            found[name].append(time.perf_counter() - begun)
    return found


def _run(line: list[str]) -> str:
    env = {**os.environ, "ANSIBLE_NOCOLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=env)
    _check(done.returncode == 0, f"{line[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def _check(fine: bool, what: str) -> None:  # noqa: FBT001 - an assertion
    if not fine:
        raise SystemExit(what)


def _playbook(layout: Layout, port: int) -> list[dict[str, Any]]:
    """The same resources in Ansible's words."""
    config = layout.config("mosquitto")
    folders = [layout.secrets, layout.logs, config, config / "conf.d", layout.data("mosquitto")]
    files = [config / name for name in ("conf.d/README", "passwords", "acl", "mosquitto.conf")]
    secrets = sorted(layout.secrets.iterdir())
    tasks: list[dict[str, Any]] = [{"command": "mosquitto -h", "changed_when": False, "failed_when": False}]
    tasks += [{"file": {"path": str(path), "state": "directory", "mode": "0700"}} for path in folders]
    tasks += [{"file": {"path": str(path), "state": "file", "mode": "0600"}} for path in secrets]
    for path in [*files, layout.profile]:
        mode = f"{path.stat().st_mode & 0o777:04o}"
        tasks.append({"copy": {"dest": str(path), "content": path.read_text(), "mode": mode}})
    definition = layout.services / "mosquitto.json"
    tasks += [
        {"copy": {"dest": str(definition), "content": definition.read_text(), "mode": "0600"}},
        {"command": "pgrep -f mosquitto.conf", "changed_when": False},
        {"wait_for": {"host": "127.0.0.1", "port": port, "timeout": 5}},
    ]
    variables = {"ansible_python_interpreter": sys.executable}
    return [{"hosts": "localhost", "gather_facts": False, "vars": variables, "tasks": tasks}]


if __name__ == "__main__":
    main()
