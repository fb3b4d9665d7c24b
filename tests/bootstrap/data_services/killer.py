"""Runs setup and kills itself (SIGKILL) at one point: `killer.py PREFIX JSON`.

JSON: installation's catalogue, mirror, ports, only; and what to be killed at: `task` (a name; before it begins),
`done` (a file: after each change that is not named in it yet, which is then added), `requests` (a file: as `done`,
after each writing request) or `program` (a word: after the first program that is given it as an argument).
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

from bootstrap.http_api import Answer, Api
from bootstrap.layout import Layout
from bootstrap.setup import run
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts
from bootstrap.setup.progress import TaskEnded, TaskStarted


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def once(file: Path, key: str, wanted: list[str] | None) -> None:
    known = file.read_text().splitlines() if file.exists() else []
    if key in known or (wanted is not None and key not in wanted):
        return
    with file.open("a") as out:
        out.write(f"{key}\n")
    die()


def main() -> int:
    how = json.loads(sys.argv[2])

    def tell(event: object) -> None:
        if isinstance(event, TaskStarted) and event.name == how.get("task"):
            die()
        if isinstance(event, TaskEnded) and event.result.state == "changed" and "done" in how:
            once(Path(how["done"]), event.result.name, how.get("wanted"))

    if "requests" in how:
        call = Api.call

        def deadly(self: Api, method: str, path: str, body: Any = None, **rest: Any) -> Answer:
            answer = call(self, method, path, body, **rest)
            if method != "GET" and not path.startswith(("/api/v2/signin", "/api/v2/signout")):
                fields = body if isinstance(body, dict) else {}
                about = fields.get("description") or fields.get("name") or fields.get("flux", "")[:80].strip()
                key = f"{method} {re.sub('[0-9a-f]{16}', 'ID', path)} {' '.join(about.split())}".strip()
                once(Path(how["requests"]), key, how.get("wanted"))
            return answer

        Api.call = deadly  # type: ignore[method-assign]
    if "program" in how:
        execute = Facts.run

        def deadly_run(self: Facts, command: list[str], *rest: Any, **more: Any) -> tuple[int, str]:
            done = execute(self, command, *rest, **more)
            if how["program"] in command:
                die()
            return done

        Facts.run = deadly_run  # type: ignore[method-assign]
    choices = Choices(ports=how["ports"], catalogue=Path(how["catalogue"]), mirror=how["mirror"])
    return run.setup(Context(Layout(Path(sys.argv[1])), choices, tell), how["only"]).exit_code


if __name__ == "__main__":
    sys.exit(main())
