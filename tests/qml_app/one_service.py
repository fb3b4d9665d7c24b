"""An installation with one service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.services.spec import HttpProbe, ServiceSpec

if TYPE_CHECKING:
    from pathlib import Path


def with_helper(folder: Path, command: list[str], port: int, **more: Any) -> Layout:
    """In this folder, a service `helper` that is ready once it answers on `port`; it does not run yet."""
    layout = Layout(folder)
    for part in (layout.services, layout.run, layout.logs):
        part.mkdir(parents=True)
    ready = HttpProbe(url=f"http://127.0.0.1:{port}/health")
    spec = ServiceSpec(name="helper", title="Helper", command=command, ready=ready, **more)
    write_atomic(records.definition_path(layout, "helper"), spec.text())
    return layout
