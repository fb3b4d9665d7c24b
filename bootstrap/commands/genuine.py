"""`test --genuine`: the part of the suite that starts servers, on the makers' own ones instead of the doubles."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, Final

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note
from bootstrap.setup import bundle
from bootstrap.setup.context import Context
from bootstrap.setup.resources.release import fetched
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.setup.catalogue import Artifact
    from bootstrap.setup.context import Choices

#: Names the folder with the archives, for the tests.
VARIABLE: Final = "SMART_INTERSECTION_RELEASES"
#: Modules of the tests that start servers.
_STARTERS: Final = re.compile(
    r"^ *from (?:influxd_here|grafana_here|setup_machine|installed|test_influxd_double) import", re.MULTILINE
)
#: What is in tests of the doubles.
_DOUBLES: Final = ("in_process", "influxd_double.", 'program("influxd_double"')


def archives(layout: Layout, choices: Choices) -> Path:
    """Fetch what is recommended for this machine; returns a folder with it and a catalogue of it.

    Args:
        layout: where downloads and that folder go.
        choices: whom to ask: a catalogue, a mirror, or a bundle in place of the network.

    Raises:
        UserError: something cannot be had.
        OSError: it cannot be written.
    """
    from bootstrap.setup.render import Terminal  # noqa: PLC0415 - a verb pays only for what it uses

    with closing(Terminal()) as terminal:
        context = Context(layout, choices, terminal.tell)
        if choices.bundle is not None:
            _take(choices.bundle, context)
        return _written(layout.prefix / "releases", context)


def files(tests: Path) -> list[str]:
    """Paths of the tests that start servers, but for those that are about the doubles."""
    texts = {path: path.read_text("utf-8") for path in tests.rglob("test_*.py")}
    found = (path for path, text in texts.items() if _STARTERS.search(text))
    return sorted(str(path) for path in found if not any(word in texts[path] for word in _DOUBLES))


def _take(file: Path, context: Context) -> None:
    report = converge([bundle.role(file)], context, "test")
    for task in report.tasks:
        if task.state == "failed":
            raise UserError(task.reason, task.remedy)


def _written(folder: Path, context: Context) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = list(_rows(context))
    for row in rows:
        _link(fetched(row, context), folder / row.file_name)
    told = {"schema": 1, "artifacts": [row.model_dump(mode="json", exclude_none=True) for row in rows]}
    (folder / "catalogue.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return folder


def _rows(context: Context) -> Iterator[Artifact]:
    facts, catalogue = context.facts, context.catalogue
    for product in sorted(set(catalogue.products()) - set(catalogue.weights())):
        try:
            yield catalogue.find(product, facts.system, facts.arch)
        except UserError as missing:
            context.tell(Note(f"not fetched: {missing}"))


def _link(path: Path, other: Path) -> None:
    """Archives are large: a second name of the same file where the file system can do that."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)
