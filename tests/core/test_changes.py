"""What becomes of which camera when a configuration takes the place of another."""

from __future__ import annotations

from typing import Any

import pytest

from core.changes import compare, detector_of
from core.settings import Settings

LINE = {"id": "line", "points": [(0, 0), (9, 9)]}
FILE = {"id": "file", "source": "a.mp4"}
STREAM = {"id": "stream", "source": "rtsp://user:secret@camera/1"}
OWN = {"id": "own", "source": "b.mp4", "detector": {"model": "mine.onnx", "confidence": 0.3}}


def settings(*cameras: dict[str, Any], **other: Any) -> Settings:
    return Settings.model_validate({"cameras": list(cameras), **other})


def test_a_cameras_detector_replaces_the_common_one_key_by_key() -> None:
    common = {"model": "yolo11n", "confidence": 0.3, "names": {"Lkw": "truck"}}
    cameras = [{**FILE, "detector": {"confidence": 0.4}}, {**STREAM, "detector": {"model": None}}, OWN]
    found = settings(*cameras, detector=common)
    first, second, third = (detector_of(found, camera) for camera in found.cameras)
    assert (first.model, first.confidence, first.names) == ("yolo11n", 0.4, {"Lkw": "truck"})
    assert (second.model, second.confidence) == (None, 0.3)  # said so: the motion detector
    assert (third.model, third.confidence, third.names) == ("mine.onnx", 0.3, {"Lkw": "truck"})


def told(after: Settings) -> tuple[list[str], list[str], list[str]] | None:
    found = compare(settings(FILE, STREAM, OWN), after)
    if found is None:
        return None
    return [one.id for one in found.go_on], [one.id for one in found.begin], sorted(found.end)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (settings(FILE, STREAM, OWN), ([], [], [])),
        (settings(OWN, STREAM, FILE), ([], [], [])),  # the order says nothing
        (settings({**FILE, "scene": {"lines": [LINE]}}, STREAM, OWN), (["file"], [], [])),
        (settings(FILE, {**STREAM, "rules": {"red_light": {"grace": 2}}}, OWN), (["stream"], [], [])),
        (settings(FILE, STREAM, OWN, detector={"confidence": 0.5}), (["file", "stream"], [], [])),
        (settings(FILE, {**STREAM, "detector": {"classes": ["car"]}}, OWN), (["stream"], [], [])),
        (settings(FILE, STREAM, {**OWN, "detector": {"model": "mine.onnx", "iou": 0.5}}), (["own"], [], [])),
        (settings(FILE, STREAM, OWN, detector={"model": "other.onnx"}), ([], ["file", "stream"], ["file", "stream"])),
        (
            settings(FILE, STREAM, {**OWN, "detector": {"model": "mine.onnx", "image_size": 320}}),
            ([], ["own"], ["own"]),
        ),
        (settings({**FILE, "source": "c.mp4"}, STREAM, OWN), ([], ["file"], ["file"])),
        (settings({**FILE, "recorded_at": "2026-01-01T00:00:00Z"}, STREAM, OWN), ([], ["file"], ["file"])),
        (settings(FILE, {**STREAM, "source": "rtsp://user:other@camera/1"}, OWN), ([], ["stream"], ["stream"])),
        (settings(FILE, {**STREAM, "id": "renamed"}, OWN), ([], ["renamed"], ["stream"])),
        (settings(FILE, STREAM), ([], [], ["own"])),
        (settings(FILE, STREAM, OWN, site="there"), None),
        (settings(FILE, STREAM, OWN, telemetry={"profile": "local"}), None),
        (settings(FILE, STREAM, OWN, evidence={"clip": False}), None),
    ],
)
def test_each_camera_loses_as_little_as_possible(
    after: Settings, expected: tuple[list[str], list[str], list[str]] | None
) -> None:
    assert told(after) == expected
