"""A real broker, set up as everybody's is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from installation import Installation

from bootstrap.layout import Layout
from bootstrap.services import control

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for all tests that break something and mend it again."""
    found = Installation(Layout(tmp_path_factory.mktemp("shared") / "an installation"))
    assert found.setup().exit_code == 0
    yield found
    control.stop_all(found.layout)


@pytest.fixture
def installed(shared: Installation) -> Installation:
    """Whole at the start of each test."""
    shared.setup()
    shared.notes.clear()
    return shared


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    found = Installation(Layout(tmp_path / "some" / "where" / "prefix"))
    yield found
    if found.layout.prefix.is_dir():
        control.stop_all(found.layout)
