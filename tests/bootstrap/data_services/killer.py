"""Runs setup and kills itself (SIGKILL) at one point: `killer.py PREFIX JSON`.

JSON: installation's catalogue, mirror, ports, only; and what to be killed at: `task` (a name; before it begins),
`done` (a file: after each change that is not named in it yet, which is then added), `requests` (a file: as `done`,
after each writing request), `operations` (a file: as `done`, before each thing done to a file of the installation, and
before each program), `program` (a word: after the first program that is given it as an argument) or `bytes` (a word and
a number: once so many pieces of what has it in its title, such as 'download', have been moved).
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bootstrap.converge.progress import BytesMoved, TaskEnded, TaskStarted
from bootstrap.http_api import Answer, Api
from bootstrap.layout import Layout
from bootstrap.setup import run
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def once(file: Path, key: str, wanted: list[str] | None) -> None:
    known = file.read_text().splitlines() if file.exists() else []
    if key in known or (wanted is not None and key not in wanted):
        return
    with file.open("a") as out:  # not one of the installation's
        out.write(f"{key}\n")
    die()


_WRITING = os.O_WRONLY | os.O_RDWR
_MOVING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.symlink")


def by_operations(how: dict[str, Any], prefix: str) -> None:
    """Python tells of each before it is done (sys.audit)."""

    def hook(event: str, words: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(words[2], int) and words[2] & _WRITING
        if not (writes or event in _MOVING or event == "subprocess.Popen"):
            return
        paths = " ".join(os.fsdecode(word) for word in words[:2] if isinstance(word, str | bytes | os.PathLike))
        if prefix in paths or event == "subprocess.Popen":
            short = re.sub(r"\.\d+\.\w{8}\.part", ".part", paths.replace(f"{prefix}/", ""))
            once(Path(how["operations"]), f"{event} {short}", how.get("wanted"))

    sys.addaudithook(hook)


def by_steps(how: dict[str, Any]) -> Callable[[object], None]:
    """Tasks and bytes."""
    word, left = how.get("bytes", ("", 0))

    def tell(event: object) -> None:
        nonlocal left
        if isinstance(event, BytesMoved) and word and event.what.startswith(word):
            left -= 1
            if left < 0:
                die()
        if isinstance(event, TaskStarted) and event.name == how.get("task"):
            die()
        if isinstance(event, TaskEnded) and event.result.state == "changed" and "done" in how:
            once(Path(how["done"]), event.result.name, how.get("wanted"))

    return tell


def by_requests(how: dict[str, Any]) -> None:
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


def by_programs(how: dict[str, Any]) -> None:
    execute = Facts.run

    def deadly_run(self: Facts, command: list[str], *rest: Any, **more: Any) -> tuple[int, str]:
        done = execute(self, command, *rest, **more)
        if how["program"] in command:
            die()
        return done

    Facts.run = deadly_run  # type: ignore[method-assign]


def main() -> int:
    prefix, how = sys.argv[1], json.loads(sys.argv[2])
    if "requests" in how:
        by_requests(how)
    if "program" in how:
        by_programs(how)
    if "operations" in how:
        by_operations(how, prefix)
    choices = Choices(ports=how["ports"], catalogue=Path(how["catalogue"]), mirror=how["mirror"])
    return run.setup(Context(Layout(Path(prefix)), choices, by_steps(how)), how["only"]).exit_code


if __name__ == "__main__":
    sys.exit(main())
