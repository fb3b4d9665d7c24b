"""docs/extending.md, followed on a copy of the repository: what it adds is there and works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_NEEDED: Final = (
    *("core", "bootstrap", "qml_app", "assets/schema", "docs"),
    *("tests/core/rules", "tests/core/telemetry", "tests/core/sources"),
)
_STEP: Final = re.compile(r": `([\w/]+\.py)`\n\n```python\n(.*?)```", re.DOTALL)
#: Writes what is generated, without the programs that compile translations; then runs the tests that the page adds, and
#: asks those of the registries about what it adds.
_LOOK: Final = """
import sys
from pathlib import Path
sys.path[:0] = ["tests", "tests/core/rules", "tests/core/telemetry", "tests/core/sources"]
from core.rules import export
from qml_app import registry_words
export.write()
registry_words.FILE.write_text(registry_words.qml(), "utf-8")
import test_box_junction, test_lines_file, test_registries, test_uploads
given = {
    "kind": test_registries.RULES["box_junction"],
    "sink": test_registries.SINKS["lines_file"],
    "source": test_registries.SOURCES["uploads"],
    "tmp_path": Path.cwd() / "given",
}
given["tmp_path"].mkdir()
for module in (test_registries, test_box_junction, test_lines_file, test_uploads):
    for name, test in vars(module).items():
        if name.startswith("test_"):
            wanted = test.__code__.co_varnames[: test.__code__.co_argcount]
            if {"language", "feed", "runtime", "ending", "check", "page"}.isdisjoint(wanted):
                test(*(given[one] for one in wanted))
                print(name)
"""


def _ignored(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"__pycache__", "i18n", "images"} or name.endswith((".jpg", ".qm"))}


def _follow(page: Path, root: Path) -> int:
    """Write the files of the page into a copy; how many they are."""
    steps = _STEP.findall(page.read_text("utf-8"))
    for name, text in steps:
        (root / name).write_text(text, "utf-8")
    receivers = root / "bootstrap/commands/telemetry.py"
    listed = receivers.read_text("utf-8").replace("    mqtt =", '    lines_file = "lines_file"\n    mqtt =')
    receivers.write_text(listed, "utf-8")
    row = re.search(r"`(\| uploads:FOLDER .*?\|)`", page.read_text("utf-8"), re.DOTALL)
    assert row is not None
    table = root / "docs/configuration.md"
    rows = table.read_text("utf-8").replace("| webcam:0 |", f"{' '.join(row[1].split())}\n| webcam:0 |")
    table.write_text(rows, "utf-8")
    return len(steps)


def test_what_the_page_adds_works_in_a_copy_of_the_repository(tmp_path: Path) -> None:
    for part in _NEEDED:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=_ignored)
    shutil.copy(ROOT / "tests/test_registries.py", tmp_path / "tests")
    assert _follow(ROOT / "docs/extending.md", tmp_path) == 9
    done = subprocess.run(
        [sys.executable, "-c", _LOOK],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = set(done.stdout.split())
    assert "test_who_stands_in_the_junction_for_too_long_is_told_once" in told
    assert "test_each_event_stands_in_the_file_once" in told
    assert "test_the_newest_image_of_the_folder_is_the_picture" in told
    assert {"test_a_rule_has_alerts_of_its_severity", "test_a_sink_has_words_in_each_language"} <= told
