"""Qt, Python and what they bring along go well together."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtQml import QQmlApplicationEngine

from qml_app import bar_plot, before_frame, environment, logs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOT = Path(__file__).parents[2]


def run(script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(script)]
    return subprocess.run(command, check=False, capture_output=True, cwd=ROOT, text=True, timeout=60)


def test_five_thousand_signals_do_not_end_the_process() -> None:
    done = run("""
        from PySide6.QtCore import QObject, Signal
        class Source(QObject):
            told = Signal(int)
        source, heard = Source(), []
        source.told.connect(heard.append)
        for number in range(5000):
            source.told.emit(number)
        assert heard == list(range(5000))
    """)
    assert done.returncode == 0, done.stderr


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    done = run(f"""
        import os, pathlib, sys
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QGuiApplication
        from qml_app import application
        def visit(window, models):
            window.frameSwapped.connect(lambda: (look(), QGuiApplication.exit(0)))
        def look():
            slow = "asyncio cv2 filelock httpx paho pydantic rich ruamel.yaml structlog typer yaml".split()
            ours = "bootstrap.profile bootstrap.route bootstrap.setup.wishes core.events core.settings core.sources"
            found = {{*slow, *ours.split(), "core.telemetry.service", "core.reports.tables"}} & set(sys.modules)
            maps = pathlib.Path("/proc/self/maps")
            dialogs = maps.exists() and "QuickDialogs" in maps.read_text()
            print("seen", sorted(found), dialogs, flush=True)
        folder = pathlib.Path({str(tmp_path)!r})
        sys.exit(application.run(application.Options(folder, folder, folder, visit=visit)))
    """)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "seen [] False"


def test_only_folders_of_opencv_are_dropped() -> None:
    theirs, ours = "/x/site-packages/cv2/qt/plugins", "/opt/qt/plugins"
    variables = {"QT_QPA_PLATFORM_PLUGIN_PATH": theirs, "QT_QPA_FONTDIR": ours, "PATH": theirs}
    environment.drop_opencv_plugins(variables)
    assert variables == {"QT_QPA_FONTDIR": ours, "PATH": theirs}


@pytest.mark.usefixtures("qapp")
def test_warnings_of_qml_go_into_logging(caplog: pytest.LogCaptureFixture) -> None:
    engine = QQmlApplicationEngine()
    logs.follow(engine)
    with caplog.at_level(logging.WARNING):
        engine.loadData(b"import QtQml\nQtObject { property int number: nobody.number }")
    assert [record.name for record in caplog.records] == ["qml"]
    assert "nobody is not defined" in caplog.text


def test_the_window_has_no_buffers_it_does_not_use_unless_asked_for() -> None:
    light: dict[str, str] = {}
    environment.draw_lightly(light)
    assert light == {"QSG_NO_DEPTH_BUFFER": "1", "QSG_NO_STENCIL_BUFFER": "1"}
    asked = {"QSG_NO_DEPTH_BUFFER": "0"}
    environment.draw_lightly(asked)
    assert asked["QSG_NO_DEPTH_BUFFER"] == "0"


def _blocks(text: str, names: Collection[str]) -> Iterator[str]:
    """What stands in QML directly in an object of one of these types, without the objects in it."""
    for begin in re.finditer(rf"\b(?:{'|'.join(names)}) {{", text):
        depth, own = 1, []
        for character in text[begin.end() :]:
            depth += {"{": 1, "}": -1}.get(character, 0)
            if not depth:
                break
            own.append(character if depth == 1 else "")
        yield "".join(own)


def test_no_item_made_in_python_is_asked_by_the_thread_that_draws() -> None:
    files = {path: path.read_text("utf-8") for path in (ROOT / "qml_app" / "qml").rglob("*.qml")}
    items = {bar_plot.BarPlot.__name__, before_frame.BeforeFrame.__name__}
    items |= {path.stem for path, text in files.items() if re.search(rf"^(?:{'|'.join(items)}) {{", text, re.MULTILINE)}
    found = [(path, own) for path, text in files.items() for own in _blocks(text, items)]
    assert len(found) >= len(items) > 2
    for path, own in found:
        assert not re.search(r"^\s*(clip|layer\.\w+|mask)\s*:", own, re.MULTILINE), (
            f"{path.name}: the thread that draws asks an item that clips or is a layer, and would wait for Python"
        )
