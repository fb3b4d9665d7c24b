"""The linter is clean, and knows Python's types well enough to find a mistake."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from drills import long_drill

from qml_app.environment import QML

ROOT = Path(__file__).parents[2]


def lint(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qml_app.lint", *arguments]
    return subprocess.run(command, check=False, capture_output=True, cwd=ROOT, text=True)


@long_drill  # `python -m bootstrap test` has just done it
def test_all_qml_is_clean() -> None:
    done = lint()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_misspelt_member_of_a_python_type_is_found(tmp_path: Path) -> None:
    (tmp_path / "Wrong.qml").write_text(
        "import QtQuick\nimport SmartIntersection.Backend\n"
        "Text { id: it\n required property Camera camera\n text: it.camera.nmae }\n"
    )
    done = lint(str(tmp_path))
    assert done.returncode != 0
    assert 'Member "nmae" not found on type "Camera"' in done.stdout + done.stderr


OUTSIDE_THEME = sorted(path for path in QML.rglob("*.qml") if path.parent.name != "Theme")


@pytest.mark.parametrize("path", OUTSIDE_THEME, ids=lambda path: path.name)
def test_colours_and_sizes_come_from_the_theme(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", text)
    sizes = r"\b(?:width|height|spacing|radius|[a-z]*[mM]argins?|padding|pixelSize|strokeWidth|opacity|size)\s*:\s*"
    assert not re.findall(sizes + r"(?:[1-9]\d*|0?\.\d+)\b(?!\s*[/*])", text)


@pytest.mark.parametrize("path", OUTSIDE_THEME, ids=lambda path: path.name)
def test_every_text_can_be_translated(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        words = re.match(r'\s*(?:text|title|explanation|aside|label|Accessible\.name):\s*"(.+)"', line)
        assert words is None, line


def test_files_are_short() -> None:
    for path in QML.rglob("*.qml"):
        if path.name == "Sentences.qml":  # written by qml_app.strings
            continue
        assert len(path.read_text("utf-8").splitlines()) <= 200, path
