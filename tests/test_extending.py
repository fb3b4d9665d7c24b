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
_STEP: Final = re.compile(r": `([\w/]+\.py)`\n\n```python\n(.*?)```", re.DOTALL)
#: Follows the last step without the programs that compile translations, then asks all tests of the registry.
_LOOK: Final = """
import sys
sys.path[:0] = ["tests", "tests/core/rules"]
from core.rules import export
from qml_app import rule_words
export.write()
rule_words.FILE.write_text(rule_words.qml(), "utf-8")
import test_box_junction, test_registries
kind = test_registries.RULES["box_junction"]
for module, arguments in ((test_registries, (kind,)), (test_box_junction, ())):
    for name, test in vars(module).items():
        if name.startswith("test_") and test.__code__.co_argcount == len(arguments):
            test(*arguments)
            print(name)
assert "box_junction" in test_registries.RULES
"""


def _ignored(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"__pycache__", "i18n", "images"} or name.endswith((".jpg", ".qm"))}


def test_the_rule_of_the_page_works_in_a_copy_of_the_repository(tmp_path: Path) -> None:
    for part in ("core", "bootstrap", "qml_app", "assets/schema", "docs", "tests/core/rules"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=_ignored)
    shutil.copy(ROOT / "tests/test_registries.py", tmp_path / "tests")
    for name, text in (steps := _STEP.findall((ROOT / "docs/extending.md").read_text("utf-8"))):
        (tmp_path / name).write_text(text, "utf-8")
    assert len(steps) == 3
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _LOOK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "test_who_stands_in_the_junction_for_too_long_is_told_once" in done.stdout
    assert "test_a_rule_has_alerts_of_its_severity" in done.stdout
