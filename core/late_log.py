"""The logger, for modules that decoders load: they log nothing, and loading it takes a third of their start."""

from __future__ import annotations

from typing import Any


def log() -> Any:  # noqa: ANN401 -- whatever structlog is configured to give
    """The engine's logger, loaded when there is something to say."""
    import structlog  # noqa: PLC0415 -- that is what this module is for

    return structlog.get_logger()
