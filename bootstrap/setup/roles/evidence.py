"""Pictures of violations in a browser of this machine: the links in Grafana's list, loopback only.

The pictures stay where the engine keeps them. What setup makes is the key of the links and the service that opens
them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.resource import Role
from bootstrap.services.spec import HttpProbe, ServiceSpec
from bootstrap.setup.resources import Directory, Port, Secret, Service
from core import evidence, paths
from core.evidence.answers import HEALTH
from core.evidence.links import PORT, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.resource import Resource
    from bootstrap.setup.context import Context

NAME: Final = "evidence"
KEY: Final = "evidence-links"
_ROOM: Final = Path(evidence.__file__).parent


def url(context: Context) -> str | None:
    """Where links lead to; None if nobody would open them."""
    served = NAME in context.planned or context.backend.status(NAME) is not None
    return address(context.port(NAME, PORT)) if served else None


def _resources(context: Context) -> Iterator[Resource]:
    port = context.port(NAME, PORT)
    yield Directory(context.layout.secrets, 0o700)
    yield Directory(context.layout.logs, 0o700)
    yield Secret(KEY)
    yield Port(NAME, port)
    yield Service(lambda: _spec(context, port), NAME)


def _spec(context: Context, port: int) -> ServiceSpec:
    key = context.secrets.path(KEY)
    folder = paths.state_dir() / evidence.FOLDER
    return ServiceSpec(
        name=NAME,
        title="Evidence pictures",
        command=[
            *(sys.executable, "-P", "-m", "core.evidence.server"),
            *("--port", str(port), "--folder", str(folder), "--key-file", str(key)),
        ],
        inputs=[key, *sorted(_ROOM.glob("*.py"))],  # its program is ours, and may be updated
        ready=HttpProbe(url=f"{address(port)}{HEALTH}", key="evidence", value="ok"),
        env={"PYTHONPATH": str(_ROOM.parents[1])},
    )


def _profile(context: Context) -> dict[str, Any]:
    return {"telemetry": {"evidence_key_file": str(context.secrets.path(KEY))}}


ROLE = Role(NAME, _resources, profile=_profile, ports={NAME: PORT})
