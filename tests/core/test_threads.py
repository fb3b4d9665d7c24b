"""Threads: none ends unseen, none is begun behind the back of the one place that sees to that."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import threads
from core.threads import BEGIN_ANEW, After, Ledger, hear_of_others, later, thread

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
#: What begins threads, and the files that may: they see to what becomes of them.
OURS: dict[str, tuple[str, ...]] = {
    "Thread": ("core/threads.py",),
    "Timer": ("core/threads.py",),
    "start_new_thread": (),
    "QThread": ("qml_app/workers.py",),
    "QThreadPool": ("qml_app/workers.py",),
    "QRunnable": ("qml_app/workers.py",),
}
CANARY = "canary-token-abcdefgh"


class Fails:
    """Raises as often as it is told, with something in its words that nobody may read."""

    def __init__(self, times: int) -> None:
        self.left, self.done = times, threading.Event()

    def __call__(self) -> None:
        self.left -= 1
        if self.left >= 0:
            raise ValueError(CANARY)
        self.done.set()


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(threads, "_FIRST_PAUSE", 0.001)
    before = threading.excepthook
    yield
    threading.excepthook = before


def _named(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _begins(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)) if any(name in text for name in OURS) else ():
        made = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        yield from ((one.lineno, _named(one)) for one in made if _named(one) in OURS)


def test_no_thread_is_begun_but_where_it_is_looked_after() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for room in ("core", "bootstrap", "qml_app")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, what in _begins(path.read_text("utf-8"))
        if str(path.relative_to(ROOT).as_posix()) not in OURS[what]
    ]
    assert not found
    hidden = "import threading as t\nclass A(t.Thread): ...\nt.Timer(1, print)"
    assert [what for _, what in _begins(hidden)] == ["Thread", "Timer"]


def test_a_thread_that_fails_is_begun_again_counted_and_told_without_values(caplog: pytest.LogCaptureFixture) -> None:
    clock = [0.0]
    ledger, work = Ledger(lambda: clock[0]), Fails(3)
    with caplog.at_level(logging.ERROR):
        one = thread(work, "state", after=After.AGAIN, ledger=ledger)
        one.start()
        assert work.done.wait(10)
    one.join(10)
    assert ledger.report() == {
        "failures": 3,
        "failing": {"state": "unexpected error ValueError — please report this with the log"},
    }
    assert "thread state failed: ValueError at test_threads.py:" in caplog.text
    assert CANARY not in caplog.text
    clock[0] = 61.0
    assert ledger.failing() == {}
    assert ledger.failures == 3


def test_a_thread_that_is_only_noted_ends() -> None:
    ledger, work = Ledger(), Fails(1)
    one = thread(work, "clip", after=After.NOTED, ledger=ledger)
    one.start()
    one.join(10)
    assert not one.is_alive()
    assert (ledger.failures, work.left) == (1, 0)


def test_what_is_done_later_is_noted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger()
    monkeypatch.setattr(threads, "LEDGER", ledger)
    later(0.0, Fails(1), "limit").join(10)
    assert set(ledger.failing()) == {"limit"}


def test_what_threads_of_libraries_raise_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger()
    monkeypatch.setattr(threads, "LEDGER", ledger)
    hear_of_others()
    other = threading.Thread(target=Fails(1), name="paho")
    other.start()
    other.join(10)
    assert set(ledger.failing()) == {"paho"}


def test_a_process_that_is_of_no_use_without_a_thread_ends_for_who_keeps_it() -> None:
    code = "from core.threads import *; begin(lambda: 1 / 0, 'orders', after=After.END).join(); time.sleep(9)"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert ended.returncode == BEGIN_ANEW
    assert b"thread orders failed: ZeroDivisionError" in ended.stderr
