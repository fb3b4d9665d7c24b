"""A remedy that sends people to a page of the documentation names one that is there, with the section it names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = re.compile(r"docs/([\w-]+\.md)(?:#([\w-]+)|[,:]? ['\"]([^'\"]+)['\"])?")
SOURCES = [path for room in ("bootstrap", "core", "qml_app") for path in sorted((ROOT / room).rglob("*.py"))]


def texts(source: str) -> list[str]:
    """All texts but docstrings, each whole: with what stands in the place of values."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(one.value) if isinstance(one, ast.Constant) else "%" for one in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found.append(node.value)
    return found


def dangling(text: str, root: Path) -> list[str]:
    """What a text names that is not there."""
    wrong = []
    for page, anchor, title in PAGE.findall(text):
        path = root / "docs" / page
        heads = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE) if path.is_file() else []
        anchors = [re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads]
        if not heads or (title and title not in heads) or (anchor and anchor not in anchors):
            wrong.append(f"docs/{page} {anchor or title}".strip())
    return wrong


def test_every_page_and_section_that_a_text_names_is_there() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {one}"
        for path in SOURCES
        if "docs/" in (source := path.read_text("utf-8"))
        for text in texts(source)
        for one in dangling(text, ROOT)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("see docs/setup.md, 'Lost for good'", ["docs/setup.md Lost for good"]),
        ("see docs/setup.md, 'Troubleshooting'", []),
        ("see docs/setup.md#troubleshooting", []),
        ("see docs/setup.md#gone", ["docs/setup.md gone"]),
        ("see docs/nowhere.md", ["docs/nowhere.md"]),
        ("see docs/setup.md", []),
    ],
)
def test_a_dangling_reference_is_found(text: str, wrong: list[str]) -> None:
    assert dangling(text, ROOT) == wrong
