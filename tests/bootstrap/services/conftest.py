"""An installation without any service; in the end nothing of it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.layout import Layout
from bootstrap.services import control, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def layout(tmp_path: Path) -> Iterator[Layout]:
    layout = Layout(tmp_path / "installation")
    for folder in (layout.services, layout.run, layout.logs):
        folder.mkdir(parents=True)
    yield layout
    control.stop_all(layout)
    assert records.supervisor(layout) is None
