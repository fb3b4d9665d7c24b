"""A running engine goes on with another configuration; the cameras are simulated, all else is the real thing."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from core.engine import Engine
from core.errors import UserError
from core.events import AnyEvent, Crossing, Detection
from core.live import read_state
from core.settings import Settings, scene_version
from core.simulator import scene
from core.telemetry.tables import period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SCENE = scene().model_dump(mode="json")
LINES = [line["id"] for line in SCENE["lines"]]
PATIENCE = 60.0


def camera(name: str = "a", **other: Any) -> dict[str, Any]:
    return {"id": name, "source": f"simulator:crossroads?{name}", "scene": SCENE, **other}


def settings(*cameras: dict[str, Any], **other: Any) -> Settings:
    detector = {"model": "ground-truth", **other.pop("detector", {})}
    telemetry = {"detection_interval": 0.2, **other.pop("telemetry", {})}
    return Settings.model_validate(
        {"site": "here", "detector": detector, "cameras": list(cameras), "telemetry": telemetry, **other}
    )
