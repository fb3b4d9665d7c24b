"""Events to send, and settings to send them with."""

from __future__ import annotations

from typing import Any

from core.events import (
    Crossing,
    Detection,
    Movement,
    Occupancy,
    Performance,
    Review,
    SeenObject,
    ServiceHealth,
    StageTimes,
    Violation,
    ZoneOccupancy,
    event_id,
    utc,
)
from core.settings.models import Settings

EPOCH = 1_750_000_000.0


def crossing(number: int, camera: str = "cam-1", site: str = "site", line: str = "all", **more: Any) -> Crossing:
    """The crossing with this number; ten milliseconds after the one before it."""
    when = EPOCH + number * 0.01
    values = {
        "id": event_id(site, camera, "crossing", str(number), when),
        "site": site,
        "camera": camera,
        "time": utc(when),
        "line": line,
        "direction": "forward",
        "track": number,
        "class": "car",
        "confidence": 0.5,
        "point": (1.0, 2.0),
    }
    return Crossing(**{**values, **more})


def one_of_each(camera: str = "cam-1", site: str = "site") -> list[Any]:
    common = {"site": site, "camera": camera, "time": utc(EPOCH)}
    seen = SeenObject(track=1, confidence=0.5, box=(1, 2, 3, 4), zones=("box",), **{"class": "car"})
    return [
        Detection(
            id="d" * 32,
            **common,
            frame=1,
            detector="yolo11n",
            processing_ms=12.5,
            counts={"car": 1},
            objects=(seen,),
        ),
        crossing(0, camera, site),
        Violation(
            id="v" * 32,
            **common,
            rule="red_light",
            track=1,
            started=utc(EPOCH),
            facts={"red_for": 1.5},
            **{"class": "car"},
        ),
        Performance(
            id="p" * 32,
            **common,
            detector="yolo11n",
            state="running",
            reason="signal 'n' cannot be read",
            fps=25.0,
            frames=250,
            skipped=3,
            stages_ms={"detect": StageTimes(p50=1, p95=2, p99=3)},
            backlog={"mqtt": 0, "influx": 7},
        ),
        ServiceHealth(
            id="h" * 32, site=site, camera="", time=utc(EPOCH), service="mqtt", state="unreachable", reason="gone"
        ),
        Movement(
            id="m" * 32,
            **common,
            origin="in-north",
            destination="out-west",
            turn="right",
            track=1,
            seconds=4.5,
            speed_kmh=31.5,
            speed_error_kmh=1.5,
            **{"class": "car"},
        ),
        Occupancy(
            id="o" * 32,
            **common,
            seconds=10.0,
            frames=250,
            zones=(
                ZoneOccupancy(
                    zone="in-north",
                    zone_kind="approach",
                    objects={"car": 2, "person": 1},
                    mean_objects=2.5,
                    queue=1,
                    max_queue=2,
                    occupancy=0.75,
                ),
            ),
        ),
        Review(id="r" * 32, **common, violation="v" * 32, rule="red_light", verdict="accepted", note="", reviewer="me"),
    ]


def settings(**telemetry: Any) -> Settings:
    return Settings.model_validate(
        {"cameras": [{"id": "cam-1", "source": "simulator:crossroads"}], "telemetry": telemetry}
    )
