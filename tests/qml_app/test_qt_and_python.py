"""Qt, Python and what they bring along go well together."""

from __future__ import annotations

import logging
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from core.errors import UserError
from qml_app import environment, logs

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


def test_the_app_does_not_import_opencv() -> None:
    done = run("""
        import sys
        import qml_app.application
        assert "cv2" not in sys.modules
    """)
    assert done.returncode == 0, done.stderr


def test_only_folders_of_opencv_are_dropped() -> None:
    theirs, ours = "/x/site-packages/cv2/qt/plugins", "/opt/qt/plugins"
    variables = {"QT_QPA_PLATFORM_PLUGIN_PATH": theirs, "QT_QPA_FONTDIR": ours, "PATH": theirs}
    environment.drop_opencv_plugins(variables)
    assert variables == {"QT_QPA_FONTDIR": ours, "PATH": theirs}


def test_without_a_screen_there_is_one_clear_line() -> None:
    with pytest.raises(UserError, match="no screen"):
        environment.require_screen({}, "linux")
    environment.require_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    environment.require_screen({}, "win32")


@pytest.mark.parametrize(
    ("category", "file", "name"),
    [
        ("default", "file:///app/Main.qml", "qml"),
        ("qml", "", "qml"),
        ("default", "", "qt"),
        ("qt.qpa.plugin", "", "qt.qpa.plugin"),
        ("qt.quick.layouts", "", "qml"),
    ],
)
def test_messages_of_qml_are_told_apart(category: str, file: str, name: str) -> None:
    assert logs.logger_name(category, file) == name


def test_messages_of_qt_go_into_logging(caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtCore import qWarning  # noqa: PLC0415 -- only here

    logs.install()
    try:
        with caplog.at_level(logging.WARNING):
            qWarning("mind the gap")
    finally:
        logs.uninstall()
    assert [(record.name, record.message) for record in caplog.records] == [("qt", "mind the gap")]
