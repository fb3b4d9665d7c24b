"""On Windows, what runs beside a window or a service opens no console window of its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap.services import process

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
#: They are called in a terminal, which is the window their programs write to.
IN_A_TERMINAL = {
    *("bootstrap/host.py", "bootstrap/stage0.py", "bootstrap/window.py"),
    *("bootstrap/commands/test.py", "bootstrap/commands/regenerate.py"),
    *("qml_app/lint.py", "qml_app/strings.py", "qml_app/tour.py"),
}


def _starts(file: Path) -> list[ast.Call]:
    """Calls that start a program."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [one for one in calls if ast.unparse(one.func) in {"subprocess.run", "subprocess.Popen", "subprocess.call"}]


def _hidden(call: ast.Call) -> bool:
    return any(one.arg == "creationflags" or ast.unparse(one.value) == "detached()" for one in call.keywords)


def test_every_program_that_is_started_gets_no_window() -> None:
    files = [file for part in ("core", "bootstrap", "qml_app") for file in (ROOT / part).rglob("*.py")]
    found = {file.relative_to(ROOT).as_posix(): _starts(file) for file in files}
    shown = {name for name, calls in found.items() if not all(map(_hidden, calls))}
    assert shown - IN_A_TERMINAL == set()
    assert {name for name in IN_A_TERMINAL if not found[name]} == set()  # the list is of now
    assert sum(map(len, found.values())) > 10


def test_a_service_gets_a_group_of_its_own_and_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200, raising=False)
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x0800_0000, raising=False)
    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        found = process.detached()
    assert found == {"creationflags": 0x0800_0200}
